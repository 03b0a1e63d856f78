import { describe, expect, it } from 'vitest';
import type { AppModule } from '../../src/facts/facts.js';
import { renderHtml } from '../../src/report/html/document.js';
import { cleanAudit } from './samples.js';
import { APK_DIGEST, FORMER_KEY, PRESENT_KEY, signedAudit, SIGNER } from './signed-sample.js';

const MODULE: AppModule = {
  name: 'base',
  kind: 'base',
  file: 'base.apk',
  package: 'com.example',
  versionCode: 1,
  permissionsIgnored: [],
  permissionsOnlyHere: [],
  delivery: null,
  fusedIntoBase: false,
};

function sectionOf(html: string, id: string): string {
  return new RegExp(`<section id="${id}">([^]*?)</section>`).exec(html)?.[1] ?? '';
}

describe('the signature on the page', () => {
  it('tells schemes, keys, validity and the digest of each APK_DIGEST', () => {
    const shown = sectionOf(renderHtml(signedAudit()), 'signature');
    for (const text of [
      'v1 (JAR): read, not verified',
      'v2: verified',
      'v3: invalid',
      '2020-01-02 to 2045-03-04',
      'cannot be decoded',
      'debuggable',
      '1.5 kB',
      '--verify-signatures',
      APK_DIGEST,
      FORMER_KEY,
    ]) {
      expect(shown).toContain(text);
    }
    expect(shown).not.toContain('v3.1');
    // The last of the lineage is the present key, which is told once.
    expect(shown.split(PRESENT_KEY)).toHaveLength(2);
  });

  it('tells the same in Chinese', () => {
    const shown = sectionOf(renderHtml(signedAudit(), 'zh'), 'signature');
    for (const text of [
      'v1（JAR）：仅读取，未验证',
      'v2：已验证',
      'v3：无效',
      '2020-01-02 至 2045-03-04',
      '曾用密钥',
      '可调试',
    ]) {
      expect(shown).toContain(text);
    }
  });

  it('escapes names and problems', () => {
    const shown = sectionOf(renderHtml(signedAudit()), 'signature');
    expect(shown).toContain('CN=&lt;img src=x onerror=alert(1)&gt;');
    expect(shown).not.toMatch(/<img|<b>digest|<base>/);
  });

  it('speaks of verifying only where something was only read, and of keys only where there are some', () => {
    const verified = { ...SIGNER, schemes: { ...SIGNER.schemes, v1: 'absent' } } as const;
    expect(sectionOf(renderHtml(signedAudit(verified)), 'signature')).not.toContain('--verify-signatures');
    const none = { ...SIGNER.schemes, v1: 'absent', v2: 'absent', v3: 'absent' } as const;
    const unsigned = sectionOf(renderHtml(signedAudit({ ...SIGNER, schemes: none, certificates: [] })), 'signature');
    expect(unsigned).toContain('No signature was found.');
    expect(unsigned).not.toContain('Whoever holds these keys');
    expect(renderHtml(cleanAudit())).not.toContain('id="signature"');
  });
});

describe('the modules on the page', () => {
  const modules: AppModule[] = [
    MODULE,
    {
      ...MODULE,
      name: 'split<x>',
      kind: 'feature',
      delivery: 'on-demand',
      fusedIntoBase: true,
      permissionsIgnored: ['android.permission.NFC', 'com.evil.<script>'],
      permissionsOnlyHere: ['android.permission.NFC'],
    },
  ];

  it('are told with what a split asks for in vain', () => {
    const shown = sectionOf(renderHtml(signedAudit(null, modules)), 'modules');
    expect(shown).toContain('on-demand, merged into the base');
    expect(shown.match(/not asked for by the base either/g)).toHaveLength(1);
    expect(shown).toContain('com.evil.&lt;script&gt;');
    expect(shown).not.toMatch(/<script>|split<x>/);
  });

  it('are told in Chinese, and not at all for a single APK_DIGEST', () => {
    const shown = sectionOf(renderHtml(signedAudit(null, modules), 'zh'), 'modules');
    for (const text of ['按需，并入基础模块', '基础模块亦未申请', '申请但不生效的权限']) expect(shown).toContain(text);
    expect(renderHtml(signedAudit())).not.toContain('id="modules"');
  });
});
