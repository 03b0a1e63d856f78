/**
 * Writes V8's code caches of the bundled program's parts for the Node.js that runs this, after audits in each of the ways people do
 * most, so that functions compiled on first use are in them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../fixtures/apk/quick-loan.apk', import.meta.url));
const { builtCache, loadProgram, sealed } = createRequire(import.meta.url)('../../bin/load-program.js');
const { exports, parts } = loadProgram();
const work = mkdtempSync(join(tmpdir(), 'permaudit-build-'));
try {
  for (const format of ['text', 'json']) {
    const code = await exports.run([APP, '--category', 'lending', '--format', format, '-q', '-o', join(work, format)]);
    if (code !== 0) throw new Error(`the audit for the code cache ended with ${code}`);
  }
} finally {
  rmSync(work, { recursive: true });
}
for (const part of parts) writeFileSync(builtCache(part.name), sealed(part));
