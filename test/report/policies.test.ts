/** What each policy says of a finding, side by side, in every report that a person or a machine reads whole. */
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { columnsOf } from '../../src/report/view/columns.js';
import { renderHtml } from '../../src/report/html/document.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown/report.js';
import { EN } from '../../src/words/en/report.js';
import { ZH } from '../../src/words/zh/report.js';
import { renderText } from '../../src/report/text/report.js';
import { audit } from '../audit/facts.js';

const POLICIES = ['article', 'google-play', 'id-ojk', 'in-rbi'];
const microphone = (policies: string[] = POLICIES): Audit =>
  audit({ permissions: ['RECORD_AUDIO'], targetSdk: 36 }, { policies });
const text = (subject: Audit, columns = 80): string =>
  renderText(subject, { columns, colorLevel: 0, unicode: true, view: 'details' });

describe('the verdict of each policy', () => {
  it('stands beside the others in the terminal, with its clauses', () => {
    const told = text(microphone()).replace(/\s+/g, ' ');
    expect(told).toContain('Barred by article [1] · Only if id-ojk [2]; in-rbi [3]; silent: google-play');
    for (const named of [/\[1\][^[]*ARTICLE-MICROPHONE/, /\[2\][^[]*OJK-MICROPHONE/, /\[3\][^[]*RBI-ONE-TIME/]) {
      expect(told).toMatch(named);
    }
  });

  it('is not told where there is nothing to compare with', () => {
    expect(text(microphone(['google-play']))).not.toMatch(/By policy|silent/);
    expect(renderMarkdown(microphone(['article']))).not.toContain('What each policy says');
  });

  it('is told where no clause of it is cited', () => {
    const subject = microphone();
    const findings = subject.findings.map((finding) => ({ ...finding, clauses: [], composite: false }));
    const told = text({ ...subject, findings }).replace(/\s+/g, ' ');
    expect(told).toContain('By policy article prohibited ARTICLE-MICROPHONE; id-ojk conditional OJK-MICROPHONE');
    expect(told).toContain('silent: google-play');
  });

  it('fits any terminal, however long the names of policies and clauses are', () => {
    const subject = microphone();
    const long = 'x'.repeat(60);
    const findings = subject.findings.map((finding) => ({
      ...finding,
      policyVerdicts: finding.policyVerdicts.map((one) => ({ ...one, policy: one.policy + long, clauseIds: [long] })),
    }));
    for (const columns of [60, 80, 120]) {
      const tooLong = text({ ...subject, findings }, columns)
        .split('\n')
        .filter((line) => columnsOf(line) > columns);
      expect(tooLong).toEqual([]);
    }
  });

  it('is a row of a table in Markdown, in both languages', () => {
    const row =
      '| ⛔ prohibited<br>`ARTICLE-MICROPHONE` | silent | ◐ conditional<br>`OJK-MICROPHONE` | ◐ conditional<br>`RBI-ONE-TIME-MICROPHONE` |';
    expect(renderMarkdown(microphone(), EN)).toContain(row);
    expect(renderMarkdown(microphone(), ZH)).toContain(
      '| ⛔ 禁止<br>`ARTICLE-MICROPHONE` | 未涉及 | ◐ 有条件<br>`OJK-MICROPHONE` |',
    );
  });

  it('is a row of a table in HTML', () => {
    const html = renderHtml(microphone());
    const row = /<th scope="row">[^]{0,200}LEND-MIC[^]*?<\/tr>/.exec(html.slice(html.indexOf('class="matrix"')))?.[0];
    expect(row).toMatch(/prohibited[^]*ARTICLE-MICROPHONE[^]*silent[^]*conditional[^]*OJK-MICROPHONE[^]*RBI-ONE-TIME/);
  });

  it('is a list in JSON', () => {
    const report = JSON.parse(renderJson(microphone())) as Audit;
    expect(report.findings[0]?.policyVerdicts.map(({ policy, verdict, says }) => [policy, verdict, says])).toEqual([
      ['article', 'prohibited', true],
      ['google-play', 'unjustified', false],
      ['id-ojk', 'conditional', true],
      ['in-rbi', 'conditional', true],
    ]);
  });
});

describe('a citation in Markdown', () => {
  it('carries verdict, policy, clause, authority, basis, verification and address', () => {
    const line = renderMarkdown(microphone())
      .split('\n')
      .find((one) => one.includes('(`in-rbi` `RBI-ONE-TIME-MICROPHONE`)'));
    expect(line).toContain('conditional');
    expect(line).toContain('_regulation; names the data; checked in a secondary source_');
    expect(line).toContain(' <https://website.rbi.org.in/web/rbi/notifications/master-directions>');
  });
});
