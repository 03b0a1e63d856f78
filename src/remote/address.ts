/** Addresses of apps on servers: `https://…`, `http://…` and `s3://bucket/key`. */

/** An object of S3, or all objects whose keys begin so. */
export interface S3Address {
  kind: 's3';
  bucket: string;
  /** The key of an object; of a prefix, what keys begin with: empty, or with a slash at its end. */
  key: string;
  isPrefix: boolean;
  /** How it is written. */
  text: string;
}

/** A file of a web server. */
export interface WebAddress {
  kind: 'web';
  url: URL;
  /** How it is written. */
  text: string;
}

export type Address = S3Address | WebAddress;

/** Why an address is not taken. */
export type AddressProblem = 'long' | 'control' | 'unreadable' | 'user' | 'signed' | 'bucket' | 'key';

/** An address that is not taken. Nothing of it that may be a secret is repeated. */
export class AddressError extends Error {
  override readonly name = 'AddressError';

  /** @param host whose address it is; empty where that is not known, or may be part of a password */
  constructor(
    readonly problem: AddressProblem,
    readonly host = '',
  ) {
    super(problem);
  }
}

const SCHEME = /^(?:https?|s3):\/\//i;
/** What PostgreSQL has no text for, and no address needs. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
/** Names of general purpose buckets ("Bucket naming rules" of Amazon S3). */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Longest key of an object, in bytes of UTF-8 ("Naming Amazon S3 objects"). */
const LONGEST_KEY = 1024;
const LONGEST_ADDRESS = 8192;
/** Parameters by which an address is a key of its own: signatures of S3, Google and Azure, and what tokens are called. */
const SIGNED = /[?&](?:x-amz-[^=&]*|x-goog-[^=&]*|signature|sig|token|access_token|api_?key|password)=/i;

/** Whether something that was named is an address rather than a path. */
export function isAddress(named: string): boolean {
  return SCHEME.test(named);
}

/**
 * Takes an address apart.
 * @throws AddressError for what is none, and for one with a password or a signature in it: it would stand in the database and in
 *   every report
 */
export function parseAddress(text: string): Address {
  if (text.length > LONGEST_ADDRESS) throw new AddressError('long');
  if (CONTROL.test(text)) throw new AddressError('control');
  return /^s3:/i.test(text) ? parseS3(text) : parseWeb(text);
}

function parseS3(text: string): S3Address {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/i.exec(text) ?? [];
  if (bucket.includes('@')) throw new AddressError('user');
  if (!BUCKET.test(bucket)) throw new AddressError('bucket');
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new AddressError('key');
  return { kind: 's3', bucket, key, isPrefix: key === '' || key.endsWith('/'), text: s3Text(bucket, key) };
}

/** How an object is written. */
export function s3Text(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

function parseWeb(text: string): WebAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') throw new AddressError('unreadable');
  if (url.username !== '' || url.password !== '') {
    throw new AddressError('user', url.host);
  }
  if (SIGNED.test(url.search)) throw new AddressError('signed', url.host);
  url.hash = '';
  return { kind: 'web', url, text: url.href };
}

/** Whether an object of a prefix is called as an app is. */
export function isAppKey(key: string): boolean {
  return /\.(?:apk|aab|apks|xapk|apkm)$/i.test(key);
}
