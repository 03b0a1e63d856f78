import { describe, expect, it } from 'vitest';
import { diffAudits } from '../../../src/audit/diff.js';
import { applyBaseline } from '../../../src/audit/justify.js';
import type { Audit } from '../../../src/audit/types.js';
import { renderDiffHtml } from '../../../src/report/diff/html.js';
import { audit } from '../../audit/facts.js';
import { auditWith, forbiddenIn, holdsForAnyText } from '../hostile-text.js';
import { hashOf, policyOf, tagsOf } from '../html-page.js';
import { cleanAudit, codeAudit, overCollectingAudit, refusedAudit, SAMPLES } from '../samples.js';

/** Every pair of samples. */
function pages(lang: 'en' | 'zh'): string[] {
  const audits = Object.values(SAMPLES).map((make) => make());
  return audits.flatMap((before) => audits.map((after) => renderDiffHtml(diffAudits(before, after), lang)));
}

/** What stands in the section with this id, without tags; empty where there is none. */
function sectionOf(html: string, id: string): string {
  const [, body = ''] = new RegExp(`<section id="${id}">([^]*?)</section>`).exec(html) ?? [];
  return body
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the HTML page of a difference', () => {
  it.each(['en', 'zh'] as const)('allows only its own style and script, and loads nothing: %s', (lang) => {
    for (const html of pages(lang)) {
      expect(policyOf(html).split('; ')).toEqual([
        "default-src 'none'",
        `style-src ${hashOf(html, 'style')}`,
        `script-src ${hashOf(html, 'script')}`,
        "base-uri 'none'",
        "form-action 'none'",
      ]);
      const tags = tagsOf(html);
      expect(tags.filter((tag) => /^<(link|img|iframe|object|embed|base|form|audio|video)\b/.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /\s(src|srcset|style|on[a-z]+)=/.test(tag))).toEqual([]);
    }
  });

  it('has each id once, and leads to none that is not there', () => {
    for (const html of pages('en')) {
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of html.matchAll(/ href="#([^"]*)"/g)) expect(ids).toContain(id);
    }
  });

  it('gains no element and no attribute, and holds nothing unsafe, whatever the text', async () => {
    const clean = cleanAudit();
    const shapeOf = (other: Audit): string[] => [
      ...tagsOf(renderDiffHtml(diffAudits(clean, other))),
      ...tagsOf(renderDiffHtml(diffAudits(other, clean))),
    ];
    // A long name is set smaller, and where words break depends on the words.
    const shape = (tags: readonly string[]): string[] =>
      tags.filter((tag) => !/^<wbr/.test(tag)).map((tag) => tag.replace('<h1 class=>', '<h1>'));
    const harmless = shape(shapeOf(auditWith('harmless')));
    await holdsForAnyText((other, text) => {
      expect(forbiddenIn(renderDiffHtml(diffAudits(clean, other)))).toEqual([]);
      // The sample asks for a permission of that name besides: twice the same is one row.
      if (other.score !== null && text !== '__proto__') expect(shape(shapeOf(other))).toEqual(harmless);
    });
  });

  it('tells what is new, worse and gone, with what bars it and what it costs', () => {
    const before = audit({ permissions: ['CAMERA', 'READ_SMS'] });
    const worse = audit({ permissions: ['CAMERA', 'READ_CONTACTS', 'WRITE_CONTACTS'], capabilities: ['vpn-service'] });
    const html = renderDiffHtml(diffAudits(before, worse));
    const findings = sectionOf(html, 'findings');
    expect(findings).toMatch(/^Findings \d+ New findings .*LEND-CONTACTS-READ.*Findings gone .*LEND-SMS-READ/);
    expect(findings).toContain('−25');
    const permissions = sectionOf(html, 'permissions');
    expect(permissions).toMatch(/^Permissions and capabilities 4 /);
    expect(permissions).toMatch(/\+ new READ_CONTACTS API 24-37 requested, prohibited/);
    expect(permissions).toMatch(/\+ new vpn-service – capability − gone READ_SMS API 24-37 removed$/);
    expect(html).toContain('2 permissions added, 1 more capability');
  });

  it('tells what a finding cost before, and that it is accepted now', () => {
    const after = audit({ permissions: ['READ_SMS'] });
    const before: Audit = { ...after, findings: after.findings.map((one) => ({ ...one, points: 8 })) };
    expect(sectionOf(renderDiffHtml(diffAudits(before, after)), 'findings')).toMatch(/Worse findings .*−8 → −25/);
    const accepted = applyBaseline(after, after.findings);
    const html = renderDiffHtml(diffAudits(audit({ permissions: [] }), accepted));
    expect(sectionOf(html, 'findings')).toContain('(accepted)');
    expect(html).toContain('Without accepted findings');
    expect(html).toContain('1 permission added.');
  });

  it('has no part for what did not change, and colours the change by what it comes to', () => {
    const [clean, bad] = [cleanAudit(), overCollectingAudit()];
    const page = (before: Audit, after: Audit): string => renderDiffHtml(diffAudits(before, after));
    expect(page(clean, clean)).not.toContain('<section');
    expect(page(clean, clean)).toContain('banner tone-good');
    expect(page(bad, bad)).toContain('banner tone-good');
    expect(page(clean, bad)).toContain('banner tone-bad');
    expect(page(clean, refusedAudit())).toContain('banner tone-none');
    expect(page(refusedAudit(), clean)).toContain('banner tone-none');
    expect(sectionOf(page(clean, codeAudit()), 'code')).toBe('');
    const coded = codeAudit();
    const without: Audit = { ...coded, code: coded.code && { ...coded.code, permissions: [], sdks: [] } };
    expect(sectionOf(page(without, coded), 'code')).toMatch(/^What the code shows Used by code now .*SDKs added/);
    expect(sectionOf(page(coded, coded), 'code')).toBe('');
  });

  it('names the settings file that counted, and every way in which the two were not made alike', () => {
    const one = audit({ permissions: [] });
    const settings = { file: 'permaudit.yaml', sha256: 'a'.repeat(64), keys: ['category'] };
    const other: Audit = { ...one, options: { ...one.options, category: null, settings } };
    const html = renderDiffHtml(diffAudits(one, other));
    expect(html).toContain(`permaudit.yaml: category (SHA-256 ${'a'.repeat(64)})`);
    expect(html).toContain('Compare with care: the category differs');
  });
});
