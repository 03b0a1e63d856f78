/**
 * What is in a release, as CycloneDX JSON: npm's own bill of the lock file, kept to what the bundles hold, with Node.js and what
 * that is made of. The same source gives the same bytes: no random number, and the date of the commit.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOST, NODE_VERSION, nodeBinary } from './node-binaries.mjs';
import { handedOut } from './notices.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE_REF = `node@${NODE_VERSION}`;
/** Of `process.versions`, what is no software but the number of an interface or of a table. */
const NO_SOFTWARE = new Set(['node', 'modules', 'napi', 'cldr', 'tz', 'unicode']);

/** npm's bill of everything in the lock file, tools of the build included. */
function billOfLock() {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, shell: process.platform === 'win32' };
  return JSON.parse(execFileSync('npm', args, options));
}

/** Node.js, with the libraries that it says it was built with. */
function nodeComponent() {
  const work = mkdtempSync(join(tmpdir(), 'permaudit-bill-'));
  try {
    const said = execFileSync(nodeBinary(HOST, work), ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' });
    const versions = Object.entries(JSON.parse(said)).filter(
      ([name, version]) => !NO_SOFTWARE.has(name) && version !== '',
    );
    return {
      'bom-ref': NODE_REF,
      type: 'platform',
      name: 'Node.js',
      version: NODE_VERSION,
      scope: 'required',
      cpe: `cpe:2.3:a:nodejs:node.js:${NODE_VERSION}:*:*:*:*:*:*:*`,
      purl: `pkg:github/nodejs/node@v${NODE_VERSION}`,
      licenses: [{ license: { id: 'MIT' } }],
      properties: [{ name: 'permaudit:in', value: 'the executables' }],
      components: versions.map(([name, version]) => ({
        'bom-ref': `${NODE_REF}/${name}`,
        type: 'library',
        name,
        version,
      })),
    };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** One of npm's components, as part of what is handed out and not of what builds it. */
function partOf({ scope: _, properties: __, externalReferences: ___, ...component }, { parts, licence }) {
  return {
    ...component,
    scope: 'required',
    // Where a library leaves a choice, this is what was chosen.
    licenses: / (AND|OR) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }],
    properties: parts.map((value) => ({ name: 'permaudit:in', value })),
  };
}

/** An address for these contents and no others, in the form of a UUID (version 8, RFC 9562). */
function addressOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The bill as text.
 * @param source what `sourceOf` returns
 */
export function billOfMaterials({ commit, date }) {
  const { $schema, bomFormat, specVersion, metadata, components, dependencies } = billOfLock();
  const kept = handedOut().map((library) => {
    const ref = `${library.name}@${library.version}`;
    const component = components.find((one) => one['bom-ref'] === ref);
    if (component === undefined) throw new Error(`${ref} is handed out, and is not in the lock file`);
    return partOf(component, library);
  });
  const root = metadata.component['bom-ref'];
  const refs = new Set([root, ...kept.map((component) => component['bom-ref'])]);
  const graph = dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: [...dependsOn.filter((on) => refs.has(on)), ...(ref === root ? [NODE_REF] : [])],
    }));
  const { properties: _, externalReferences: __, ...component } = metadata.component;
  const bill = {
    version: 1,
    metadata: {
      timestamp: date,
      tools: metadata.tools,
      component: { ...component, name: 'permaudit', properties: [{ name: 'permaudit:commit', value: commit }] },
    },
    components: [...kept, nodeComponent()],
    dependencies: [...graph, { ref: NODE_REF, dependsOn: [] }],
  };
  const serialNumber = addressOf(JSON.stringify(bill));
  return `${JSON.stringify({ $schema, bomFormat, specVersion, serialNumber, ...bill }, null, 2)}\n`;
}
