/** One Chinese term for one thing: what readers meet in reports, rules and help is named alike everywhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ZH as HTML_ZH } from '../../src/words/zh/html.js';
import { ZH } from '../../src/words/zh/report.js';
import { renderReport } from '../../src/report/formats.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { codeAudit, finding } from './samples.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HAN = /\p{Script=Han}/u;

/** What is meant, the one term for it, and what must not stand in its place. */
const GLOSSARY: readonly [meant: string, term: string, notThis: RegExp][] = [
  ['verdict unjustified', '缺乏依据', /无依据|不予支持|没有依据|缺少依据/],
  ['verdict unexplained', '未说明', /未解释|无法解释|用途不明/],
  ['loan app', '借贷应用', /(?<!个人)贷款应用|网贷应用|借款应用|信贷应用/],
  ['severity', '严重程度', /严重度|严重性/],
  ['AndroidManifest.xml', '清单文件', /清单(?!文件)/],
  ['notice of a regulator', '通报', /执法通报/],
  ['basis explicit or derived', '明确列明', /点名/],
  ['reference for a borrower', '证明人', /担保人/],
  ['the article in English', '文章（英译文）', /文章原文/],
  ['the official list', '《常见类型移动互联网应用程序必要个人信息范围规定》', /《必要个人信息范围》/],
  ['item of an article', '第五条第（十二）项', /第\s?\d+\s?类\s?\S+类/],
];

/** The paths of all files under a folder that end so. */
function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));
}

/** The words of a source: they are quoted, not chosen. */
const QUOTED = new Set(['quote', 'originalTitle', 'number', 'url']);

function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return HAN.test(value) ? [[path, value]] : [];
  if (value === null || typeof value !== 'object') return [];
  const id = 'id' in value && typeof value.id === 'string' ? value.id : path;
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    QUOTED.has(key) ? [] : textsOf(part, Number.isNaN(Number(key)) ? `${id}.${key}` : id),
  );
}

const rules = textsOf(builtinRulebook(), 'rulebook');
const sources = filesUnder('src', '.ts').flatMap((path) =>
  readFileSync(join(ROOT, path), 'utf8')
    .split('\n')
    .flatMap((line, at): [string, string][] => (HAN.test(line) ? [[`${path}:${at + 1}`, line]] : [])),
);
const catalogue = filesUnder('rules/catalog', '.yaml').flatMap((path) =>
  readFileSync(join(ROOT, path), 'utf8')
    .split('\n')
    .flatMap((line, at): [string, string][] => (HAN.test(line) ? [[`${path}:${at + 1}`, line]] : [])),
);

describe('the Chinese of reports and rules', () => {
  it('is read whole', () => {
    expect(rules.length).toBeGreaterThan(1000);
    expect(sources.length).toBeGreaterThan(400);
    expect(catalogue.length).toBeGreaterThan(100);
  });

  it.each(GLOSSARY)('calls it alike everywhere: %s is %s', (_meant, term, notThis) => {
    const texts = [...rules, ...sources, ...catalogue];
    expect(texts.filter(([, text]) => notThis.test(text)).map(([place, text]) => `${place}: ${text.trim()}`)).toEqual(
      [],
    );
    expect(notThis.test(term)).toBe(false);
  });

  it('has the verdicts under one name in tables, labels and explanations', () => {
    expect(ZH.citation.label.unjustified).toBe(ZH.verdict.unjustified);
    expect(ZH.explain.says.unjustified).toBe(ZH.verdict.unjustified);
    expect([ZH.verdict.prohibited, ZH.verdict.unjustified, ZH.verdict.unexplained]).toEqual([
      '禁止',
      '缺乏依据',
      '未说明',
    ]);
    expect(ZH.score.verdictSentence.pass(true, true)).toContain(ZH.verdict.unjustified);
    expect(HTML_ZH.noFindings).toContain(ZH.verdict.unjustified);
  });

  it('says how binding a Chinese document of ministries is', () => {
    const { sources: all } = builtinRulebook();
    const standing = ['CN-39', 'CN-191', 'CN-164'].map((id) => all.find((source) => source.id === id)?.authority);
    expect(standing).toEqual(['normative-document', 'normative-document', 'normative-document']);
    expect(ZH.authority['normative-document']).toBe('规范性文件');
  });

  it('tells in Markdown what an SDK is for', async () => {
    const told = await renderReport(codeAudit(), 'markdown', { lang: 'zh' });
    for (const { name, kind, purpose = kind } of codeAudit().code?.sdks ?? []) {
      expect(told).toContain(`| ${name} | ${ZH.code.sdkPurpose(purpose)} |`);
      expect(ZH.code.sdkPurpose(purpose)).toMatch(HAN);
    }
    expect(codeAudit().code?.sdks.length).toBeGreaterThan(0);
  });

  it('says of a contradicted justification what the English says: all code was read and shows no use', () => {
    const own = finding({ ruleId: 'JUSTIFICATION-CONTRADICTED' });
    expect(ZH.ownFinding(own).why).toBe('有人为其必要性负责，但已读取全部代码，未见使用。');
  });
});
