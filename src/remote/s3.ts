/** Objects of S3, read by ranges and listed, by the official client. */
import { PermauditError } from '../bytes/errors.js';
import { systemCodeOf } from '../bytes/system-code.js';
import { isAppKey, s3Text, type S3Address } from './address.js';
import { persistently, type Patience } from './attempts.js';
import { changed, checkRange, collect, nanosecondsOf, remoteError, sizeOfHead } from './ranges.js';
import type { Opened, RangeReader } from './ranges.js';
import { REQUEST_MS, type GotObject, type ListedObjects, type S3Client, type S3Module } from './s3-client.js';

/** Of what a server or the client says, so much is told. */
const LONGEST_SAID = 200;
/** Pages without an object that may follow one another: a server that has deleted much gives some, one that never ends gives all. */
const MOST_EMPTY = 1000;

interface Bucket {
  commands: Pick<S3Module, 'GetObjectCommand' | 'ListObjectsV2Command'>;
  client: S3Client;
}

/** One object. */
export class S3Reader implements RangeReader {
  #etag = '';
  #size = 0;

  constructor(
    private readonly s3: Bucket,
    private readonly address: S3Address,
    private readonly patience: Patience = {},
  ) {}

  async open(length: number, signal: AbortSignal): Promise<Opened> {
    return persistently(signal, this.patience, async (attempt) => {
      const got = await this.#get({ Range: `bytes=0-${length - 1}` }, attempt).catch((error: unknown) => {
        // No range is in an object without bytes.
        if (statusOf(error) === 416) return null;
        throw toldOf(error);
      });
      if (got === null) return { size: 0, modified: null, head: new Uint8Array() };
      const { ETag: etag = '', ContentRange: range, ContentLength: whole, LastModified: modified } = got;
      if (etag === '') throw remoteError({ problem: 'noVersion' });
      this.#etag = etag;
      // Some servers send a small object whole, and do not say that it is a part.
      const isWhole = range === undefined && whole !== undefined && whole <= length;
      if (range === undefined && !isWhole)
        throw remoteError({ problem: whole === undefined ? 'noLength' : 'noRanges' });
      this.#size = isWhole ? whole : sizeOfHead(range ?? '', length);
      const head = await collect(bodyOf(got), Math.min(length, this.#size));
      return { size: this.#size, modified: nanosecondsOf(modified ?? null), head };
    });
  }

  async range(offset: number, length: number, signal: AbortSignal): Promise<Uint8Array> {
    return persistently(signal, this.patience, async (attempt) => {
      const wanted = { Range: `bytes=${offset}-${offset + length - 1}`, IfMatch: this.#etag };
      const got = await this.#get(wanted, attempt).catch((error: unknown) => {
        const status = statusOf(error);
        throw status === 412 || status === 416 ? changed() : toldOf(error);
      });
      if (got.ETag !== this.#etag) throw changed();
      checkRange(got.ContentRange ?? '', this.#size, offset, length);
      return collect(bodyOf(got), length);
    });
  }

  async #get(wanted: Record<string, string>, abortSignal: AbortSignal): Promise<GotObject> {
    const { bucket: Bucket, key: Key } = this.address;
    const command = new this.s3.commands.GetObjectCommand({ Bucket, Key, ...wanted });
    return (await this.s3.client.send(command, { abortSignal })) as GotObject;
  }
}

/** An object of a listing. */
export interface S3Listed {
  text: string;
  size: number | null;
  modified: string | null;
}

/**
 * The objects of a prefix that are called as apps are, in the order of their keys.
 * @throws PermauditError
 */
export async function* listPrefix(
  s3: Bucket,
  { bucket: Bucket, key: Prefix }: S3Address,
  signal: AbortSignal,
): AsyncGenerator<S3Listed, void, undefined> {
  let empty = 0;
  for (let token: string | undefined; ;) {
    const page = {
      Bucket,
      ...(Prefix === '' ? {} : { Prefix }),
      ...(token === undefined ? {} : { ContinuationToken: token }),
    };
    // XML has no letters for some characters that keys may have.
    const command = new s3.commands.ListObjectsV2Command({ ...page, EncodingType: 'url' });
    const listed = await s3.client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      throw toldOf(error);
    });
    const { Contents: contents = [], NextContinuationToken: next = '', IsTruncated: more } = listed as ListedObjects;
    for (const { Key = '', Size, LastModified } of contents) {
      const key = decodeKey(Key);
      if (!isAppKey(key)) continue;
      const size = Size !== undefined && Number.isSafeInteger(Size) && Size >= 0 ? Size : null;
      yield { text: s3Text(Bucket, key), size, modified: nanosecondsOf(LastModified ?? null) };
    }
    if (next === '' && more !== true) return;
    empty = contents.length === 0 ? empty + 1 : 0;
    // A list that breaks off, or that never ends, is not to pass for all there is.
    if (next === '' || next === token || empty === MOST_EMPTY) throw remoteError({ problem: 'listing' });
    token = next;
  }
}

/** A key as it is written in a listing: what is no encoding stays as it is. */
function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function bodyOf({ Body }: GotObject): AsyncIterable<Uint8Array> {
  if (Body === undefined) throw remoteError({ problem: 'otherBytes' });
  return Body;
}

function statusOf(error: unknown): number | null {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  return typeof metadata?.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}

/**
 * What an error of the client comes to: it has asked again by itself. Of what a server says, its code is told: messages may
 * repeat who asked.
 */
function toldOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PermauditError) return error;
  const status = statusOf(error);
  const said = error.name.slice(0, LONGEST_SAID);
  if (status === 404 && said !== 'NoSuchBucket') return new PermauditError('IO_NOT_FOUND', { problem: 'file' });
  if (status !== null) return remoteError({ problem: 'status', status, said });
  const system = systemCodeOf(error);
  if (system !== null) return remoteError({ problem: 'connection', system });
  // Whoever ended it knows.
  if (said === 'AbortError') return error;
  if (said === 'TimeoutError') return remoteError({ problem: 'timeout', limit: REQUEST_MS });
  return remoteError({ problem: 'client', said: `${said}: ${error.message}`.slice(0, LONGEST_SAID) });
}
