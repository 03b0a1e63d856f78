/**
 * Takes the permaudit that somebody chose, and unpacks it into PERMAUDIT_DIR: what is at PERMAUDIT_PACKAGE, if it has the
 * digest PERMAUDIT_SHA256. Nothing of it is unpacked before, and nothing of it is run: the package has no dependencies and no
 * install scripts. Needs nothing but Node.js and tar.
 *
 * PERMAUDIT_PACKAGE is the path of a tarball that `npm pack` made, an https address of one, or a name with its exact version.
 */
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const EXACT = /^(?:@[a-z0-9][a-z0-9._-]{0,100}\/)?[a-z0-9][a-z0-9._-]{0,100}@\d{1,9}\.\d{1,9}\.\d{1,9}$/;

function stop(message) {
  console.error(`permaudit: ${message}`);
  process.exit(2);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) stop(`the package cannot be fetched: HTTP ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/**
 * How npm is called to pack a name into a folder. On Windows it is a script for cmd.exe, which Node.js runs in a shell alone: so
 * that no word that the shell sees can mean anything to it, the folder goes through the environment; and the shell must not look
 * for npm in the checkout first.
 */
function packing(name, folder, { platform, env }) {
  const args = ['pack', '--json', '--ignore-scripts', name];
  const ours = { ...env, npm_config_pack_destination: folder };
  if (platform !== 'win32') return { file: 'npm', args, options: { env: ours, shell: false } };
  return { file: 'npm.cmd', args, options: { env: { ...ours, NoDefaultCurrentDirectoryInExePath: '1' }, shell: true } };
}

function packed(name) {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-package-'));
  const { file, args, options } = packing(name, folder, process);
  const told = execFileSync(file, args, options);
  return readFileSync(join(folder, JSON.parse(told.toString())[0].filename));
}

/** A file that is there is that file, whatever else it could be called. */
async function bytesOf(what) {
  if (existsSync(what) && statSync(what).isFile()) return readFileSync(what);
  if (what.startsWith('https://')) return fetched(what);
  if (EXACT.test(what)) return packed(what);
  return stop('the package is neither a file, nor an https address, nor a name with an exact version');
}

async function main({ PERMAUDIT_PACKAGE: what = '', PERMAUDIT_SHA256: wanted = '', PERMAUDIT_DIR: folder = '' }) {
  if (!/^[0-9a-f]{64}$/i.test(wanted)) stop('the SHA-256 of the package is wanted, 64 hexadecimal digits');
  const bytes = await bytesOf(what);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== wanted.toLowerCase()) stop(`the package has the SHA-256 ${found}, which is not the one wanted`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.tgz'), bytes);
  execFileSync('tar', ['-xzf', 'package.tgz', '--strip-components=1'], { cwd: folder, stdio: 'inherit' });
  if (!existsSync(join(folder, 'bin/permaudit.js'))) stop('the package is none of permaudit');
}

module.exports = { EXACT, packing };
if (require.main === module) void main(process.env);
