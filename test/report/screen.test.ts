/** The first screen of the terminal report. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import type { Audit, Finding } from '../../src/audit/types.js';
import type { SdkPresence } from '../../src/facts/facts.js';
import { renderHtml } from '../../src/report/html/document.js';
import { renderMarkdown } from '../../src/report/markdown/report.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { auditApp } from '../audit-app.js';
import { openInput } from '../../src/inputs/open-input.js';
import type { Lang } from '../../src/rulebook/types.js';
import { ZH } from '../../src/words/zh/report.js';
import { audit as auditOf } from '../audit/facts.js';
import { renderText, type TextReportOptions } from '../../src/report/text/report.js';
import { columnsOf, cut, wrapUpTo } from '../../src/report/view/columns.js';
import {
  cleanAudit,
  codeAudit,
  finding,
  hostileAudit,
  incompleteAudit,
  overCollectingAudit,
  refusedAudit,
  SAMPLES,
  versionDependentAudit,
} from './samples.js';

const PLAIN: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true };
// eslint-disable-next-line no-control-regex
const COLOUR_CODES = /\u001b\[[0-9;]*m/g;

const screen = (audit: Audit, more: Partial<TextReportOptions> = {}): string =>
  renderText(audit, { ...PLAIN, ...more });
const flowing = (text: string): string => text.replace(/\s+/g, ' ');
const lastOf = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
const withFindings = (findings: Finding[]): Audit => ({ ...overCollectingAudit(), findings });

describe('the first screen', () => {
  it.each(Object.entries(SAMPLES))('fits every width, with and without Unicode and colour: %s', (_, make) => {
    for (let columns = 50; columns <= 200; columns += 5) {
      for (const unicode of [true, false]) {
        const plain = screen(make(), { columns, unicode });
        expect(plain.split('\n').filter((line) => columnsOf(line) > columns)).toEqual([]);
        expect(plain).not.toMatch(/ $/m);
        if (!unicode) expect(plain).toMatch(/^[\n -~]*$/);
        const coloured = screen(make(), { columns, unicode, colorLevel: 3 });
        expect(coloured).not.toBe(plain);
        expect(coloured.replace(COLOUR_CODES, '')).toBe(plain);
      }
    }
  });

  it('names category and policies, and keeps ids where an older report has no names', () => {
    const { options, ...rest } = overCollectingAudit();
    const named = {
      ...rest,
      options: { ...options, categoryName: 'Online lending', policies: ['cn-39'], policyNames: ['The 39 types'] },
    };
    expect(screen(named)).toContain('Category  Online lending (lending)');
    expect(screen(named)).toContain('Policies  The 39 types (cn-39)');
    expect(screen(overCollectingAudit())).toContain('Category  lending');
  });

  it.each<[string, unknown, string, string]>([
    ['one', ['lending'], 'It looks like lending; declare it: --category lending', '--category lending'],
    [
      'two',
      ['bank', 'wallet'],
      'It looks like bank or wallet; declare it: --category bank or --category wallet',
      '<id>',
    ],
    ['none', [], 'Declare one: --category <id>', '<id>'],
    ['what somebody wrote into a stored report', 'bank', 'Declare one: --category <id>', '<id>'],
    ['the same within a list', [7, null], 'Declare one: --category <id>', '<id>'],
  ])('names each category that the app looks like: %s', (_, categories, told, next) => {
    const { options, ...rest } = overCollectingAudit();
    const notes = [
      { code: 'NO_CATEGORY', message: '', data: {} },
      { code: 'CATEGORY_HINT', message: '', data: { categories, seen: [] } },
    ] as unknown as Audit['notes'];
    const audit: Audit = { ...rest, options: { ...options, category: null }, verdict: 'review', notes };
    expect(flowing(screen(audit))).toContain(told);
    expect(lastOf(screen(audit, { columns: 120 }))).toContain(next);
  });

  it.each<[string, Finding['clauses'][number]['state'][], string]>([
    ['both in force', ['in-force', 'in-force'], 'google-play, article'],
    ['one of them to come', ['future', 'in-force'], 'article'],
    ['one of them only announced', ['in-force', 'announced'], 'google-play'],
    ['none in force', ['future', 'announced'], 'prohibited'],
  ])('says barred by texts in force only: %s', (_, states, expected) => {
    const [clause] = finding().clauses;
    const clauses = ['google-play', 'article'].flatMap((policy, at) =>
      clause === undefined
        ? []
        : [{ ...clause, policy, verdict: 'prohibited' as const, state: states[at] ?? 'future' }],
    );
    const row = screen(withFindings([finding({ clauses })]), { columns: 160 })
      .split('\n')
      .find((line) => line.includes('Contacts  '));
    expect(row?.trim().split(/ {2,}/).at(-2)).toBe(expected);
  });

  it('has every finding that weighs, worst first', () => {
    const text = screen(overCollectingAudit());
    const rows = ['Contacts', 'Text messages', 'Microphone', 'Camera'].map((name) =>
      text.search(`(critical|high|low) +${name}`),
    );
    expect(rows.every((at) => at > 0)).toBe(true);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
  });

  it('counts by severity what does not fit', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      finding({ ruleId: `R-${index}`, dataType: `d${index}`, severity: index < 14 ? 'high' : 'low' }),
    );
    expect(screen(withFindings(many.slice(0, 14)))).not.toContain('More findings');
    expect(flowing(screen(withFindings(many)))).toContain('More findings, milder than these: 6 low (--details)');
  });

  it('tells combinations, and what readers are shown differently, as sentences', () => {
    const kit = finding({ ruleId: 'KIT', title: 'All it takes', composite: true, severity: 'critical', points: 0 });
    expect(flowing(screen(withFindings([kit])))).toMatch(/▲ All it takes: [A-Z_]+ \(critical, KIT\)/);
    const note = { ...kit, severity: 'info' as const };
    expect(screen(withFindings([note]))).not.toContain('▲ All it takes');
  });

  it('tells who uses it, and leaves the column out where the code was not read', () => {
    expect(screen(codeAudit())).toMatch(/Used by/);
    expect(screen(codeAudit())).toContain('Example Ads');
    const without = screen({ ...codeAudit(), code: null });
    expect(without).not.toContain('Used by');
    expect(flowing(without)).toContain('Not seen the code (not read)');
  });

  it('names SDKs that rate people or pass on where they are, and what each is for', () => {
    const audit = codeAudit();
    const [sdk] = audit.code?.sdks ?? [];
    const { code } = audit;
    if (code === null || sdk === undefined) throw new Error('no SDK');
    const of = (id: string, kind: string, purpose?: string): SdkPresence => {
      const { purpose: _, ...rest } = { ...sdk, id, name: `The ${id}`, kind };
      return purpose === undefined ? rest : { ...rest, purpose };
    };
    const bringing = (...sdks: SdkPresence[]): Audit => ({ ...audit, code: { ...code, sdks } });
    const risky = bringing(
      of('tracker', 'analytics', 'location-data'),
      of('counter', 'analytics', 'analytics'),
      of('guard', 'risk'),
      of('scorer', 'risk', 'credit-scoring'),
    );
    const told =
      'Its code brings The scorer (credit scoring from device data), The guard (risk control), The tracker (location data).';
    expect(flowing(screen(risky))).toContain(`▲ ${told}`);
    expect(renderMarkdown(risky)).toContain(`> ${told}`);
    expect(renderHtml(risky)).toContain(told);
    expect(flowing(screen(risky, { strings: ZH }))).toContain('代码中带有 The scorer（基于设备数据的信用评分），');
    const four = bringing(...['a', 'b', 'c', 'd'].map((id) => of(id, 'risk', 'risk')));
    expect(flowing(screen(four))).toContain('The c (risk control) +1.');
    for (const page of [screen(audit), renderHtml(audit)]) expect(page).not.toContain('Its code brings');
  });

  it('marks what somebody answers for', () => {
    const suppressed = overCollectingAudit().findings.map((one, index) =>
      index === 0 ? { ...one, suppressedBy: 'owner: reason' } : one,
    );
    expect(flowing(screen(withFindings(suppressed)))).toContain('(accepted)');
  });

  it('ends in the verdict and the next step', () => {
    expect(lastOf(screen(overCollectingAudit()))).toMatch(/^ {2}FAIL: 32 of 100, grade F\. Next: \S/);
    expect(lastOf(screen(cleanAudit()))).toMatch(/^ {2}PASS: \d+ of 100, grade A\. Next: nothing must change/);
    expect(lastOf(screen(refusedAudit()))).toMatch(/^ {2}NO SCORE: refused by Android\. Next: \S/);
    expect(lastOf(screen(incompleteAudit()))).toMatch(/^ {2}NO SCORE: incomplete\. Next: \S/);
  });

  it('names the data that a combination joins, not its permissions', () => {
    const parts = [
      ['Contacts', 'READ_CONTACTS'],
      ['Text messages (SMS)', 'READ_SMS'],
      ['XR tracking', 'HEAD_TRACKING'],
    ].map(([dataTypeName = '', name = '']) =>
      finding({ ruleId: name, dataType: name, dataTypeName, permissions: [name], points: 3 }),
    );
    const permissions = [...parts.flatMap((one) => one.permissions), 'com.example.OTHER'];
    const kit = finding({ ruleId: 'KIT', title: 'All it takes', dataType: 'kit', composite: true, permissions });
    const told = (named: Finding[]): string => flowing(screen(withFindings([kit, ...named]), { columns: 200 }));
    expect(told(parts)).toContain(
      '▲ All it takes: contacts, text messages (SMS), XR tracking, com.example.OTHER (critical, KIT)',
    );
    const longer = parts.map((one) => ({ ...one, dataTypeName: `${one.dataTypeName}, and more` }));
    expect(told(longer)).toContain('contacts, and more; text messages (SMS), and more; ');
  });

  it('says what a step gives back even where its text is too long', () => {
    const long = finding({ remediation: [`Remove ${'everything that is not needed '.repeat(20)}`], points: 25 });
    for (const columns of [50, 80, 200]) {
      const steps =
        screen(withFindings([long]), { columns })
          .split('What to do first\n')[1]
          ?.split('\n\n')[0] ?? '';
      expect(flowing(steps)).toMatch(/…?\(\+25 points\)$/);
      expect(steps.split('\n').length).toBeLessThanOrEqual(2);
    }
  });

  it('breaks no command in two', () => {
    for (let columns = 60; columns <= 120; columns += 1) {
      const text = screen(overCollectingAudit(), { columns });
      expect(text).toMatch(/--report html=a\.html/);
      expect(text).toMatch(/permaudit explain LEND-\d+/);
    }
  });

  it('says that a file carries no signature', () => {
    const notes: Audit['notes'] = [{ code: 'UNSIGNED', data: {} }];
    expect(flowing(screen({ ...cleanAudit(), notes }))).toContain('▲ The file carries no signature');
  });

  it('is quiet about nothing that makes it unsure', () => {
    expect(screen(incompleteAudit()).trim().split('\n')[0]).toContain('INCOMPLETE');
    expect(flowing(screen(refusedAudit()))).toContain('Code ZIP_DUPLICATE_NAME.');
    expect(screen(refusedAudit())).not.toContain('of 100');
    expect(flowing(screen(overCollectingAudit()))).toMatch(/Noted [^]*the file has 1 oddity/);
    expect(flowing(screen(versionDependentAudit()))).toContain('Without a category nobody says');
  });

  it('stays whole whatever the APK holds', () => {
    const unsafe = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(50, 80, 160), (data, columns) => {
        const text = screen(hostileAudit(data), { columns });
        expect(text).not.toMatch(unsafe);
        expect(text.split('\n').filter((line) => columnsOf(line) > columns)).toEqual([]);
        expect(lastOf(text)).toMatch(/of 100, grade|NO SCORE/);
      }),
      { numRuns: 60 },
    );
  });

  it('grows no longer with what the APK holds', () => {
    const lines = (text: string): number => screen(hostileAudit(text)).split('\n').length;
    expect(lines('x'.repeat(5000))).toBeLessThanOrEqual(lines('x') + 6);
  });
});

describe('files without a score', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-screen-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const zip = async (entries: Record<string, string>): Promise<Buffer> => {
    const archive = new JSZip();
    for (const [path, text] of Object.entries(entries)) archive.file(path, text);
    return archive.generateAsync({ type: 'nodebuffer' });
  };
  const screens = (name: string, content: Buffer | string): Record<Lang, string> => {
    const file = join(folder, name);
    writeFileSync(file, content);
    const audit = auditApp(openInput(file, {}), builtinRulebook(), {
      category: 'lending',
      policies: ['google-play'],
      features: [],
      asOf: '2026-11-23',
      tool: { name: 'permaudit', version: '1.0.0' },
    });
    return { en: screen(audit), zh: screen(audit, { strings: ZH }) };
  };

  it.each<[string, () => Promise<Buffer> | string, string, string]>([
    ['empty.apk', () => '', 'get the file again', '重新获取该文件'],
    ['text.apk', () => 'not an app', 'name an APK', '指定一个 APK'],
    ['cut.apk', () => 'PK\u0003\u0004 and no end', 'get the file again', '重新获取该文件'],
    ['other.zip', async () => zip({ 'a.txt': 'a' }), 'name an APK', '指定一个 APK'],
    ['container.xapk', async () => zip({ 'manifest.json': '{}', 'icon.png': '' }), 'name an APK', '指定一个 APK'],
  ])('%s: the kind, what to do, and no word on how it was judged', async (name, content, step, inChinese) => {
    const { en, zh } = screens(name, await content());
    expect(lastOf(en)).toBe(`  NO SCORE: refused by Android. Next: ${step}`);
    expect(lastOf(zh)).toBe(`  无得分：被 Android 拒绝。下一步：${inChinese}`);
    expect(flowing(en)).toMatch(/What to do: [a-z]/);
    for (const text of [en, zh]) expect(text).not.toMatch(/lending|0x0|of 100/);
  });
});

describe('a clean app', () => {
  it.each(['en', 'zh'] as const)('takes at most 20 lines, in %s', (lang) => {
    const result = auditOf({ permissions: ['INTERNET', 'VIBRATE'], targetSdk: 36 }, { category: 'lending' });
    expect(result.verdict).toBe('pass');
    const text = screen(result, lang === 'zh' ? { strings: ZH } : {});
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(20);
    expect(lastOf(text)).toMatch(/PASS: 100 of 100|通过：100 分/);
  });
});

describe('cutting', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['权限权限', 8, '权限权限'],
    ['权限权限', 7, '权限权…'],
    ['权限权限', 6, '权限…'],
    ['abc', 0, '…'],
  ])('%s to %i columns', (text, most, expected) => {
    expect(cut(text, most, '…')).toBe(expected);
  });

  it('keeps the lines there are, or marks the last', () => {
    expect(wrapUpTo('one two', 4, 2, '…')).toEqual(['one', 'two']);
    expect(wrapUpTo('one two three', 5, 2, '…')).toEqual(['one', 'two …']);
    expect(wrapUpTo('a', 10, 1, '…')).toEqual(['a']);
  });
});
