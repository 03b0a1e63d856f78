/** What is made of the answers of a web server, good and bad. */
import { describe, expect, it } from 'vitest';
import { WebReader } from '../../src/remote/web.js';
import { DATE, etagOf, RangeServer, type Misbehaviour } from './range-server.js';
import { CHANGED, remote, toldBy } from './told.js';

const BYTES = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const NEVER = new AbortController().signal;
const HASTE = { attemptMs: 5000, pausesMs: [1, 1] };

function readerOf(address: string, patience = HASTE): WebReader {
  return new WebReader(new URL(address), patience);
}

/** Opens with 100 bytes, then reads the 50 at 500. */
async function readBoth(address: string, patience = HASTE): Promise<Uint8Array> {
  const reader = readerOf(address, patience);
  await reader.open(100, NEVER);
  return reader.range(500, 50, NEVER);
}

const redirectTo =
  (location: string, status = 302): Misbehaviour =>
  (request, response) => {
    if (request.url !== '/redirect') return false;
    response.writeHead(status, { location }).end('a body that nobody reads');
    return true;
  };

describe('a web server that gives ranges', () => {
  it('is asked for the head, then for what is read', async () => {
    const server = await RangeServer.start();
    const reader = readerOf(server.put('/a.apk', BYTES, { lastModified: DATE }));
    const opened = await reader.open(100, NEVER);
    expect(opened).toEqual({ size: 1000, modified: '1793527200000000000', head: BYTES.subarray(0, 100) });
    expect(await reader.range(500, 50, NEVER)).toEqual(BYTES.subarray(500, 550));
    const { asked } = server;
    expect(asked.map(({ range, ifRange }) => [range, ifRange])).toEqual([
      ['bytes=0-99', null],
      ['bytes=500-549', etagOf(BYTES)],
    ]);
  });

  it('may know the version by its date alone', async () => {
    const server = await RangeServer.start();
    const address = server.put('/a.apk', BYTES, { etag: null, lastModified: DATE });
    expect(await readBoth(address)).toEqual(BYTES.subarray(500, 550));
    expect(server.asked[1]?.ifRange).toBe(DATE);
  });

  it('compares by the date where the ETag is weak', async () => {
    const server = await RangeServer.start();
    await readBoth(server.put('/a.apk', BYTES, { etag: 'W/"1"', lastModified: DATE }));
    expect(server.asked[1]?.ifRange).toBe(DATE);
  });

  it.each([
    ['all of a file that is no longer than what is asked for', 100, 100],
    ['a file of one byte', 1, 1],
    ['a file without bytes', 0, 0],
  ])('gives %s', async (_, size, length) => {
    const server = await RangeServer.start();
    const opened = await readerOf(server.put('/a.apk', BYTES.subarray(0, size))).open(100, NEVER);
    expect([opened.size, opened.head.length]).toEqual([size, length]);
  });

  it('may send a small file whole', async () => {
    const server = await RangeServer.start();
    server.misbehaviour = (_, response) => {
      response.writeHead(200, { 'content-length': 100, etag: '"1"' }).end(BYTES.subarray(0, 100));
      return true;
    };
    const opened = await readerOf(`${server.origin}/a.apk`).open(100, NEVER);
    expect(opened).toEqual({ size: 100, modified: null, head: BYTES.subarray(0, 100) });
  });

  it('is asked again after what passes', async () => {
    const server = await RangeServer.start();
    const address = server.put('/a.apk', BYTES);
    server.misbehaviour = (_, response, count) => {
      if (count === 0) response.writeHead(503).end();
      if (count === 1) response.destroy();
      return count < 2;
    };
    expect((await readerOf(address).open(100, NEVER)).size).toBe(1000);
    expect(server.asked).toHaveLength(3);
  });

  it('is asked again where a body breaks off', async () => {
    const server = await RangeServer.start();
    const address = server.put('/a.apk', BYTES);
    server.misbehaviour = (_, response, count) => {
      if (count !== 1) return false;
      response.writeHead(206, { 'content-length': 50, 'content-range': 'bytes 500-549/1000', etag: etagOf(BYTES) });
      response.write(BYTES.subarray(500, 510), () => response.destroy());
      return true;
    };
    expect(await readBoth(address)).toEqual(BYTES.subarray(500, 550));
    expect(server.asked).toHaveLength(3);
  });
});

describe('a web server that does not', () => {
  const answers = (status: number, headers: Record<string, string | number>, body?: Uint8Array): Misbehaviour => {
    return (_, response) => {
      response.writeHead(status, headers).end(body);
      return true;
    };
  };
  const part = { etag: '"1"', 'content-length': 100 };

  it.each<[string, Misbehaviour, unknown]>([
    ['ignores ranges', answers(200, { etag: '"1"', 'content-length': 1000 }, BYTES), remote('noRanges')],
    ['ignores ranges and gives no length', answers(200, { etag: '"1"' }, BYTES), remote('noRanges')],
    [
      'does not know the length',
      answers(206, { ...part, 'content-range': 'bytes 0-99/*' }, BYTES.subarray(0, 100)),
      remote('noLength'),
    ],
    [
      'gives nothing to tell a change by',
      answers(206, { 'content-range': 'bytes 0-99/1000', 'content-length': 100 }, BYTES.subarray(0, 100)),
      remote('noVersion'),
    ],
    [
      'gives a weak ETag alone',
      answers(206, { ...part, etag: 'W/"1"', 'content-range': 'bytes 0-99/1000' }, BYTES.subarray(0, 100)),
      remote('noVersion'),
    ],
    [
      'sends another part',
      answers(206, { ...part, 'content-range': 'bytes 1-100/1000' }, BYTES.subarray(1, 101)),
      remote('otherBytes'),
    ],
    [
      'sends less than it says',
      answers(206, { etag: '"1"', 'content-range': 'bytes 0-99/1000' }, BYTES.subarray(0, 99)),
      remote('otherBytes'),
    ],
    [
      'sends more than it says',
      answers(206, { etag: '"1"', 'content-range': 'bytes 0-99/1000' }, BYTES.subarray(0, 101)),
      remote('otherBytes'),
    ],
    [
      'compresses',
      answers(206, { ...part, 'content-encoding': 'gzip', 'content-range': 'bytes 0-99/1000' }, BYTES.subarray(0, 100)),
      remote('otherBytes'),
    ],
    [
      'claims a size that no number holds',
      answers(206, { ...part, 'content-range': 'bytes 0-99/9999999999999999' }, BYTES.subarray(0, 100)),
      remote('otherBytes'),
    ],
    ['sends a part that is none', answers(206, part, BYTES.subarray(0, 100)), remote('otherBytes')],
    ['forbids it', answers(403, {}), remote('status', { status: 403, said: '' })],
    ['has no such file', answers(404, {}), { code: 'IO_NOT_FOUND', data: { problem: 'file' } }],
    ['fails again and again', answers(500, {}), remote('status', { status: 500, said: '' })],
  ])('%s is refused', async (_, misbehaviour, told) => {
    const server = await RangeServer.start();
    server.misbehaviour = misbehaviour;
    expect(await toldBy(readerOf(`${server.origin}/a.apk`).open(100, NEVER))).toEqual(told);
  });

  it('never answers is given up after three attempts', async () => {
    const server = await RangeServer.start();
    server.misbehaviour = () => true;
    const reader = readerOf(`${server.origin}/a.apk`, { attemptMs: 50, pausesMs: [1, 1] });
    expect(await toldBy(reader.open(100, NEVER))).toEqual(remote('timeout', { limit: 50 }));
    expect(server.asked).toHaveLength(3);
  });

  it('is not there is told by the code of the system', async () => {
    expect(await toldBy(readerOf('http://127.0.0.1:1/a.apk').open(100, NEVER))).toEqual(
      remote('connection', { system: 'ECONNREFUSED' }),
    );
  });
});

describe('a file that changes while it is read', () => {
  it.each<[string, Uint8Array, object]>([
    ['by its ETag', BYTES, { etag: '"other"' }],
    ['by its bytes, and so by its ETag', Uint8Array.from(BYTES).reverse(), {}],
    ['by its size', BYTES.subarray(0, 600), {}],
    ['by its size, shorter than what is read', BYTES.subarray(0, 300), {}],
  ])('%s is refused', async (_, bytes, more) => {
    const server = await RangeServer.start();
    const reader = readerOf(server.put('/a.apk', BYTES));
    await reader.open(100, NEVER);
    server.put('/a.apk', bytes, more);
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });

  it('is refused where the server does not mind If-Range', async () => {
    const server = await RangeServer.start();
    const reader = readerOf(server.put('/a.apk', BYTES));
    await reader.open(100, NEVER);
    server.misbehaviour = (_, response) => {
      response.writeHead(206, { etag: '"other"', 'content-length': 50, 'content-range': 'bytes 500-549/1000' });
      response.end(BYTES.subarray(500, 550));
      return true;
    };
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });

  it('is refused where its size alone is another', async () => {
    const server = await RangeServer.start();
    const reader = readerOf(server.put('/a.apk', BYTES));
    await reader.open(100, NEVER);
    server.put('/a.apk', BYTES.subarray(0, 999), { etag: etagOf(BYTES) });
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });

  it('is refused by its date', async () => {
    const server = await RangeServer.start();
    const reader = readerOf(server.put('/a.apk', BYTES, { etag: null, lastModified: DATE }));
    await reader.open(100, NEVER);
    server.put('/a.apk', BYTES, { etag: null, lastModified: 'Sun, 01 Nov 2026 10:00:01 GMT' });
    expect(await toldBy(reader.range(500, 50, NEVER))).toEqual(CHANGED);
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('are followed (%i), and what is read next is read there', async (status) => {
    const server = await RangeServer.start();
    server.put('/a.apk', BYTES);
    server.misbehaviour = redirectTo('/a.apk', status);
    expect(await readBoth(`${server.origin}/redirect`)).toEqual(BYTES.subarray(500, 550));
    expect(server.asked.map(({ path }) => path)).toEqual(['/redirect', '/a.apk', '/a.apk']);
  });

  it('are asked for anew where the place is no more', async () => {
    const server = await RangeServer.start();
    server.put('/a.apk', BYTES);
    server.misbehaviour = redirectTo('/a.apk');
    const reader = readerOf(`${server.origin}/redirect`);
    await reader.open(100, NEVER);
    server.files.delete('/a.apk');
    server.put('/b.apk', BYTES);
    server.misbehaviour = redirectTo('/b.apk');
    expect(await reader.range(500, 50, NEVER)).toEqual(BYTES.subarray(500, 550));
  });

  it.each([
    [5, null],
    [6, remote('redirects', { limit: 5 })],
  ])('%i times', async (times, told) => {
    const server = await RangeServer.start();
    server.put('/a.apk', BYTES);
    server.misbehaviour = ({ url = '' }, response) => {
      const left = Number(/^\/(\d+)$/.exec(url)?.[1] ?? 0);
      if (left === 0) return false;
      response.writeHead(302, { location: left === 1 ? '/a.apk' : `/${left - 1}` }).end();
      return true;
    };
    expect(await toldBy(readBoth(`${server.origin}/${times}`))).toEqual(told);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/a.apk',
    'http://user:secret@127.0.0.1/a.apk',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/a.apk',
    'http://[::1]/a.apk',
    'http://[::ffff:127.0.0.1]/a.apk',
    'http://0x7f000001/a.apk',
    'http://127.0.0.1:1/a.apk',
    // A name: it is looked up, and leads to this machine.
    'http://localhost:1/a.apk',
    'http://',
    '',
  ])('to %s are not followed', async (location) => {
    const server = await RangeServer.start();
    server.misbehaviour = redirectTo(location);
    expect(await toldBy(readerOf(`${server.origin}/redirect`).open(100, NEVER))).toEqual(remote('redirect'));
    expect(server.asked).toHaveLength(1);
  });
});
