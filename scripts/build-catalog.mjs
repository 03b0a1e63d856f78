/**
 * Writes rules/catalog/permissions.json from extracted Android data and rules/catalog/descriptions.yaml.
 *
 *   node scripts/build-catalog.mjs --data <directory with aosp-permissions.json ...> [--out <file>]
 *
 * The same input gives the same bytes: no date, no path, nothing of the machine goes into the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { COMPAT_ROWS, SENSITIVE_PREFIXES, VENDOR_PREFIXES } from './lib/catalog-additions.mjs';
import { loadDescriptions } from './lib/catalog-descriptions.mjs';
import { buildPermissions, checkAgainstList } from './lib/catalog-permissions.mjs';
import { buildSplitRows } from './lib/catalog-splits.mjs';

const CATALOG = fileURLToPath(new URL('../rules/catalog/', import.meta.url));

const PROVENANCE = {
  generator: 'scripts/build-catalog.mjs',
  licence: 'Apache-2.0',
  sources: [
    'AOSP frameworks/base core/res/AndroidManifest.xml, API 4 to 36, as extracted by androguard 4573c8c (Apache-2.0)',
    'Debian android-platform-frameworks-base 14~beta1, core/res/AndroidManifest.xml and core/api (Apache-2.0)',
    'AOSP 17 core/api/current.txt: names new in API 37; core/res/AndroidManifest.xml: levels of them (Apache-2.0)',
    'developer.android.com/sdk/api_diff/36: names new in API 36 that the extracted data has earlier',
    'LineageOS android_frameworks_base 0604b77, data/etc/platform.xml: split rows (Apache-2.0)',
    'LineageOS packages/modules/Permission 02b09166c, PermissionMapping.kt: groups (Apache-2.0); newer rows from AOSP',
    'AOSP packages/modules/HealthFitness, HealthPermissionsManifest.xml and HealthPermissions.java (Apache-2.0)',
    'rules/catalog/descriptions.yaml: descriptions in our own words',
    'scripts/lib/catalog-additions.mjs: vendor permissions and prefixes, each with its source',
  ],
};

/** Whether the catalogue must say in plain words what a permission does. */
function needsDescription(entry) {
  return entry.kind === 'dangerous' || entry.special === true || entry.groups !== undefined;
}

/** Adds descriptions; throws when one is missing or describes nothing. */
function describeAll(entries, descriptions) {
  const unused = descriptions.unused(new Set(entries.map((entry) => entry.name)));
  if (unused.length > 0) throw new Error(`descriptions of unknown permissions: ${unused.join(' ')}`);
  return entries.map((entry) => {
    const description = descriptions.lookup(entry.name);
    if (description === undefined && entry.gone === undefined && needsDescription(entry)) {
      throw new Error(`${entry.name} has no description`);
    }
    return description === undefined ? entry : { ...entry, description };
  });
}

/** JSON with one permission, row or prefix a line, so that differences read well. */
function serialise(catalog) {
  const lines = (values) => `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(',\n')}\n  ]`;
  const parts = [
    `  "provenance": ${JSON.stringify(catalog.provenance, null, 2).replaceAll('\n', '\n  ')}`,
    `  "newestApi": ${catalog.newestApi}`,
    ...['vendorPrefixes', 'sensitivePrefixes', 'splitRows', 'compatRows', 'permissions'].map(
      (key) => `  "${key}": ${lines(catalog[key])}`,
    ),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** The whole catalogue as text. */
function build(data) {
  const json = (file) => JSON.parse(readFileSync(join(data, file), 'utf8'));
  const aosp = json('aosp-permissions.json');
  const healthNames = readFileSync(join(data, 'health-permissions-2024-03.txt'), 'utf8').split(/\s+/).filter(Boolean);
  const entries = buildPermissions({ aosp, groupMap: json('runtime-group-map.json'), healthNames });
  checkAgainstList(entries, json('dangerous-and-special-36.json'));
  const descriptions = loadDescriptions(readFileSync(join(CATALOG, 'descriptions.yaml'), 'utf8'));
  return serialise({
    provenance: PROVENANCE,
    newestApi: Math.max(...aosp.apiLevels),
    vendorPrefixes: Object.entries(VENDOR_PREFIXES).sort(([a], [b]) => (a < b ? -1 : 1)),
    sensitivePrefixes: SENSITIVE_PREFIXES,
    splitRows: buildSplitRows(json('split-permissions.json')),
    compatRows: COMPAT_ROWS,
    permissions: describeAll(entries, descriptions),
  });
}

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (values.data === undefined) {
  process.stderr.write('usage: node scripts/build-catalog.mjs --data <directory> [--out <file>]\n');
  process.exitCode = 2;
} else {
  writeFileSync(values.out ?? join(CATALOG, 'permissions.json'), build(values.data));
}
