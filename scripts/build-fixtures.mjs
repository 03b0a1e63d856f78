#!/usr/bin/env node
/**
 * Builds fixtures/apk from fixtures/src.
 *
 *   node scripts/build-fixtures.mjs [name ...]          build all fixtures, or the named ones
 *   node scripts/build-fixtures.mjs --check [name ...]  build into a temporary folder; exit 1 if any byte differs
 *
 * Needs aapt2, smali, zipalign and apksigner (see fixtures/README.md); says so when one is missing.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFixture, buildFramework } from './lib/fixture-build.mjs';
import { requireTools } from './lib/fixture-tools.mjs';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const SOURCES = join(FIXTURES, 'src');
const APKS = join(FIXTURES, 'apk');

/** The folders of fixtures/src that hold a manifest; the framework is what they are linked against. */
function allFixtures() {
  const names = readdirSync(SOURCES).filter((name) => existsSync(join(SOURCES, name, 'AndroidManifest.xml')));
  return names.filter((name) => name !== 'framework').sort();
}

function chosenFixtures(args) {
  const all = allFixtures();
  const unknown = args.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no such fixture: ${unknown.join(', ')}\n  there are: ${all.join(', ')}`);
  return args.length > 0 ? args : all;
}

function sameAsCommitted(built) {
  const committed = join(APKS, basename(built));
  return existsSync(committed) && readFileSync(committed).equals(readFileSync(built));
}

async function buildAll(names, work) {
  const out = join(work, 'out');
  mkdirSync(out);
  const framework = buildFramework(join(SOURCES, 'framework'), join(work, 'framework'));
  const keystore = join(SOURCES, 'test-only.p12');
  const built = [];
  for (const name of names) {
    const source = join(SOURCES, name);
    built.push(...(await buildFixture({ name, source, work: join(work, name), out, framework, keystore })));
  }
  return built;
}

async function main(args) {
  requireTools();
  const check = args.includes('--check');
  const names = chosenFixtures(args.filter((arg) => arg !== '--check'));
  const work = mkdtempSync(join(tmpdir(), 'permaudit-fixtures-'));
  try {
    const built = await buildAll(names, work);
    mkdirSync(APKS, { recursive: true });
    for (const apk of built) {
      const same = sameAsCommitted(apk);
      if (!same && check) process.exitCode = 1;
      if (!same && !check) copyFileSync(apk, join(APKS, basename(apk)));
      const verdict = same ? 'unchanged' : check ? 'DIFFERS' : 'written';
      console.log(`${basename(apk).padEnd(24)} ${String(readFileSync(apk).length).padStart(6)} bytes  ${verdict}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
