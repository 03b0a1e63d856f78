/** Objects of S3, by the official client. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseAddress, type S3Address } from '../../src/remote/address.js';
import { clientOf, loadS3, NoS3Client } from '../../src/remote/s3-client.js';
import { listPrefix, S3Reader, type S3Listed } from '../../src/remote/s3.js';
import { etagOf } from './range-server.js';
import { S3Server } from './s3-server.js';
import { CHANGED, remote, toldBy } from './told.js';

const BYTES = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const NEVER = new AbortController().signal;
const HASTE = { attemptMs: 20_000, pausesMs: [1, 1] };
type Bucket = ConstructorParameters<typeof S3Reader>[0];

async function start(): Promise<{ server: S3Server; s3: Bucket }> {
  const server = await S3Server.start();
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
  const commands = loadS3(import.meta.url);
  return { server, s3: { commands, client: clientOf(commands) } };
}

/** A page of a listing of which there is more. */
const page = (content: string): string =>
  `<ListBucketResult><IsTruncated>true</IsTruncated>${content}</ListBucketResult>`;

const s3Address = (text: string): S3Address => parseAddress(text) as S3Address;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('an object', () => {
  it('is read by ranges of one version, with the credentials of the environment', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/a b/ü.apk', BYTES);
    const reader = new S3Reader(s3, s3Address('s3://bucket/a b/ü.apk'), HASTE);
    const opened = await reader.open(100, NEVER);
    expect(opened).toEqual({ size: 1000, modified: '1793527200000000000', head: BYTES.subarray(0, 100) });
    expect(await reader.range(500, 50, NEVER)).toEqual(BYTES.subarray(500, 550));
    expect(server.asked.map(({ method, range, ifMatch, by }) => [method, range, ifMatch, by])).toEqual([
      ['GET', 'bytes=0-99', null, 'AKTESTS'],
      ['GET', 'bytes=500-549', etagOf(BYTES), 'AKTESTS'],
    ]);
  });

  it('may have no bytes', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/a.apk', new Uint8Array());
    const opened = await new S3Reader(s3, s3Address('s3://bucket/a.apk'), HASTE).open(100, NEVER);
    expect(opened).toEqual({ size: 0, modified: null, head: new Uint8Array() });
  });

  it('that changes while it is read is refused', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/a.apk', BYTES);
    const reader = new S3Reader(s3, s3Address('s3://bucket/a.apk'), HASTE);
    await reader.open(100, NEVER);
    server.objects.set('bucket/a.apk', Uint8Array.from(BYTES).reverse());
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });

  it('that changes is refused where the server does not mind If-Match', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/a.apk', BYTES);
    const reader = new S3Reader(s3, s3Address('s3://bucket/a.apk'), HASTE);
    await reader.open(100, NEVER);
    server.misbehaviour = (_, response) => {
      response.writeHead(206, { etag: '"other"', 'content-length': 50, 'content-range': 'bytes 500-549/1000' });
      response.end(BYTES.subarray(500, 550));
      return true;
    };
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });

  it.each<[string, number, string, unknown]>([
    ['is not there', 404, 'NoSuchKey', { code: 'IO_NOT_FOUND', data: { problem: 'file' } }],
    ['has no bucket', 404, 'NoSuchBucket', remote('status', { status: 404, said: 'NoSuchBucket' })],
    ['may not be read', 403, 'AccessDenied', remote('status', { status: 403, said: 'AccessDenied' })],
    ['has a long reason', 403, 'x'.repeat(5000), remote('status', { status: 403, said: 'x'.repeat(200) })],
  ])('that %s is told, without what the message repeats', async (_, status, code, told) => {
    const { server, s3 } = await start();
    server.misbehaviour = (__, response) => {
      S3Server.refuse(response, status, code, 'the key of hunter2');
      return true;
    };
    expect(await toldBy(new S3Reader(s3, s3Address('s3://bucket/a.apk'), HASTE).open(100, NEVER))).toEqual(told);
  });

  it('of a server that ignores ranges is refused', async () => {
    const { server, s3 } = await start();
    server.misbehaviour = (_, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': 1000 }).end(BYTES);
      return true;
    };
    expect(await toldBy(new S3Reader(s3, s3Address('s3://bucket/a.apk'), HASTE).open(100, NEVER))).toEqual(
      remote('noRanges'),
    );
  });

  it('that cannot be asked for without a region is told so', async () => {
    await start();
    const commands = loadS3(import.meta.url);
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, undefined);
    const reader = new S3Reader({ commands, client: clientOf(commands) }, s3Address('s3://bucket/a.apk'), HASTE);
    expect(await toldBy(reader.open(100, NEVER))).toEqual(remote('client', { said: 'Error: Region is missing' }));
  });
});

describe('a prefix', () => {
  async function list(s3: Bucket, text: string): Promise<S3Listed[]> {
    const found: S3Listed[] = [];
    for await (const one of listPrefix(s3, s3Address(text), NEVER)) found.push(one);
    return found;
  }

  it('is listed page by page: what is called as apps are', async () => {
    const { server, s3 } = await start();
    server.page = 3;
    const keys = ['apks/a b+c%20.apk', 'apks/1.apk', 'apks/2.APK', 'apks/x/3.xapk', 'apks/ü&<.aab', 'apks/4.apks'];
    for (const key of [...keys, 'apks/', 'apks/notes.txt', 'apks/apk', 'other/5.apk']) {
      server.objects.set(`bucket/${key}`, BYTES.subarray(0, key.length));
    }
    const found = await list(s3, 's3://bucket/apks/');
    expect(found.map(({ text }) => text)).toEqual([...keys].sort().map((key) => `s3://bucket/${key}`));
    expect(found[0]).toEqual({ text: 's3://bucket/apks/1.apk', size: 10, modified: '1793527200000000000' });
    expect(server.asked).toHaveLength(3);
  });

  it('may be a whole bucket', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/a.apk', BYTES).set('bucket/b/c.apk', BYTES);
    expect(await list(s3, 's3://bucket')).toHaveLength(2);
  });

  it('that may not be listed is told', async () => {
    const { server, s3 } = await start();
    server.misbehaviour = (_, response) => {
      S3Server.refuse(response, 403, 'AccessDenied');
      return true;
    };
    expect(await toldBy(list(s3, 's3://bucket/'))).toEqual(remote('status', { status: 403, said: 'AccessDenied' }));
  });

  it('goes on behind a page without objects', async () => {
    const { server, s3 } = await start();
    server.objects.set('bucket/b.apk', BYTES);
    server.misbehaviour = ({ url = '' }, response) => {
      if (url.includes('continuation-token')) return false;
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(page('<NextContinuationToken>0</NextContinuationToken>'));
      return true;
    };
    expect(await list(s3, 's3://bucket/')).toHaveLength(1);
  });

  it('that breaks off does not pass for all there is', async () => {
    const { server, s3 } = await start();
    server.misbehaviour = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(page('<Contents><Key>a.apk</Key><Size>1</Size></Contents>'));
      return true;
    };
    expect(await toldBy(list(s3, 's3://bucket/'))).toEqual(remote('listing'));
  });

  it('that has nothing but pages without objects comes to an end', async () => {
    const { server, s3 } = await start();
    server.misbehaviour = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(page(`<NextContinuationToken>${server.asked.length}</NextContinuationToken>`));
      return true;
    };
    expect(await toldBy(list(s3, 's3://bucket/'))).toEqual(remote('listing'));
    expect(server.asked).toHaveLength(1000);
  });

  it('whose server gives the same page again comes to an end', async () => {
    const { server, s3 } = await start();
    server.misbehaviour = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(
        page('<NextContinuationToken>1</NextContinuationToken><Contents><Key>a.apk</Key><Size>1</Size></Contents>'),
      );
      return true;
    };
    expect(await toldBy(list(s3, 's3://bucket/'))).toEqual(remote('listing'));
    expect(server.asked).toHaveLength(2);
  });
});

it('the package that is not installed is named', () => {
  expect(() => loadS3('file:///nowhere/program.js')).toThrow(NoS3Client);
});
