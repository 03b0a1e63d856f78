/** The language of a quotation: in JSON by the schema, and in HTML for fonts and for speech. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Audit, Citation } from '../../src/audit/types.js';
import { renderReport } from '../../src/report/formats.js';
import { renderJson } from '../../src/report/json.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang } from '../../src/rulebook/types.js';
import { audit } from '../audit/facts.js';

const { sources } = builtinRulebook();
const languageOf = new Map(sources.map(({ id, language }) => [id, language]));

const PERMISSIONS = ['READ_CONTACTS', 'READ_SMS', 'CAMERA', 'RECORD_AUDIO', 'READ_CALENDAR', 'ACCESS_FINE_LOCATION'];
const made = (lang: Lang): Audit => {
  const policies = ['article', 'cn-39', 'cn-draft-2026', 'google-play', 'pk-secp', 'mx', 'ph-npc'];
  const { subject, ...rest } = audit({ permissions: PERMISSIONS, targetSdk: 36 }, { policies, lang });
  return { ...rest, subject: { ...subject, sha256: '0'.repeat(64) } };
};
const MADE = { en: made('en'), zh: made('zh') };
const stored = (lang: Lang): Audit => JSON.parse(renderJson(MADE[lang])) as Audit;
const citationsOf = ({ findings }: Audit): Citation[] => findings.flatMap(({ clauses }) => clauses);

const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as object,
);
/** The report with another language of its first quotation. */
function withLanguage(quoteLanguage: unknown): unknown {
  const report = stored('en');
  const [finding, ...others] = report.findings;
  const [citation, ...more] = finding?.clauses ?? [];
  return { ...report, findings: [{ ...finding, clauses: [{ ...citation, quoteLanguage }, ...more] }, ...others] };
}

describe.each<Lang>(['en', 'zh'])('in a report in the language %s', (lang) => {
  it.each<[policy: string, language: string | undefined]>([
    ['article', undefined],
    ['google-play', undefined],
    ['pk-secp', undefined],
    ['cn-39', 'zh'],
    ['mx', 'es'],
  ])('quotations of %s say %s', (policy, language) => {
    const quoted = citationsOf(stored(lang)).filter((each) => each.policy === policy && each.quote !== null);
    expect(quoted.length).toBeGreaterThan(0);
    for (const citation of quoted) {
      expect([citation.clauseId, 'quoteLanguage' in citation, citation.quoteLanguage]).toEqual([
        ...[citation.clauseId, language !== undefined, language],
      ]);
    }
  });

  it('what is not quoted has no language, be its source in Chinese', () => {
    const silent = citationsOf(stored(lang)).filter(({ quote }) => quote === null);
    expect(silent.map(({ source }) => languageOf.get(source))).toContain('zh');
    for (const citation of silent) expect(citation).not.toHaveProperty('quoteLanguage');
  });

  it('HTML marks each quotation with it', async () => {
    const page = await renderReport(MADE[lang], 'html');
    const marked = [...page.matchAll(/<blockquote dir="auto" lang="([a-z]+)">([^<]*)<\/blockquote>/g)];
    const isHan = (text: string | undefined): boolean => /\p{Script=Han}/u.test(text ?? '');
    expect(new Set(marked.map(([, language]) => language))).toEqual(new Set(['en', 'es', 'zh']));
    for (const [, language, words] of marked) expect([words, language === 'zh']).toEqual([words, isHan(words)]);
  });
});

it('has two letters by the schema', () => {
  for (const language of ['zh', 'pt', 'en']) expect(validate(withLanguage(language)), language).toBe(true);
  for (const language of ['zh-CN', 'ZH', 'z', '', null, 1]) expect(validate(withLanguage(language))).toBe(false);
});
