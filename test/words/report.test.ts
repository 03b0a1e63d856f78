import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import { openInput } from '../../src/inputs/open-input.js';
import { columnsOf } from '../../src/report/view/columns.js';
import { listCategories } from '../../src/report/explain/categories.js';
import { explainCategory } from '../../src/report/explain/category.js';
import { explainDataType } from '../../src/report/explain/data-type.js';
import { explainFeature } from '../../src/report/explain/feature.js';
import { explainPermission } from '../../src/report/explain/permission.js';
import { explainClause, explainPolicy, explainSource } from '../../src/report/explain/policy.js';
import { explainRule } from '../../src/report/explain/rule.js';
import { renderHtml } from '../../src/report/html/document.js';
import { createPage } from '../../src/report/text/page-of.js';
import { EN } from '../../src/words/en/report.js';
import { stringsFor } from '../../src/words/report.js';
import { ZH } from '../../src/words/zh/report.js';
import { renderText, type TextView } from '../../src/report/text/report.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Rulebook } from '../../src/rulebook/types.js';
import { permissionInfo } from '../../src/knowledge/index.js';
import { SDK_KINDS, SDK_PURPOSES } from '../../src/knowledge/sdks.js';
import { codeAudit, overCollectingAudit, SAMPLES } from '../report/samples.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/apk', import.meta.url));
const HAN = /\p{Script=Han}/u;

/** Every leaf of the words by its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
  }
  return [[path, value]];
}

/** What stands the same in both languages: names and marks. */
const SAME: ReadonlySet<string> = new Set([
  '.quotes.0',
  '.quotes.1',
  '.identity.sha256',
  '.closing.versionColumns.0',
  '.permissions.columns.api',
  '.capabilities.android',
  '.capabilities.api',
  '.explain.visibility.public',
  '.screen.details',
  '.screen.html',
]);

describe('the words of both languages', () => {
  const en = new Map(leaves(EN));
  const zh = new Map(leaves(ZH));

  it('are one key set', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [path, value] of en) expect(typeof zh.get(path), path).toBe(typeof value);
  });

  it('are all there, in Chinese', () => {
    for (const [path, value] of zh) {
      if (typeof value !== 'string' || SAME.has(path) || path === '.lang') continue;
      expect(value, path).not.toBe(en.get(path));
      if (/[A-Za-z]/.test(String(en.get(path))))
        expect(value, path).toMatch(path === '.explain.labels.play' ? /类/ : HAN);
    }
  });

  it('are loaded by language', async () => {
    expect(await stringsFor('en')).toBe(EN);
    expect(await stringsFor('zh')).toBe(ZH);
  });

  it('tell what every SDK is for', () => {
    const purposes = [...Object.keys(SDK_PURPOSES), ...SDK_KINDS];
    for (const purpose of purposes) expect(ZH.code.sdkPurpose(purpose), purpose).toMatch(HAN);
    for (const { code } of [EN, ZH]) {
      for (const purpose of ['toString', 'of a newer version']) expect(code.sdkPurpose(purpose)).toBe(purpose);
    }
    // A purpose of several words is told as a name is, not as an id.
    for (const purpose of purposes) expect(EN.code.sdkPurpose(purpose), purpose).not.toMatch(/^\w+-\w+$(?<!sign-in)/);
    const page = zhPage(codeAudit(), 132, 'details');
    expect(page).toMatch(/Example Ads +广告/);
    expect(page).not.toContain('advertising');
    expect(renderHtml(codeAudit(), 'zh')).toContain('<td>广告</td>');
    expect(renderHtml(codeAudit(), 'en')).toContain('<td>advertising</td>');
  });
});

/** The rulebook with Chinese in the place of all its texts and quotes, so that what is English is ours. */
function chineseRulebook(): Rulebook {
  const swap = (value: unknown, key = ''): unknown => {
    if (
      [
        'quote',
        'translation',
        'articleQuote',
        'articleTranslation',
        'locator',
        'originalTitle',
        'number',
        'aliases',
        'playCategories',
      ].includes(key)
    ) {
      return typeof value === 'number' ? value : Array.isArray(value) ? [] : '原文';
    }
    if (Array.isArray(value)) return value.map((part) => swap(part));
    if (value === null || typeof value !== 'object') return value;
    if ('en' in value) return { en: 'english left', zh: '规则库的文字' };
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, swap(part, name)]));
  };
  return swap(builtinRulebook()) as Rulebook;
}

/** The page without what is no language: quoted values, paths, names with a dot, ids, codes, options, digests. */
function wordsOf(page: string): string {
  return page
    .replace(/"[^"\n]*"|“[^”\n]*”/g, ' ')
    .replace(/https?:\S+/g, ' ')
    .replace(/--[a-z-]+/g, ' ')
    .replace(/permaudit\s+(?:categories|explain)\b/g, ' ')
    .replace(/<[a-z-]+>/g, ' ')
    .replace(/[\w$*]+(?:[./:_=|-][\w$*]+)+/g, ' ')
    .replace(/\b[A-Z][A-Z0-9_]{2,}\b/g, ' ')
    .replace(/\b[0-9a-f]{6,}\b/g, ' ');
}

const IDS: ReadonlySet<string> = new Set([
  ...builtinRulebook().categories.map(({ id }) => id),
  ...builtinRulebook().policies.map(({ id }) => id),
  ...builtinRulebook().policies.flatMap(({ clauses }) =>
    clauses.flatMap(({ categories, exceptCategories }) => [...categories, ...(exceptCategories ?? [])]),
  ),
  ...builtinRulebook().features.map(({ id }) => id),
  ...builtinRulebook().dataTypes.map(({ id }) => id),
  // An address longer than the page goes on in the next line.
  ...builtinRulebook().sources.flatMap(({ url }) => (url ?? '').split(/[^A-Za-z]+/)),
  ...[
    'Android',
    'API',
    'SHA',
    'ZIP',
    'XML',
    'APK',
    'DEX',
    'Play',
    'SDK',
    'permaudit',
    'targetSdk',
    'Janus',
    'tel',
    'id',
  ],
  ...['dangerous', 'normal', 'signature', 'internal', 'install', 'development', 'appop', 'privileged', 'pre23', 'role'],
  ...['kB', 'MB'],
  // Values of the platform, and of the fixtures' own file names.
  ...['manifest', 'application', 'package', 'queries', 'intent', 'foregroundServiceType', 'BIND', 'SENDTO', 'DIAL'],
  ...['setup', 'preinstalled', 'retailDemo', 'instant', 'runtime', 'module', 'recents', 'incidentReportApprover'],
  ...[
    'targetSdkVersion',
    'maxSdkVersion',
    'minSdkVersion',
    'base',
    'config',
    'feature',
    'allow',
    'PDF',
    'code',
    'f',
    'json',
  ],
]);

/** The words of names that the app has given, which may be wrapped anywhere. */
function namesIn(audit: Audit): string[] {
  const { subject, permissions, capabilities, anomalies, identity } = audit;
  const names = [
    ...[subject.label, subject.package, subject.versionName, subject.file],
    ...permissions.flatMap((one) => [one.name, one.group, ...one.requiredFeatures, ...one.requiredNotFeatures]),
    ...capabilities.flatMap(({ id, evidence }) => [id, ...evidence.map(({ component }) => component)]),
    ...anomalies.flatMap(({ path, evidence }) => [path, typeof evidence === 'string' ? evidence : '']),
    ...(identity?.signer?.certificates ?? []).map((certificate) => certificate.subject),
  ];
  return names.flatMap((name) => name?.match(/[A-Za-z][A-Za-z']+/g) ?? []);
}

function englishIn(page: string, names: readonly string[] = []): string[] {
  const found = wordsOf(page).match(/[A-Za-z][A-Za-z']+/g) ?? [];
  return [...new Set(found)].filter((word) => !IDS.has(word) && !names.includes(word));
}

const VIEWS: readonly TextView[] = ['screen', 'details'];

function zhPage(audit: Audit, columns: number, view: TextView): string {
  return renderText(audit, { columns, colorLevel: 0, unicode: true, strings: ZH, view });
}

describe('a Chinese report', () => {
  const rulebook = chineseRulebook();
  const policies = rulebook.policies.map(({ id }) => id);
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.apk'));

  it.each(files)('has no English words of ours: %s', (name) => {
    const facts = openInput(join(FIXTURES, name));
    for (const category of [null, 'lending']) {
      for (const columns of [80, 132]) {
        const audit = auditApp({ ...facts, file: 'a.apk' }, rulebook, {
          category,
          policies,
          features: category === null ? [] : ['kyc-camera'],
          asOf: '2026-11-23',
          lang: 'zh',
          tool: { name: 'permaudit', version: '1.0.0' },
          words: AUDIT_WORDS,
        });
        for (const view of VIEWS) {
          const page = zhPage(audit, columns, view);
          expect(page).toMatch(HAN);
          expect(englishIn(page, namesIn(audit))).toEqual([]);
        }
      }
    }
  });

  it('would not pass in English', () => {
    const english = (view: TextView): string[] =>
      englishIn(renderText(overCollectingAudit(), { columns: 80, colorLevel: 0, unicode: true, view }));
    expect(english('details')).toContain('Asks');
    expect(english('screen')).toContain('Barred');
  });

  it.each(Object.entries(SAMPLES))('fits the width it is given: %s', (_, make) => {
    for (const columns of [50, 60, 80, 100, 132, 160, 200]) {
      for (const view of VIEWS) {
        const tooLong = zhPage(make(), columns, view)
          .split('\n')
          .filter((line) => columnsOf(line) > columns);
        expect(tooLong).toEqual([]);
      }
    }
  });

  it('begins no line with a closing mark', () => {
    for (const make of Object.values(SAMPLES)) {
      for (const view of VIEWS) expect(zhPage(make(), 80, view)).not.toMatch(/^ *[，。；：、）”]/m);
    }
  });

  it('explains in Chinese', () => {
    const page = createPage({ columns: 100, colorLevel: 0, unicode: true, strings: ZH });
    const lending = rulebook.categories.find(({ id }) => id === 'lending');
    const policy = rulebook.policies.find(({ id }) => id === 'google-play');
    const [rule] = lending?.rules ?? [];
    const [clause] = policy?.clauses ?? [];
    const [source] = rulebook.sources;
    const [dataType] = rulebook.dataTypes;
    const [feature] = rulebook.features;
    const info = permissionInfo('android.permission.READ_SMS');
    if (!lending || !policy || !rule || !clause || !source || !dataType || !feature || !info)
      throw new Error('no part');
    const lines = [
      ...listCategories(page, rulebook),
      ...explainCategory(page, rulebook, lending),
      ...explainRule(page, rulebook, lending, rule),
      ...explainPolicy(page, policy),
      ...explainClause(page, rulebook, policy, clause),
      ...explainSource(page, rulebook, source),
      ...explainDataType(page, rulebook, dataType),
      ...explainFeature(page, rulebook, feature),
      ...explainPermission(page, rulebook, info),
    ];
    expect(englishIn(lines.join('\n'))).toEqual([]);
  });
});
