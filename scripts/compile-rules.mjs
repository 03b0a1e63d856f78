/**
 * Compiles rules/ to dist/data/: the rulebook and the catalogues of permissions, APIs and SDKs. Runs after tsc: the
 * validation is part of the program (src/rulebook/validate.ts), so that a user's own rules are held to the same measure.
 *
 *   node scripts/compile-rules.mjs [--rules <directory>] [--out <directory>]
 *
 * The same rules give the same bytes. Problems are printed as `file:line: CODE message`; any problem exits 1.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apiMapProblems } from './lib/api-map-problems.mjs';
import { catalogLines } from './lib/catalog-lines.mjs';
import { compactApiMap, sdkLines } from './lib/compact-catalogs.mjs';
import { dataLines, inAscii } from './lib/data-lines.mjs';
import { linesWithoutChinese } from './lib/rule-languages.mjs';
import { rulebookLines } from './lib/rulebook-lines.mjs';
import { readRuleFiles } from './lib/rules-files.mjs';
import { sdkProblems } from './lib/sdk-problems.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VALIDATOR = join(ROOT, 'dist/rulebook');

function fail(lines) {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** A generated catalogue as it stands in the repository. */
function readCatalog(rulesDirectory, file, generator) {
  const path = join(rulesDirectory, 'catalog', file);
  if (!existsSync(path)) {
    fail([`${relative(ROOT, path)}: missing; write it with: node scripts/${generator} --data <directory>`]);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function loadValidator() {
  if (!existsSync(join(VALIDATOR, 'validate.js'))) fail(['dist/rulebook/validate.js: missing; run npm run build']);
  const [{ validateRuleFiles }, { canonicalJson }, { formatProblem }, { RULE_TEXTS }] = await Promise.all(
    ['validate.js', 'canonical-json.js', 'problem.js', 'late-rulebook.js'].map((name) => import(join(VALIDATOR, name))),
  );
  return { validateRuleFiles, canonicalJson, formatProblem, RULE_TEXTS };
}

/** What the names of sensitive permissions look like, and their places in the list. */
async function lookAlikesOf(permissions) {
  const [{ skeletonOf }, { mustBeDecided }] = await Promise.all(
    ['look-alike.js', 'permissions.js'].map((name) => import(join(ROOT, 'dist/knowledge', name))),
  );
  return permissions.flatMap((info, index) => (mustBeDecided(info) ? [[skeletonOf(info.name), index]] : []));
}

/** What code evidence rests on: the API map and the SDK catalogue, checked. */
async function readCodeCatalogs(rulesDirectory, permissions) {
  const fromDist = (path) => import(join(ROOT, 'dist', path));
  const [{ SDK_PURPOSES }, { CAPABILITY_IDS }] = await Promise.all(
    ['knowledge/sdks.js', 'facts/facts.js'].map(fromDist),
  );
  const apiMap = readCatalog(rulesDirectory, 'api-map.json', 'build-api-map.mjs');
  const sdks = readCatalog(rulesDirectory, 'sdks.json', 'build-sdks.mjs');
  const names = new Set(permissions.map(({ name }) => name));
  const known = { isPermission: (name) => names.has(name), isCapability: (id) => CAPABILITY_IDS.includes(id) };
  const problems = [
    ...apiMapProblems(apiMap, known).map((problem) => `rules/catalog/api-map.json: ${problem}`),
    ...sdkProblems(sdks, SDK_PURPOSES).map((problem) => `rules/catalog/sdks.json: ${problem}`),
  ];
  if (problems.length > 0) fail(problems);
  return { apiMap, sdks };
}

async function main() {
  const { values } = parseArgs({ options: { rules: { type: 'string' }, out: { type: 'string' } } });
  const rulesDirectory = values.rules ?? join(ROOT, 'rules');
  const out = values.out ?? join(ROOT, 'dist/data');
  const { validateRuleFiles, canonicalJson, formatProblem, RULE_TEXTS } = await loadValidator();
  const catalog = readCatalog(rulesDirectory, 'permissions.json', 'build-catalog.mjs');
  const files = readRuleFiles(rulesDirectory);
  const { rulebook, problems } = validateRuleFiles(files, { catalog: catalog.permissions });
  const oneSided = files.flatMap(({ path, text }) =>
    linesWithoutChinese(text).map((line) => ({
      file: path,
      line,
      code: 'RULE_LANGUAGE',
      message: 'a text in English has none in Chinese (zh)',
    })),
  );
  if (problems.length + oneSided.length > 0) {
    const prefix = relative(process.cwd(), rulesDirectory) || '.';
    fail([...problems, ...oneSided].map((problem) => formatProblem({ ...problem, file: join(prefix, problem.file) })));
  }
  const { apiMap, sdks } = await readCodeCatalogs(rulesDirectory, catalog.permissions);
  mkdirSync(out, { recursive: true });
  const canonical = JSON.parse(canonicalJson(rulebook));
  const lookAlikes = await lookAlikesOf(catalog.permissions);
  writeFileSync(
    join(out, 'catalog.jsonl'),
    dataLines((add) => catalogLines(catalog, lookAlikes, add)),
  );
  writeFileSync(
    join(out, 'rulebook.jsonl'),
    dataLines((add) => rulebookLines(canonical, RULE_TEXTS, add)),
  );
  writeFileSync(
    join(out, 'sdks.jsonl'),
    dataLines((add) => sdkLines(sdks, add)),
  );
  writeFileSync(join(out, 'api-map.json'), `${inAscii(JSON.stringify(compactApiMap(apiMap)))}\n`);
  const rules = rulebook.categories.reduce((sum, category) => sum + category.rules.length, 0);
  const clauses = rulebook.policies.reduce((sum, policy) => sum + policy.clauses.length, 0);
  process.stdout.write(
    `rulebook ${rulebook.version}: ${rules} rules, ${clauses} clauses, ${rulebook.sources.length} sources, ` +
      `sha256 ${rulebook.sha256}\n`,
  );
}

await main();
