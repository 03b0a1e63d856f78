/** Finds and runs the programs that build the fixture APKs. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each program with the Debian package that holds it. */
const PACKAGES = { aapt2: 'aapt', smali: 'libsmali-java', zipalign: 'zipalign', apksigner: 'apksigner' };

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Throws, naming every missing program and the one command that installs them all. */
export function requireTools() {
  const missing = Object.keys(PACKAGES).filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => PACKAGES[program]))].join(' ');
  throw new Error(
    `not found on PATH: ${missing.join(', ')}\n  on Debian or Ubuntu: apt-get install ${packages}\n` +
      '  elsewhere: the Android SDK build-tools hold aapt2, zipalign and apksigner; smali is at github.com/google/smali',
  );
}

/** Runs one program to its end; throws with its own words when it fails. Returns what it printed. */
export function run(program, args, cwd = undefined) {
  const result = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${program} ${args.join(' ')}\n  exit ${result.status}\n${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}
