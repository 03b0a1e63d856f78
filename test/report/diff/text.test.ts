import { describe, expect, it } from 'vitest';
import { diffAudits, hasMore, moreOf, openMore } from '../../../src/audit/diff.js';
import { applyBaseline } from '../../../src/audit/justify.js';
import type { Audit } from '../../../src/audit/types.js';
import { renderDiffText } from '../../../src/report/diff/text.js';
import type { TextReportOptions } from '../../../src/report/text/report.js';
import { columnsOf } from '../../../src/report/view/columns.js';
import { EN } from '../../../src/words/en/report.js';
import { ZH } from '../../../src/words/zh/report.js';
import { audit } from '../../audit/facts.js';
import { forbiddenIn, holdsForAnyText } from '../hostile-text.js';
import { SAMPLES } from '../samples.js';

const PLAIN: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true };
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

describe('the difference in a terminal', () => {
  const audits = Object.values(SAMPLES).map((make) => make());
  const diffs = audits.flatMap((before) => audits.map((after) => diffAudits(before, after)));

  it.each([50, 80, 132, 200])('fits %i columns, with and without Unicode and colour', (columns) => {
    for (const strings of [EN, ZH]) {
      for (const unicode of strings === EN ? [true, false] : [true]) {
        for (const diff of diffs) {
          const plain = renderDiffText(diff, { columns, colorLevel: 0, unicode, strings });
          for (const line of plain.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
          if (!unicode) expect(plain).toMatch(/^[\n -~]*$/);
          const coloured = renderDiffText(diff, { columns, colorLevel: 3, unicode, strings });
          expect(coloured).not.toBe(plain);
          expect(coloured.replace(COLOURS, '')).toBe(plain);
        }
      }
    }
  });

  it('holds nothing that a terminal would act on, whatever the text', async () => {
    const one = audit({ permissions: [] });
    await holdsForAnyText((other) => {
      expect(forbiddenIn(renderDiffText(diffAudits(one, other), PLAIN))).toEqual([]);
    });
  });

  it('colours signs by what they say', () => {
    const diff = diffAudits(audit({ permissions: ['READ_SMS'] }), audit({ permissions: ['READ_CONTACTS'] }));
    const lines = renderDiffText(diff, { ...PLAIN, colorLevel: 3 }).split('\n');
    const sign = (text: string): string => {
      const line = lines.find((one) => one.includes(text)) ?? '';
      // eslint-disable-next-line no-control-regex
      return /^ {2}((?:\u001b\[[0-9;]*m)+)[+>-]/.exec(line)?.[1] ?? 'none';
    };
    const [added, gone] = [sign('READ_CONTACTS: API'), sign('READ_SMS')];
    expect(new Set([added, gone, sign('LEND-CONTACTS-READ'), 'none']).size).toBe(4);
    expect(sign('LEND-SMS-READ')).toBe(gone);
  });

  it('names what both were judged as, and the settings file that counted', () => {
    const one = audit({ permissions: [] });
    expect(renderDiffText(diffAudits(one, one), PLAIN)).toMatch(/^ {2}Category {2}lending$/m);
    const settings = { file: 'permaudit.yaml', sha256: 'a'.repeat(64), keys: ['fail-on'] };
    const other: Audit = { ...one, options: { ...one.options, category: null, settings } };
    const told = renderDiffText(diffAudits(one, other), PLAIN);
    expect(told).toContain('permaudit.yaml: fail-on');
    expect(told).not.toMatch(/^ {2}Category {2}lending$/m);
  });

  it('has at most 2,000 lines, and counts what it leaves out', () => {
    const many = audit({ permissions: Array.from({ length: 5000 }, (_, index) => `com.example.P${index}`) });
    for (const columns of [50, 200]) {
      const lines = renderDiffText(diffAudits(audit({ permissions: ['READ_SMS'] }), many), { ...PLAIN, columns })
        .trimEnd()
        .split('\n');
      expect(lines).toHaveLength(2000);
      const shown = lines.filter((line) => /^ {2}\+ com\.example\.P\d+:/.test(line)).length;
      const told = lines
        .map((line) => / (\d+) more lines of this part/.exec(line)?.[1])
        .find((one) => one !== undefined);
      if (columns === 200) expect(shown + Number(told)).toBe(5001);
      expect(lines.slice(-2).join(' ')).toContain('LEND-SMS-READ');
    }
  });
});

describe('what is more', () => {
  const none = audit({ permissions: [] });
  const open = audit({ permissions: ['READ_SMS', 'RECORD_AUDIO'] });
  const rules = open.findings.map(({ ruleId }) => ruleId);
  const known = (...accepted: string[]): Audit =>
    applyBaseline(
      open,
      open.findings.filter(({ ruleId }) => accepted.includes(ruleId)),
    );

  it('leaves accepted findings out, and no permission', () => {
    expect(rules).toContain('LEND-SMS-READ');
    expect(moreOf(diffAudits(none, open))).toMatchObject({ added: 2, findings: rules.length });
    const one = diffAudits(none, known('LEND-SMS-READ'));
    expect(moreOf(one)).toMatchObject({ added: 2, findings: rules.length - 1 });
    expect(one.findings.added).toHaveLength(rules.length);
    expect(openMore(one).map(({ ruleId }) => ruleId)).toEqual(rules.filter((rule) => rule !== 'LEND-SMS-READ'));
    expect(renderDiffText(diffAudits(none, known(...rules)), PLAIN)).toContain('than before: 2 permissions added.');
  });

  it('leaves out what is worse and accepted', () => {
    const before: Audit = { ...open, findings: open.findings.map((finding) => ({ ...finding, points: -1 })) };
    const more = { added: 0, widened: 0, capabilities: 0, findings: 0 };
    expect(moreOf(diffAudits(before, open))).toEqual({ ...more, worse: rules.length });
    expect(moreOf(diffAudits(before, known('LEND-SMS-READ'))).worse).toBe(rules.length - 1);
    const all = diffAudits(before, known(...rules));
    expect([hasMore(all), openMore(all), all.findings.worse.length]).toEqual([false, [], rules.length]);
  });
});
