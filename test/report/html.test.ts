import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/document.js';
import { markup } from '../../src/report/html/markup.js';
import { isStory } from '../../src/report/view/screen/story.js';
import { harmlessAudit, holdsForAnyText, refusedWith } from './hostile-text.js';
import { hashOf, policyOf, tagsOf } from './html-page.js';
import {
  cleanAudit,
  codeAudit,
  finding,
  overCollectingAudit,
  refusedAudit,
  SAMPLES,
  versionDependentAudit,
} from './samples.js';

function escaped(text: string): string {
  return markup`${text}`.toString();
}

describe('the HTML report', () => {
  it('allows only its own style and script', () => {
    for (const make of Object.values(SAMPLES)) {
      const html = renderHtml(make());
      expect(policyOf(html).split('; ')).toEqual([
        "default-src 'none'",
        `style-src ${hashOf(html, 'style')}`,
        `script-src ${hashOf(html, 'script')}`,
        "base-uri 'none'",
        "form-action 'none'",
      ]);
    }
  });

  it('loads nothing and runs nothing but that', () => {
    for (const make of Object.values(SAMPLES)) {
      const tags = tagsOf(renderHtml(make()));
      expect(tags.filter((tag) => /^<(link|img|iframe|object|embed|base|form|audio|video)\b/.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /\s(src|srcset|style|on[a-z]+)=/.test(tag))).toEqual([]);
      expect(tags.filter((tag) => tag.startsWith('<script'))).toEqual(['<script>']);
    }
  });

  it('gains no element and no attribute, whatever the text', async () => {
    const read = tagsOf(renderHtml(harmlessAudit()));
    const refused = tagsOf(renderHtml(refusedWith('harmless')));
    const plain = (tags: string[]): string[] => tags.filter((tag) => tag !== '<h1 class=>' && tag !== '<h1>');
    await holdsForAnyText((audit) => {
      // A long name is set smaller: the one difference that text may make.
      expect(plain(tagsOf(renderHtml(audit)))).toEqual(plain(audit.score === null ? refused : read));
    });
  });

  it('follows only web addresses', () => {
    const audit = overCollectingAudit();
    const [one] = audit.findings[0]!.seeAlso;
    const withUrl = (url: string): string =>
      renderHtml({ ...audit, findings: [finding({ clauses: [], seeAlso: [{ ...one!, url }] })] });
    expect(withUrl('https://example.org/a?b=1&c')).toContain('href="https://example.org/a?b=1&amp;c"');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'nonsense']) {
      expect(withUrl(url)).not.toContain('rel="noopener');
    }
  });

  it('gives every foreign name a reading direction of its own', () => {
    const html = renderHtml({ ...cleanAudit(), subject: { ...cleanAudit().subject, label: 'قرض' } });
    expect(html).toContain('<h1><bdi dir="auto">قرض</bdi></h1>');
  });

  it('tells a refusal with code, place and what to do, and no score', () => {
    const html = renderHtml(refusedAudit());
    expect(html).toContain('Android would refuse this file');
    expect(html).toContain('ZIP_DUPLICATE_NAME');
    expect(html).toContain('what was read of the file stands below');
    expect(html).not.toContain('every finding with its reasons');
    expect(html).toContain('aria-label="no score"');
    expect(html).not.toContain('of 100, grade');
  });

  it('shows each clause with quotation, date, authority and how it was checked', () => {
    const html = renderHtml(overCollectingAudit());
    expect(html).toContain('网络借贷类');
    expect(html).toContain('issued 2021-03-12 · effective 2021-05-01');
    expect(html).toContain('checked in the text itself');
    expect(html).toContain('unverified: from memory, likely');
    expect(html).toContain('not yet in force: no points');
  });

  it.each(['en', 'zh'] as const)('shows what the code does, the SDKs, and what may be hidden: %s', (lang) => {
    const page = renderHtml(codeAudit(), lang);
    // Names may break after their dots, and copy without that.
    expect(page).toContain('Contacts.<wbr />CONTENT_URI');
    const html = page.replaceAll('<wbr />', '');
    expect(html).toContain('ContactsContract$Contacts.CONTENT_URI');
    expect(html).toContain('com.example.ads.Sync.upload');
    expect(html).toContain(
      lang === 'en' ? 'com.example.ads (Example Ads) in 3 places' : 'Example Ads com.example.ads（3 处）',
    );
    expect(html).toContain('tools:node=&quot;remove&quot;');
    expect(html).toContain('java.lang.reflect.Method.invoke');
    expect(html).toContain(`<span class="tag">${lang === 'en' ? 'reflection' : '反射调用'}</span>`);
    expect(html).toContain(lang === 'en' ? 'Used by' : '使用者');
    expect(html).toContain(lang === 'en' ? 'Not all code could be read' : '未能读取全部代码');
    expect(renderHtml(overCollectingAudit(), lang)).not.toContain('id="code"');
  });

  it('says without a category what the score means then', () => {
    expect(renderHtml(versionDependentAudit())).toContain('Without a category');
    expect(renderHtml(cleanAudit())).not.toContain('Without a category');
  });

  it('shows accepted findings and both scores', () => {
    const audit = {
      ...overCollectingAudit(),
      findings: [finding({ suppressedBy: 'agreed with legal' })],
      accepted: { score: 100, grade: 'A' as const, verdict: 'pass' as const, points: 0 },
    };
    const html = renderHtml(audit);
    expect(html).toContain('agreed with legal');
    expect(html).toContain('Without the accepted findings: score 100 of 100, grade A, pass.');
  });

  it('tells on its first page what the first screen of a terminal tells', () => {
    for (const make of Object.values(SAMPLES)) {
      const html = renderHtml(make());
      const first = html.slice(html.indexOf('<section id="summary">'), html.indexOf('<section id="score">'));
      const { findings } = make();
      const weighing = findings.filter((one) => one.severity !== 'info' && !isStory(one));
      for (const { dataTypeName } of weighing) expect(first).toContain(escaped(dataTypeName));
      expect(first.includes('<table')).toBe(weighing.length > 0);
    }
    const kit = finding({ ruleId: 'KIT', title: 'All it takes', composite: true, severity: 'critical', points: 0 });
    expect(renderHtml({ ...overCollectingAudit(), findings: [kit] })).toMatch(
      /All it takes: .{1,200} \(critical, KIT\)/,
    );
  });

  it('names category and policies, and keeps ids where an older report has no names', () => {
    const { options, ...rest } = overCollectingAudit();
    const named = { ...options, categoryName: 'Online lending', policies: ['cn-39'], policyNames: ['The 39 types'] };
    const html = renderHtml({ ...rest, options: named });
    expect(html).toContain('Online lending <code><bdi dir="auto">lending</bdi></code>');
    expect(html).toContain('The 39 types <code><bdi dir="auto">cn-39</bdi></code>');
    expect(renderHtml(overCollectingAudit())).toContain('<dd><code><bdi dir="auto">lending</bdi></code></dd>');
  });

  it('leads from each citation to its source, which it gives once', () => {
    const html = renderHtml(overCollectingAudit());
    const targets = [...html.matchAll(/<li id="source-(\d+)">/g)].map(([, number]) => Number(number));
    const cited = [...html.matchAll(/href="#source-(\d+)"/g)].map(([, number]) => Number(number));
    expect(targets).toEqual(targets.map((_, at) => at + 1));
    expect([...new Set(cited)].sort((a, b) => a - b)).toEqual(targets);
    expect(renderHtml({ ...cleanAudit(), findings: [] })).not.toContain('id="sources"');
  });

  it.each([
    ['a digest', 'ab'.repeat(32), true],
    ['one sign short', 'ab'.repeat(32).slice(1), false],
    ['one too many', `a${'ab'.repeat(32)}`, false],
    ['what ends a rule', `"}}${'a'.repeat(61)}`, false],
    ['in capitals', 'AB'.repeat(32), false],
  ])('lets nothing but a digest into its style: %s', (_, sha256, isThere) => {
    const audit = cleanAudit();
    const [style = ''] =
      /<style>[^]*?<\/style>/.exec(renderHtml({ ...audit, subject: { ...audit.subject, sha256 } })) ?? [];
    expect(style.includes('@bottom-left{content:')).toBe(isThere);
    expect(style.includes(sha256)).toBe(isThere);
  });

  it('holds the timeline to Android versions that exist, whatever a stored report says', () => {
    const clean = cleanAudit();
    const html = renderHtml({ ...clean, options: { ...clean.options, apiRange: [1, 1_000_000_000] } });
    expect(html.match(/class="api"/g)).toHaveLength(37);
  });
});

describe('markup', () => {
  it('escapes text, keeps markup, skips null, joins lists', () => {
    const inner = markup`<b>${'<&"\'`'}</b>`;
    expect(markup`${inner}${null}${['a', 1, inner]}`.toString()).toBe(
      `<b>&lt;&amp;&quot;&#39;&#96;</b>a1<b>&lt;&amp;&quot;&#39;&#96;</b>`,
    );
  });
});
