/**
 * Compiles the JSON Schemas of schema/ to dist/schemas/, as code: at run time that would take longer than most commands.
 * Each module stands alone, with what it needs of ajv. It is kept compressed, a tenth of its size, since few commands need
 * one.
 *
 *   node scripts/compile-schemas.mjs
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';
import { recordLibraries } from './lib/notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist/schemas');
const SUFFIX = '.schema.json';

/** What people write is checked to its end: every mistake is told. */
const WRITTEN = { allErrors: true, strict: true, strictRequired: false };

const readSchema = (path) => JSON.parse(readFileSync(join(ROOT, 'schema', path), 'utf8'));

/** A module with a validator for each schema, by its name, which needs `ajv/dist/runtime`. */
function compile(options, schemas) {
  const ajv = new Ajv2020({ ...options, inlineRefs: false, code: { source: true } });
  addFormats.default(ajv);
  const ids = {};
  for (const [name, schema] of Object.entries(schemas)) {
    ajv.addSchema(schema);
    ids[name] = schema.$id;
  }
  return standalone.default(ajv, ids);
}

const report = readSchema('report.schema.json');
const rules = readdirSync(join(ROOT, 'schema/rules')).filter((name) => name.endsWith(SUFFIX));
const modules = {
  report: compile({ strict: false }, { report }),
  // A newer minor version may have fields this one does not know: they are dropped.
  'newer-report': compile({ strict: false, removeAdditional: true }, { report }),
  config: compile(WRITTEN, { config: readSchema('config.schema.json') }),
  rules: compile(
    WRITTEN,
    Object.fromEntries(rules.map((name) => [basename(name, SUFFIX), readSchema(join('rules', name))])),
  ),
};

/** The code of one module with what it needs. Adds the ids of what went in to `modulesOf`. */
async function bundle(name, modulesOf) {
  const id = join(ROOT, 'schema', `${name}.cjs`);
  const made = await rolldown({
    input: id,
    platform: 'node',
    plugins: [
      {
        name: 'in-memory',
        resolveId: (asked) => (asked === id ? id : null),
        load: (asked) => (asked === id ? modules[name] : null),
      },
    ],
  });
  const { output } = await made.generate({ format: 'cjs', minify: true });
  modulesOf.push(...output[0].moduleIds);
  return output[0].code;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const modulesOf = [];
for (const name of Object.keys(modules)) {
  writeFileSync(join(OUT, `${name}.cjs.br`), brotliCompressSync(await bundle(name, modulesOf)));
}
recordLibraries('schemas', modulesOf);
