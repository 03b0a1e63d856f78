/** A file of a web server, read by ranges (RFC 9110, 14). */
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { PermauditError } from '../bytes/errors.js';
import { systemCodeOf } from '../bytes/system-code.js';
import { Passing, persistently, type Patience } from './attempts.js';
import { isPrivateHost, PRIVATE_HOST, publicLookup } from './private-hosts.js';
import {
  changed,
  checkRange,
  collect,
  isSameVersion,
  nanosecondsOf,
  remoteError,
  sizeOfHead,
  type Opened,
  type RangeReader,
  type Version,
} from './ranges.js';

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Statuses after which the same question may be answered. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What was submitted, and what redirects lead to, share no connection: the second is held to public hosts. */
const agentsOf = (): { http: HttpAgent; https: HttpsAgent } => ({
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true }),
});
const AGENTS = { own: agentsOf(), other: agentsOf() };

/** An answer whose body nobody has read yet. */
interface Answer {
  response: IncomingMessage;
  status: number;
}

/** One file. */
export class WebReader implements RangeReader {
  /** Where the last redirect led: the parts that follow are asked for there. */
  #at: URL;
  #version: Version | null = null;
  #size = 0;

  constructor(
    private readonly url: URL,
    private readonly patience: Patience = {},
  ) {
    this.#at = url;
  }

  async open(length: number, signal: AbortSignal): Promise<Opened> {
    return persistently(signal, this.patience, async (attempt) => {
      const { response, status } = await this.#ask(`bytes=0-${length - 1}`, {}, attempt);
      const whole = wholeLength(response);
      let size: number;
      let head: Uint8Array;
      if (status === 416 && /^bytes \*\/0$/i.test(header(response, 'content-range') ?? '')) {
        response.destroy();
        [size, head] = [0, new Uint8Array()];
      } else if (status === 200 && whole !== null && whole <= length) {
        // Of a file that small, all of it is what was asked for.
        [size, head] = [whole, await collect(response, whole)];
      } else {
        checkPartial(response, status);
        size = sizeOfHead(header(response, 'content-range') ?? '', length);
        head = await collect(response, Math.min(length, size));
      }
      this.#size = size;
      this.#version = versionOf(response);
      const { lastModified } = this.#version;
      return { size, head, modified: nanosecondsOf(lastModified === null ? null : new Date(lastModified)) };
    });
  }

  async range(offset: number, length: number, signal: AbortSignal): Promise<Uint8Array> {
    const version = this.#version ?? { etag: null, lastModified: null };
    return persistently(signal, this.patience, async (attempt) => {
      const { response, status } = await this.#ask(`bytes=${offset}-${offset + length - 1}`, ifRange(version), attempt);
      // The whole file, where its version is no longer the one that was asked for.
      const isOther = status === 200 && !isSameVersion(version, versionOf(response));
      if (isOther || status === 412 || status === 416) {
        response.destroy();
        throw changed();
      }
      checkPartial(response, status);
      if (!isSameVersion(version, versionOf(response))) {
        response.destroy();
        throw changed();
      }
      checkRange(header(response, 'content-range') ?? '', this.#size, offset, length);
      return collect(response, length);
    });
  }

  /** The answer to a question, from wherever redirects lead. */
  async #ask(range: string, more: Record<string, string>, signal: AbortSignal): Promise<Answer> {
    const isDirect = this.#at === this.url;
    const answer = await this.#follow(this.#at, range, more, signal);
    // Where a redirect led before may be no place any more.
    if (isDirect || answer.status < 400 || answer.status === 412 || answer.status === 416) return this.#checked(answer);
    answer.response.destroy();
    this.#at = this.url;
    return this.#checked(await this.#follow(this.url, range, more, signal));
  }

  async #follow(from: URL, range: string, more: Record<string, string>, signal: AbortSignal): Promise<Answer> {
    let at = from;
    for (let redirects = 0; ; redirects++) {
      const response = await send(at, { range, ...more }, { signal, isOwn: at.host === this.url.host });
      const status = response.statusCode ?? 0;
      if (!REDIRECTS.has(status)) {
        this.#at = at;
        return { response, status };
      }
      response.destroy();
      if (redirects === MOST_REDIRECTS) throw remoteError({ problem: 'redirects', limit: MOST_REDIRECTS });
      at = redirected(at, header(response, 'location') ?? '', this.url);
    }
  }

  /** @throws PermauditError, Passing for the statuses of failures */
  #checked(answer: Answer): Answer {
    const { status, response } = answer;
    if (status < 400 || status === 412 || status === 416) return answer;
    response.destroy();
    if (status === 404 || status === 410) throw new PermauditError('IO_NOT_FOUND', { problem: 'file' });
    const told = remoteError({ problem: 'status', status, said: '' });
    throw PASSING.has(status) ? new Passing(told) : told;
  }
}

function send(
  url: URL,
  headers: Record<string, string>,
  { signal, isOwn }: { signal: AbortSignal; isOwn: boolean },
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    headers: { 'accept-encoding': 'identity', 'user-agent': 'permaudit', ...headers },
    signal,
    // What a redirect names is not what somebody submitted.
    ...(isOwn ? {} : { lookup: publicLookup }),
  };
  const agents = isOwn ? AGENTS.own : AGENTS.other;
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, agent: agents.https })
        : requestHttp(url, { ...options, agent: agents.http });
    request.on('response', resolve);
    request.on('error', (error) => {
      reject(systemCodeOf(error) === PRIVATE_HOST ? remoteError({ problem: 'redirect' }) : error);
    });
    request.end();
  });
}

/**
 * Where a redirect leads.
 * @throws PermauditError where that is no place to go to
 */
function redirected(from: URL, location: string, own: URL): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const isTaken =
    location !== '' &&
    to !== null &&
    (to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:')) &&
    to.username === '' &&
    to.password === '' &&
    (to.host === own.host || !isPrivateHost(to));
  if (!isTaken) throw remoteError({ problem: 'redirect' });
  to.hash = '';
  return to;
}

function header({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The length of a body that is the whole file; null where it is not told. */
function wholeLength(response: IncomingMessage): number | null {
  const text = header(response, 'content-length') ?? '';
  return /^\d{1,15}$/.test(text) && header(response, 'content-encoding') === null ? Number(text) : null;
}

/** @throws PermauditError unless the answer is a part of the file, byte for byte */
function checkPartial(response: IncomingMessage, status: number): void {
  if (status === 206) {
    const encoding = header(response, 'content-encoding');
    if (encoding === null || encoding.toLowerCase() === 'identity') return;
    response.destroy();
    throw remoteError({ problem: 'otherBytes' });
  }
  response.destroy();
  throw remoteError(status === 200 ? { problem: 'noRanges' } : { problem: 'status', status, said: '' });
}

/** @throws PermauditError where a change could not be told */
function versionOf(response: IncomingMessage): Version {
  const version = { etag: header(response, 'etag'), lastModified: header(response, 'last-modified') };
  if (isStrong(version.etag) || version.lastModified !== null) return version;
  response.destroy();
  throw remoteError({ problem: 'noVersion' });
}

/** Files whose weak ETags are equal need not be byte for byte (RFC 9110, 8.8.1). */
function isStrong(etag: string | null): etag is string {
  return etag !== null && !/^w\//i.test(etag);
}

/** The condition under which a part is wanted (RFC 9110, 13.1.5). */
function ifRange({ etag, lastModified }: Version): Record<string, string> {
  if (isStrong(etag)) return { 'if-range': etag };
  return lastModified === null ? {} : { 'if-range': lastModified };
}
