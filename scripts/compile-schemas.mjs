/**
 * Compiles the JSON Schemas of schema/ to dist/schemas/, as code: at run time that would take longer than most commands.
 *
 *   node scripts/compile-schemas.mjs
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import standalone from 'ajv/dist/standalone/index.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist/schemas');
const SUFFIX = '.schema.json';

/** What people write is checked to its end: every mistake is told. */
const WRITTEN = { allErrors: true, strict: true, strictRequired: false };

const readSchema = (path) => JSON.parse(readFileSync(join(ROOT, 'schema', path), 'utf8'));

/** Writes a module with a validator for each schema, by its name. */
function write(module, options, schemas) {
  const ajv = new Ajv2020({ ...options, code: { source: true } });
  addFormats.default(ajv);
  const ids = {};
  for (const [name, schema] of Object.entries(schemas)) {
    ajv.addSchema(schema);
    ids[name] = schema.$id;
  }
  writeFileSync(join(OUT, `${module}.cjs`), standalone.default(ajv, ids));
}

mkdirSync(OUT, { recursive: true });
const report = readSchema('report.schema.json');
write('report', { strict: false }, { report });
// A newer minor version may have fields this one does not know: they are dropped.
write('newer-report', { strict: false, removeAdditional: true }, { report });
write('config', WRITTEN, { config: readSchema('config.schema.json') });
const rules = readdirSync(join(ROOT, 'schema/rules')).filter((name) => name.endsWith(SUFFIX));
write(
  'rules',
  WRITTEN,
  Object.fromEntries(rules.map((name) => [basename(name, SUFFIX), readSchema(join('rules', name))])),
);
