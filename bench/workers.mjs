/**
 * What a second worker process brings, for apps of usual size, with their code read or without: the APKs of three npm packages, over
 * and over. Prints Markdown.
 *
 *   node bench/workers.mjs [--rounds 14] [--warm 6] [--no-code]
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { auditAll } from '../dist/batch/run.js';
import { DEFAULT_LIMITS } from '../dist/bytes/limits.js';
import { builtinRulebook } from '../dist/rulebook/load.js';

const APKS = [
  'android-apidemos/apks/ApiDemos-debug.apk',
  'io.appium.settings/apks/settings_apk-debug.apk',
  'appium-uiautomator2-server/apks/appium-uiautomator2-server-v10.6.6.apk',
].map((path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url)));

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '14' },
    // Answers that do not count: every worker has started by then.
    warm: { type: 'string', default: '6' },
    'no-code': { type: 'boolean', default: false },
  },
});
const warm = Number(values.warm);
const targets = Array.from({ length: Number(values.rounds) }, () => APKS)
  .flat()
  .map((file) => ({ path: Buffer.from(file), file, size: null, modified: null }));

const setup = {
  rulebook: builtinRulebook(),
  policies: ['article', 'cn-39', 'google-play'],
  features: [],
  asOf: '2026-11-26',
  limits: DEFAULT_LIMITS,
  apiRange: null,
  categoryRules: [],
  defaultCategory: 'lending',
  cacheDir: null,
  tool: { name: 'permaudit', version: '1.0.0' },
  lang: 'en',
  code: !values['no-code'],
};

async function rate(jobs) {
  let begin = 0;
  let answers = 0;
  const onAnswer = () => {
    if (++answers === warm) begin = performance.now();
  };
  await auditAll(targets, { setup, jobs, killAfterMs: 60_000, memoryMb: 512, onAnswer });
  return ((targets.length - warm) * 1000) / (performance.now() - begin);
}

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}\n`);
console.log('| one worker, files/s | two workers, files/s | ratio |\n| ---: | ---: | ---: |');
for (let round = 0; round < 3; round++) {
  const [one, two] = [await rate(1), await rate(2)];
  console.log(`| ${one.toFixed(1)} | ${two.toFixed(1)} | ${(two / one).toFixed(2)} x |`);
}
