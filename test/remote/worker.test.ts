/** Needs the build: the processes run dist/queue/queue-worker.js. Files of a server on loopback, audited as those of a queue are. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { baseManifest, dex, MANIFEST } from '../../fixtures/hostile/base.js';
import { AuditPool } from '../../src/batch/pool.js';
import type { BatchRecord, BatchSetup, Target } from '../../src/batch/types.js';
import { setupWith, targetOf } from '../batch/setup.js';
import { QUICK_LOAN, workspace } from '../batch/workspace.js';
import { newCertificate } from './certificate.js';
import { DATE, RangeServer } from './range-server.js';
import { S3Server } from './s3-server.js';

const WORKER = new URL('../../dist/queue/queue-worker.js', import.meta.url);
const OF_BATCH = new URL('../../dist/batch/worker.js', import.meta.url);
const KIB = 1024;
const MIB = 1024 * KIB;

const remoteTarget = (address: string): Target => ({
  path: Buffer.from(address),
  file: address,
  size: null,
  modified: null,
  remote: true,
});

async function audit(target: Target, more: Partial<BatchSetup> = {}, worker = WORKER): Promise<BatchRecord> {
  const pool = new AuditPool({ setup: setupWith(more), jobs: 1, killAfterMs: 60_000, memoryMb: 512, worker });
  onTestFinished(() => pool.close());
  return JSON.parse((await pool.audit(target)).line) as BatchRecord;
}

/** Bytes that do not compress. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = 1;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** An app of 30 MiB: as in most, what is large is not what an audit reads. */
const LARGE = buildZip({
  entries: [
    { name: MANIFEST, data: baseManifest(), deflate: true },
    { name: 'assets/video.mp4', data: noise(20 * MIB) },
    { name: 'classes.dex', data: dex(), deflate: true },
    { name: 'lib/arm64-v8a/libapp.so', data: noise(10 * MIB) },
    ...Array.from({ length: 2000 }, (_, n) => ({ name: `res/drawable/picture_${n}.png`, data: noise(100) })),
  ],
});
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a file of a server', { timeout: 120_000 }, () => {
  it('gives the report of the same file here, but for what takes every byte', async () => {
    const server = await RangeServer.start();
    const address = server.put('/quick-loan.apk', readFileSync(QUICK_LOAN), { lastModified: DATE });
    const there = await audit(remoteTarget(address), { code: true });
    const here = await audit(targetOf(QUICK_LOAN), { code: true });
    const { audit: local } = here;
    expect(there).toEqual({
      ...here,
      file: address,
      modified: '1793527200000000000',
      digest: null,
      audit: {
        ...local,
        subject: { ...local.subject, file: address, sha256: null },
        identity: { ...local.identity, apks: [] },
      },
    });
  });

  it('gives the same report where it is read whole', async () => {
    const server = await RangeServer.start();
    const address = server.put('/quick-loan.apk', readFileSync(QUICK_LOAN));
    const there = await audit(remoteTarget(address), { wholeRemote: true });
    const here = await audit(targetOf(QUICK_LOAN), { wholeRemote: true });
    const { audit: local } = here;
    const named = { ...local, subject: { ...local.subject, file: address } };
    expect(there).toEqual({ ...here, file: address, modified: null, audit: named });
    expect(local.subject.sha256).toBe(digestOf(readFileSync(QUICK_LOAN)));
  });

  it('is read by the parts that are needed: this many requests, and bytes', async () => {
    const server = await RangeServer.start();
    const address = server.put('/large.apk', LARGE);
    const { audit: found, size } = await audit(remoteTarget(address));
    expect([found.outcome, found.subject.package, size]).toEqual(['complete', 'com.example.hostile', LARGE.length]);
    expect(server.asked.map(({ range, sent }) => [range, sent])).toEqual([
      // What the file is, and its manifest.
      ['bytes=0-65535', 64 * KIB],
      // The end record, which a comment may precede by 64 KiB.
      ['bytes=31850496-31923983', 73_488],
      // The directory, and the place of a signature before it.
      ['bytes=31719424-31850495', 128 * KIB],
    ]);
    expect([LARGE.length, server.sent]).toEqual([31_923_984, 270_096]);
  });

  it('is read by few requests where its code is read, too', async () => {
    const server = await RangeServer.start();
    await audit(remoteTarget(server.put('/large.apk', LARGE)), { code: true });
    expect([server.asked.length, server.sent]).toEqual([4, 335_632]);
  });

  it('is read once and in large parts where its digest is wanted', async () => {
    const server = await RangeServer.start();
    const { digest, audit: found } = await audit(remoteTarget(server.put('/large.apk', LARGE)), { wholeRemote: true });
    expect([digest, found.subject.sha256]).toEqual([digestOf(LARGE), digestOf(LARGE)]);
    // The first block was dropped for later ones, and is asked for again.
    expect([server.asked.length, server.sent]).toEqual([15, LARGE.length + 64 * KIB]);
  });

  it('that changes while it is read is refused, whatever a reader makes of it', async () => {
    const server = await RangeServer.start();
    const address = server.put('/large.apk', LARGE);
    server.misbehaviour = (_, __, count) => {
      if (count === 2) server.put('/large.apk', LARGE, { etag: '"other"' });
      return false;
    };
    const { audit: found, size } = await audit(remoteTarget(address));
    expect([found.outcome, found.score, found.error?.code, found.error?.data]).toEqual([
      'error',
      null,
      'IO_READ',
      { problem: 'changed' },
    ]);
    expect(size).toBe(LARGE.length);
  });

  it.each([1, 2])('that is gone after %i requests has no score', async (requests) => {
    const server = await RangeServer.start();
    const address = server.put('/large.apk', LARGE);
    server.misbehaviour = (_, response, count) => {
      if (count >= requests) response.writeHead(403).end('<script>');
      return count >= requests;
    };
    const { audit: found } = await audit(remoteTarget(address));
    expect([found.outcome, found.score, found.error?.code, found.error?.data]).toEqual([
      'error',
      null,
      'IO_REMOTE',
      { problem: 'status', status: 403, said: '' },
    ]);
  });

  it('that is not there is told as a file is', async () => {
    const server = await RangeServer.start();
    const { audit: found } = await audit(remoteTarget(`${server.origin}/none.apk`));
    expect([found.error?.code, found.error?.data]).toEqual(['IO_NOT_FOUND', { problem: 'file' }]);
  });

  it('that never comes ends with the time that a file may take', async () => {
    const server = await RangeServer.start();
    server.misbehaviour = () => true;
    const { limits } = setupWith();
    const { audit: found } = await audit(remoteTarget(`${server.origin}/a.apk`), {
      limits: { ...limits, timeMs: 700 },
    });
    expect([found.error?.code, found.error?.data]).toEqual(['LIMIT_TIME', { problem: 'tookLonger', limit: 700 }]);
  });

  it('larger than an input may be is not read', async () => {
    const server = await RangeServer.start();
    const { limits } = setupWith();
    const most = { limits: { ...limits, inputBytes: MIB }, wholeRemote: true } as const;
    const { audit: found } = await audit(remoteTarget(server.put('/large.apk', LARGE)), most);
    expect([found.error?.code, found.subject.sha256]).toEqual(['LIMIT_INPUT', null]);
    expect(server.sent).toBeLessThan(MIB);
  });

  it('that a server tells lies of is still judged by its bytes', async () => {
    const server = await RangeServer.start();
    const { audit: found } = await audit(remoteTarget(server.put('/a.apk', noise(300 * KIB))));
    expect([found.outcome, found.error?.code]).toEqual(['refused', 'ZIP_NO_EOCD']);
  });

  it('is opened by no worker of a batch', async () => {
    const server = await RangeServer.start();
    const address = server.put('/quick-loan.apk', readFileSync(QUICK_LOAN));
    const { audit: found } = await audit(remoteTarget(address), {}, OF_BATCH);
    expect([found.outcome, found.error?.code]).toEqual(['error', 'INTERNAL_ERROR']);
    expect(server.asked).toEqual([]);
  });
});

describe('a file over TLS', { timeout: 120_000 }, () => {
  /** A server, whose certificate the workers trust where they are told to. */
  async function secure(isTrusted: boolean): Promise<RangeServer> {
    const tls = newCertificate();
    const path = join(workspace(), 'ca.pem');
    writeFileSync(path, tls.cert);
    if (isTrusted) vi.stubEnv('NODE_EXTRA_CA_CERTS', path);
    return RangeServer.start(tls);
  }

  it('is read from a server that is who it says it is', async () => {
    const server = await secure(true);
    const { audit: found } = await audit(remoteTarget(server.put('/a.apk', readFileSync(QUICK_LOAN))));
    expect([found.outcome, found.error]).toEqual(['complete', null]);
  });

  it('is not read from one whose certificate nobody trusts', async () => {
    const server = await secure(false);
    const { audit: found } = await audit(remoteTarget(server.put('/a.apk', readFileSync(QUICK_LOAN))));
    expect([found.outcome, found.error?.code, found.error?.data]).toEqual([
      'error',
      'IO_REMOTE',
      { problem: 'connection', system: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ]);
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['https', null],
    ['http', 'IO_REMOTE'],
  ])('follows a redirect of the same server to %s: %s', async (scheme, code) => {
    const server = await secure(true);
    server.put('/a.apk', readFileSync(QUICK_LOAN));
    server.misbehaviour = ({ url, headers }, response) => {
      if (url !== '/redirect') return false;
      response.writeHead(302, { location: `${scheme}://${headers.host ?? ''}/a.apk` }).end();
      return true;
    };
    const { audit: found } = await audit(remoteTarget(`${server.origin}/redirect`));
    expect([found.error?.code ?? null, found.error?.data ?? null]).toEqual([
      code,
      code === null ? null : { problem: 'redirect' },
    ]);
  });
});

describe('an object of S3', { timeout: 120_000 }, () => {
  it('gives the report of the same file here', async () => {
    const server = await S3Server.start();
    for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
    server.objects.set('bucket/apks/quick-loan.apk', readFileSync(QUICK_LOAN));
    const there = await audit(remoteTarget('s3://bucket/apks/quick-loan.apk'), { wholeRemote: true });
    const { audit: local } = await audit(targetOf(QUICK_LOAN), { wholeRemote: true });
    const named = { ...local, subject: { ...local.subject, file: 's3://bucket/apks/quick-loan.apk' } };
    expect(there.audit).toEqual(named);
    expect(server.asked).toHaveLength(1);
  });
});
