/**
 * Writes V8's code cache of the bundled program for the Node.js that runs this, after audits in each of the ways people do
 * most, so that functions compiled on first use are in it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../fixtures/apk/quick-loan.apk', import.meta.url));
const { CACHE, PROGRAM, loadProgram, seal } = createRequire(import.meta.url)('../../bin/load-program.js');
const { exports, script } = loadProgram();
const work = mkdtempSync(join(tmpdir(), 'permaudit-build-'));
try {
  for (const format of ['text', 'json']) {
    const code = await exports.run([APP, '--category', 'lending', '--format', format, '-q', '-o', join(work, format)]);
    if (code !== 0) throw new Error(`the audit for the code cache ended with ${code}`);
  }
} finally {
  rmSync(work, { recursive: true });
}
const cache = script.createCachedData();
writeFileSync(CACHE, Buffer.concat([seal(readFileSync(PROGRAM), cache), cache]));
