import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/inputs/open-input.js';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import { FORMATS, renderReport, type FormatId } from '../../src/report/formats.js';
import { CSV_FORMATS, isCsv } from '../../src/report/csv/kinds.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

function audit(input: string | string[] | Uint8Array): Audit {
  return auditApp(openInput(input), builtinRulebook(), {
    category: 'lending',
    policies: ['article', 'cn-39', 'google-play'],
    features: [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0.0.0' },
    words: AUDIT_WORDS,
  });
}

/** CSV has one kind of record in a file: what the others tell in one report, it tells in all of its files. */
const formats = (Object.keys(FORMATS) as FormatId[]).filter((format) => format === 'csv' || !isCsv(format));

/** The report without line breaks inside words: a narrow terminal cuts digests and sentences. */
async function render(of: Audit, format: FormatId): Promise<string> {
  const text = { columns: 200, colorLevel: 0, unicode: true, view: 'details' } as const;
  const files = format === 'csv' ? CSV_FORMATS : [format];
  const told = await Promise.all(files.map((file) => renderReport(of, file, { text })));
  return told.join('').replace(/\s+/g, ' ');
}

describe.each(formats)('%s', (format) => {
  it('names the digests of the input, of each APK and of the signer, and the version', async () => {
    const set = audit('fixtures/inputs/files/sai.apks');
    const report = await render(set, format);
    const { identity, subject } = set;
    expect(identity?.apks).toHaveLength(3);
    for (const { name, sha256 } of identity?.apks ?? []) {
      expect(report).toContain(sha256);
      expect(report).toContain(name);
    }
    expect(report).toContain(subject.sha256!);
    expect(report).toContain(identity!.signer!.certificates[0]!.sha256);
    expect(report).toMatch(/v3.{0,12}(present|only read|read, not verified)/);
    expect(report).toMatch(/\b3\b/);
  });

  it('tells what each module asks for in vain and what its components bring', async () => {
    const report = await render(audit('fixtures/inputs/files/watch-service.aab'), format);
    for (const told of ['watch', 'install-time', 'RECEIVE_SMS', 'accessibility-service']) {
      expect(report).toContain(told);
    }
    expect(report).toMatch(/merged.into.the.base|merged-into-base|"fusedIntoBase": ?true/);
  });

  it('tells how it was built, and the line of each finding', async () => {
    const manifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.app">
      <uses-sdk android:minSdkVersion="24" android:targetSdkVersion="27"/>
      <application android:debuggable="true" android:testOnly="true" android:usesCleartextTraffic="true"/>
           <uses-permission android:name="android.permission.READ_CONTACTS"/>
    </manifest>`;
    const report = await render(audit(Buffer.from(manifest)), format);
    expect(report).toMatch(/debuggable/);
    expect(report).toMatch(/test ?only/i);
    expect(report).toMatch(/unencrypted traffic allowed|cleartext/i);
    expect(report).toMatch(/line 4:12|"line": ?4, ?"column": ?12|,4,12[,\s]|"startLine": ?4, ?"startColumn": ?12/);
  });

  it('tells where an error is', async () => {
    const report = await render(audit(Buffer.from('<manifest package="a.b">\n  <application>\n</manifest>')), format);
    expect(report).toMatch(/XML_SYNTAX/);
    expect(report).toMatch(/line 3:1|"line": ?3, ?"column": ?1|,3,1[,\s]|"startLine": ?3, ?"startColumn": ?1/);
  });
});

describe('unencrypted traffic', () => {
  const of = (target: number, more = ''): Promise<string> =>
    render(
      audit(
        Buffer.from(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.app">
          <uses-sdk android:targetSdkVersion="${target}"/><application ${more}/></manifest>`),
      ),
      'text',
    );

  it('is allowed by default up to target 27, and where the app says so', async () => {
    expect(await of(27)).toContain('unencrypted traffic allowed by default');
    expect(await of(28)).not.toContain('unencrypted');
    expect(await of(27, 'android:usesCleartextTraffic="false"')).not.toContain('unencrypted');
    expect(await of(34, 'android:usesCleartextTraffic="true"')).toContain('unencrypted traffic allowed');
  });
});
