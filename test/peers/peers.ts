/** What other tools see in an APK. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A peer's permission names, sorted; null where it fails. */
export type PeerAnswer = string[] | null;

const SCRIPT = fileURLToPath(new URL('../../scripts/peers/androguard-permissions.py', import.meta.url));
const PYTHON = '/usr/bin/python3';

/** Whether a program is there; says loudly when it is not. */
export function hasPeer(name: 'aapt2' | 'androguard'): boolean {
  const probe = name === 'aapt2' ? spawnSync('aapt2', ['version']) : spawnSync(PYTHON, ['-c', 'import androguard']);
  const there = probe.status === 0;
  if (!there) process.stderr.write(`SKIPPED: ${name} is not installed; permaudit is not compared with it\n`);
  return there;
}

/** `aapt2 dump permissions`. Its output is not escaped: a name with a quote and a line feed reads as two (case A75). */
export function aapt2Permissions(file: string): PeerAnswer {
  const { status, stdout } = spawnSync('aapt2', ['dump', 'permissions', file], { encoding: 'utf8' });
  if (status !== 0) return null;
  const names = [...stdout.matchAll(/^uses-permission(?:-sdk-23)?: name='([^']*)'/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/** androguard's `APK.get_permissions()` for many files, in one process. */
export function androguardPermissions(files: readonly string[]): Map<string, PeerAnswer> {
  const { stdout, status, stderr } = spawnSync(PYTHON, [SCRIPT], {
    input: files.map((file) => `${file}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`androguard stopped: ${stderr}`);
  const answers = new Map<string, PeerAnswer>();
  for (const line of stdout.trim().split('\n')) {
    const { file, ok, permissions } = JSON.parse(line) as { file: string; ok: boolean; permissions?: string[] };
    answers.set(file, ok ? (permissions ?? []) : null);
  }
  return answers;
}
