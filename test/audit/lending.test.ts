/** The known-good and the known-bad lending manifest, and the score rules on real rules. */
import { describe, expect, it } from 'vitest';
import { audit, ruleIds } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';

const GOOD = [
  'INTERNET',
  'ACCESS_NETWORK_STATE',
  'POST_NOTIFICATIONS',
  'CAMERA',
  'USE_BIOMETRIC',
  'ACCESS_COARSE_LOCATION',
];
const BAD = [
  'READ_CONTACTS',
  'READ_SMS',
  'RECORD_AUDIO',
  'READ_EXTERNAL_STORAGE',
  'WRITE_EXTERNAL_STORAGE',
  'ACCESS_FINE_LOCATION',
  'QUERY_ALL_PACKAGES',
];
const BAD_RULES = [
  'LEND-APP-INVENTORY',
  'LEND-CONTACTS-READ',
  'LEND-HARASSMENT-KIT',
  'LEND-LOCATION-PRECISE',
  'LEND-MEDIA-READ',
  'LEND-MIC',
  'LEND-SMS-READ',
  'LEND-STORAGE-MODIFY',
];

describe('lending', () => {
  it('gives the known-good manifest an A and nothing above low', () => {
    const result = audit({ permissions: GOOD, targetSdk: 36 });
    expect([result.grade, result.verdict]).toEqual(['A', 'pass']);
    expect(result.findings.filter(({ severity }) => severity !== 'low' && severity !== 'info')).toEqual([]);
  });

  it('gives it full marks once the features are declared', () => {
    const result = audit(
      { permissions: GOOD, targetSdk: 36 },
      { features: ['kyc-camera', 'fraud-location', 'notifications'] },
    );
    expect(result.score).toBe(100);
    expect(result.findings).toEqual([]);
    expect(result.justified.map(({ ruleId }) => ruleId).sort()).toEqual([
      'LEND-CAMERA-KYC',
      'LEND-LOCATION-COARSE',
      'LEND-NOTIFICATIONS',
    ]);
  });

  it('gives the known-bad manifest an F and exactly the listed rules', () => {
    const result = audit({ permissions: BAD, targetSdk: 36 });
    expect([result.grade, result.verdict]).toEqual(['F', 'fail']);
    expect(ruleIds(result)).toEqual(BAD_RULES);
  });

  it.each(['en', 'zh'] as const)('tells of each of the four of the article in its own words, in %s', (lang) => {
    const result = audit(
      { permissions: ['RECORD_AUDIO', 'READ_CONTACTS', 'READ_SMS', 'READ_MEDIA_IMAGES'], targetSdk: 36 },
      { lang },
    );
    expect([result.grade, result.verdict]).toEqual(['F', 'fail']);
    const alone = result.findings.filter(({ composite }) => !composite);
    const told = alone.flatMap(({ ruleId, articleQuote, clauses }) => {
      const quotes = clauses.filter(({ source }) => source === 'ARTICLE').map(({ quote }) => quote);
      return quotes.length === 0 ? [] : [[ruleId, articleQuote, quotes.includes(articleQuote)]];
    });
    expect(told.sort()).toEqual([
      [
        'LEND-CONTACTS-READ',
        'If the borrower wants to allow the APP to access the mobile phone address book and short messages, then 360 IOUs can get all the mobile phone numbers and short messages saved by the borrower.',
        true,
      ],
      [
        'LEND-MEDIA-READ',
        "The 4.app also obtains the photo access right of the user's mobile phone, and you can access all photos and videos in the user's mobile phone at any time in the background",
        true,
      ],
      ['LEND-MIC', 'The borrower must grant the microphone permission, which is illegal.', true],
      [
        'LEND-SMS-READ',
        'If the borrower wants to allow the APP to access the mobile phone address book and short messages, then 360 IOUs can get all the mobile phone numbers and short messages saved by the borrower.',
        true,
      ],
    ]);
    expect(
      result.findings.every(({ articleTranslation }) => (articleTranslation === undefined) === (lang === 'en')),
    ).toBe(true);
  });

  it.each([
    ['READ_CONTACTS', 'review'],
    ['READ_SMS', 'review'],
    ['READ_MEDIA_IMAGES', 'review'],
    ['WRITE_EXTERNAL_STORAGE', 'review'],
    ['RECORD_AUDIO', 'fail'],
  ])('by the article alone, %s is for %s: it calls only the microphone illegal', (permission, verdict) => {
    const result = audit({ permissions: [permission], targetSdk: 36 }, { policies: ['article'] });
    expect(result.verdict).toBe(verdict);
    expect(result.findings[0]?.verdict).toBe(verdict === 'fail' ? 'prohibited' : 'unjustified');
  });

  it('by the article alone, everything it names but the microphone is for review at most, together too', () => {
    const permissions = ['READ_CONTACTS', 'READ_SMS', 'RECEIVE_SMS', 'READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO'];
    const result = audit({ permissions, targetSdk: 36 }, { policies: ['article'] });
    expect(ruleIds(result)).toContain('LEND-HARASSMENT-KIT');
    expect(result.verdict).toBe('review');
    expect(result.findings.filter(({ verdict }) => verdict === 'prohibited')).toEqual([]);
  });

  it('by the Chinese texts alone, nothing is barred', () => {
    const result = audit({ permissions: BAD, targetSdk: 36 }, { policies: ['cn-39', 'cn-191-164'] });
    expect(result.verdict).toBe('review');
    expect(result.findings.filter(({ verdict }) => verdict === 'prohibited')).toEqual([]);
  });

  it('adds the rule on old targets when the target is 32 or less', () => {
    expect(ruleIds(audit({ permissions: BAD, targetSdk: 32 }))).toEqual(
      [...BAD_RULES, 'LEND-IMPLIED-LOWTARGET'].sort(),
    );
  });

  it('counts the composite with its parts and not by itself', () => {
    const result = audit({ permissions: BAD, targetSdk: 34 });
    const kit = result.findings.find(({ ruleId }) => ruleId === 'LEND-HARASSMENT-KIT');
    expect([kit?.severity, kit?.points]).toEqual(['critical', 0]);
    expect(result.points).toBe(25 * 5 + 15 * 2);
  });

  it('counts a data type once, at its worst permission', () => {
    const one = audit({ permissions: ['READ_MEDIA_IMAGES'] });
    const three = audit({ permissions: ['READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_EXTERNAL_STORAGE'] });
    expect(three.score).toBe(one.score);
  });

  it('names what hides in an old target', () => {
    const result = audit({ permissions: ['READ_CONTACTS'], targetSdk: 15 });
    const callLog = result.findings.find(({ ruleId }) => ruleId === 'LEND-CALLLOG');
    expect(callLog?.evidence[0]).toMatchObject({
      kind: 'implied-permission',
      name: 'android.permission.READ_CALL_LOG',
    });
    expect(callLog?.evidence.map(ENGLISH.evidence)[0]).toBe('implied by READ_CONTACTS because targetSdk < 16');
  });

  it('does not count a request that no audited version honours', () => {
    const result = audit({ permissions: [{ name: 'READ_CONTACTS', maxSdkVersion: 20 }], targetSdk: 36 });
    expect(result.findings).toEqual([]);
    expect(result.permissions[0]).toMatchObject({ name: 'android.permission.READ_CONTACTS', apiRange: null });
  });

  it('lets a default SMS app be one where only the store speaks', () => {
    const shape = { permissions: ['READ_SMS'] };
    const barred = audit(shape, { policies: ['google-play'] });
    const handler = audit({ ...shape, capabilities: ['default-sms-handler'] }, { policies: ['google-play'] });
    expect(barred.findings[0]).toMatchObject({ verdict: 'prohibited', severity: 'critical' });
    expect(handler.findings[0]).toMatchObject({ verdict: 'unjustified', severity: 'high' });
  });

  it('judges by the date asked for', () => {
    const before = audit({ permissions: ['READ_CONTACTS'] }, { policies: ['google-play'], asOf: '2023-01-01' });
    const after = audit({ permissions: ['READ_CONTACTS'] }, { policies: ['google-play'] });
    expect(before.findings[0]?.verdict).toBe('unjustified');
    expect(after.findings[0]?.verdict).toBe('prohibited');
  });

  it('warns of a clause on a capability that is not yet in force', () => {
    const app = { permissions: [], capabilities: ['accessibility-service' as const], targetSdk: 36 };
    const request = { policies: ['eu-gdpr'], asOf: '2017-01-01' };
    const warned = audit(app, request).notes.filter(({ code }) => code === 'FUTURE_CLAUSE');
    expect(warned.map(ENGLISH.note).join()).toContain('accessibility-service');
    expect(audit({ ...app, capabilities: [] }, request).notes.map(({ code }) => code)).not.toContain('FUTURE_CLAUSE');
  });

  it('warns of a clause that is announced and not yet in force', () => {
    const result = audit(
      { permissions: ['READ_CONTACTS'], targetSdk: 37 },
      { policies: ['google-play'], asOf: '2026-09-01' },
    );
    const clause = result.findings[0]?.clauses.find(({ state }) => state === 'announced');
    expect(clause).toMatchObject({ effective: '2027-01-27' });
    expect(result.notes.map(({ code }) => code)).toContain('FUTURE_CLAUSE');
  });

  it('makes what other readers are shown a finding of its own, and an oddity none', () => {
    const anomaly = {
      code: 'ANOM_ZIP_METHOD',
      severity: 'high',
      data: { problem: 'entry', method: '0x7600' },
      offset: 5,
      path: 'AndroidManifest.xml',
      evidence: 'method=0x7600',
    } as const;
    const shape = { permissions: GOOD, anomalies: [{ ...anomaly, android: [24, 37] as const }] };
    const odd = audit(shape);
    expect(odd.findings.map(({ ruleId }) => ruleId)).not.toContain('MANIFEST-EVASION');
    expect([odd.score, odd.outcome]).toEqual([audit({ permissions: GOOD }).score, 'complete-with-anomalies']);
    const result = audit({
      ...shape,
      divergences: [
        {
          kind: 'formats',
          what: 'permission',
          android: ['android.permission.CAMERA'],
          documented: [],
          obstacle: null,
          apiRanges: [[28, 37]],
          omitted: 0,
          how: ['ANOM_ZIP_METHOD'],
        },
      ],
    });
    expect(result.findings[0]).toMatchObject({
      ruleId: 'MANIFEST-EVASION',
      severity: 'critical',
      verdict: 'unjustified',
      apiRange: [28, 37],
      evidence: [{ kind: 'divergence', name: 'permission' }],
    });
    // No text bars it, so that by itself it is no failure.
    expect([result.grade, result.verdict, result.outcome]).toEqual(['C', 'review', 'complete-with-anomalies']);
  });
});

describe('without a category', () => {
  it('says so first, and leaves unexplained what no text speaks of', () => {
    const result = audit({ permissions: ['READ_CONTACTS', 'READ_SMS', 'CAMERA'], targetSdk: 36 }, { category: null });
    expect(result.notes[0]?.code).toBe('NO_CATEGORY');
    expect(result.findings.map(({ ruleId, verdict, severity }) => [ruleId, verdict, severity])).toEqual([
      ['GEN-SMS', 'prohibited', 'critical'],
      ['GEN-CONTACTS', 'unexplained', 'medium'],
      ['GEN-CAMERA', 'unexplained', 'low'],
    ]);
  });
});
