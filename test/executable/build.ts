/** Executables for the tests, built as `npm run build:exe` builds them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
const NO_BINARY = 3;

/** Builds executables for systems into a folder. Returns false, and says so loudly, where the build machine cannot. */
export function buildExecutables(systems: readonly string[], out: string): boolean {
  const script = join(ROOT, 'scripts/build-exe.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--out', out, ...systems], { encoding: 'utf8' });
  if (status === 0) return true;
  if (status !== NO_BINARY) throw new Error(`the build of ${systems.join(', ')} ended with ${status}: ${stderr}`);
  process.stderr.write(`SKIPPED: no executable is tested for ${systems.join(', ')}:\n${stderr}\n`);
  return false;
}

/** What an executable of this version is called. */
export function executableName(system: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `permaudit-${version}-${system}${system.startsWith('windows') ? '.exe' : ''}`;
}
