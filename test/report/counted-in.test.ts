/** A finding that costs nothing because another stands for its cause says so in every format that explains findings. */
import { describe, expect, it } from 'vitest';
import { renderReport, type FormatId } from '../../src/report/formats.js';
import { audit } from '../audit/facts.js';
import { DETAILS } from './details.js';

/** The words of a report, however its lines are broken and its marks escaped. */
const wordsOf = (report: string): string => report.replaceAll('\\', '').replace(/[\s│|]+/g, ' ');

describe.each<['en' | 'zh', string]>([
  ['en', 'no points: the same cause is counted in LEND-CALLLOG'],
  ['zh', '不扣分：同一起因已计入 LEND-CALLLOG'],
])('in %s', (lang, sentence) => {
  const of = (targetSdk: number): ReturnType<typeof audit> =>
    audit({ permissions: ['READ_CONTACTS'], targetSdk, minSdk: 14 }, { lang });

  it.each<FormatId>(['text', 'html', 'markdown'])('%s', async (format) => {
    const render = async (targetSdk: number): Promise<string> =>
      wordsOf(await renderReport(of(targetSdk), format, { ...DETAILS, lang }));
    expect(await render(15)).toContain(sentence);
    expect(await render(16)).not.toContain(sentence.slice(0, 12));
  });
});

it.each<FormatId>(['json', 'sarif'])('%s names the rules', async (format) => {
  const render = (targetSdk: number): Promise<string> =>
    renderReport(audit({ permissions: ['READ_CONTACTS'], targetSdk, minSdk: 14 }), format, { lang: 'en' });
  expect(await render(15)).toMatch(/"countedIn":\s*\[\s*"LEND-CALLLOG"\s*\]/);
  expect(await render(16)).not.toContain('countedIn');
});
