/** Combinations: what several permissions and capabilities say together, and none says alone. */
import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import type { AuditRequest } from '../../src/audit/evaluate.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import { evaluateCombination, type PredicateOutcome } from '../../src/audit/combination.js';
import type { Combination } from '../../src/rulebook/types.js';
import { audit, factsOf, fullName, type AppShape } from './facts.js';
import { dataType, madeContext, type Made } from './made-rulebook.js';

const AD_ID = 'com.google.android.gms.permission.AD_ID';
const find = (result: Audit, ruleId: string): Finding | undefined =>
  result.findings.find((finding) => finding.ruleId === ruleId);

/** The finding of a rule on an app of a category, Google Play and CN-39 selected. */
function found(ruleId: string, shape: AppShape, request: Partial<AuditRequest> = {}): Finding | undefined {
  return find(audit({ targetSdk: 36, ...shape }, { category: 'tools_flashlight', ...request }), ruleId);
}

describe('the stalkerware profile', () => {
  const WATCHING = ['ACCESS_COARSE_LOCATION', 'ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS', 'READ_CALL_LOG'];
  const profile = (shape: Partial<AppShape>, request?: Partial<AuditRequest>): Finding | undefined =>
    found('GEN-STALKERWARE-PROFILE', { permissions: WATCHING, ...shape }, request);

  it('is background location with two of the others, costs nothing itself, and names its parts', () => {
    const finding = profile({});
    expect(finding).toMatchObject({ verdict: 'unjustified', severity: 'high', points: 0, composite: true });
    expect(finding?.permissions).toEqual(
      expect.arrayContaining(['ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS', 'READ_CALL_LOG'].map(fullName)),
    );
    expect(finding?.permissions).not.toContain('android.permission.ACCESS_COARSE_LOCATION');
    expect(finding?.evidence.map(({ name }) => name).sort()).toEqual([...(finding?.permissions ?? [])].sort());
  });

  it.each(WATCHING.slice(1))('is not met without %s', (missing) => {
    expect(profile({ permissions: WATCHING.filter((name) => name !== missing) })).toBeUndefined();
  });

  it.each<[string, string[], CapabilityId[]]>([
    ['messages', ['READ_SMS'], []],
    ['sound in the background', ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE'], []],
    [
      'sound in the background, by service',
      ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE'],
      ['foreground-service-microphone'],
    ],
    ['notifications', [], ['notification-listener']],
    ['the screen', [], ['accessibility-service']],
  ])('is met with contacts and %s', (_, permissions, capabilities) => {
    const base = ['ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS'];
    expect(profile({ permissions: [...base, ...permissions], capabilities })).toBeDefined();
    expect(profile({ permissions: base })).toBeUndefined();
  });

  it('does not count the microphone while the app is open', () => {
    expect(profile({ permissions: ['ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS', 'RECORD_AUDIO'] })).toBeUndefined();
  });

  it('does not count what an old target brings, nor a service that can record nothing', () => {
    const permissions = ['ACCESS_FINE_LOCATION', 'READ_CONTACTS', 'READ_SMS'];
    expect(profile({ permissions, targetSdk: 28 })).toBeUndefined();
    expect(profile({ permissions: [...permissions, 'ACCESS_BACKGROUND_LOCATION'], targetSdk: 28 })).toBeDefined();
    const silent = ['ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS'];
    expect(profile({ permissions: silent, capabilities: ['foreground-service-microphone'] })).toBeUndefined();
    // WRITE_CONTACTS brings the call log only to targets below 16.
    expect(profile({ permissions: [...silent, 'WRITE_CONTACTS'], targetSdk: 15, minSdk: 14 })).toBeUndefined();
  });

  it.each<CapabilityId>([
    'monitoring-tool',
    'default-sms-handler',
    'default-dialer-handler',
    'default-assistant-handler',
  ])('is explained by %s', (capability) => {
    expect(profile({ capabilities: [capability] })).toBeUndefined();
  });

  it('leaves out what the category may need', () => {
    // A security app may find the device, and look at callers and senders.
    expect(profile({}, { category: 'security', policies: ['cn-39'] })).toBeUndefined();
    expect(profile({}, { category: 'news', policies: ['cn-39'] })).toBeDefined();
  });

  it('is listed where nobody judges what the app needs', () => {
    for (const category of [null, 'other']) expect(profile({}, { category }), String(category)).toBeDefined();
  });
});

describe('an input method with network access', () => {
  const KEYS: AppShape = { permissions: ['INTERNET'], capabilities: ['input-method'] };

  it('is told of a keyboard for information only', () => {
    const result = audit({ targetSdk: 36, ...KEYS }, { category: 'ime' });
    expect(find(result, 'IME-NETWORK')).toMatchObject({ severity: 'info', points: 0, composite: false });
    expect(find(result, 'IME-NETWORK')?.severityReason).toMatch(/information/);
    expect([result.score, result.verdict]).toEqual([100, 'pass']);
    expect(find(result, 'GEN-KEYBOARD-NETWORK')).toBeUndefined();
  });

  it('weighs more in any other app, where its parts take the points', () => {
    const result = audit({ targetSdk: 36, ...KEYS }, { category: 'news' });
    expect(find(result, 'GEN-KEYBOARD-NETWORK')).toMatchObject({ severity: 'high', points: 0, composite: true });
    expect(find(result, 'GEN-TYPED-TEXT')?.points).toBe(result.points);
  });

  it.each<[string, AppShape]>([
    ['without INTERNET', { ...KEYS, permissions: [] }],
    ['without an input method', { ...KEYS, capabilities: ['autofill-service'] }],
  ])('is not met %s', (_, shape) => {
    expect(found('GEN-KEYBOARD-NETWORK', shape)).toBeUndefined();
    expect(found('IME-NETWORK', shape, { category: 'ime' })).toBeUndefined();
  });
});

describe('an app for children', () => {
  it.each([AD_ID, 'ACCESS_COARSE_LOCATION', 'ACCESS_BACKGROUND_LOCATION'])('that has %s can follow a child', (name) => {
    const shape = { permissions: [name] };
    expect(found('KIDS-TRACKING', shape, { category: 'kids' })).toMatchObject({ severity: 'high', points: 0 });
    const directed = { category: 'education', features: ['child-directed'] };
    expect(found('GEN-CHILD-TRACKING', shape, directed)).toMatchObject({ severity: 'high', points: 0 });
    expect(found('GEN-CHILD-TRACKING', shape, { ...directed, features: [] })).toBeUndefined();
  });

  it('without them cannot', () => {
    const shape = { permissions: ['INTERNET', 'CAMERA'] };
    expect(found('KIDS-TRACKING', shape, { category: 'kids' })).toBeUndefined();
    expect(found('GEN-CHILD-TRACKING', shape, { category: 'game', features: ['child-directed'] })).toBeUndefined();
  });
});

describe('health data with the advertising identifier', () => {
  const heart = 'android.permission.health.READ_HEART_RATE';
  const declared = { category: 'fitness', features: ['health-data'] };

  it.each([heart, 'BODY_SENSORS'])('is found for %s, also where the health data are justified', (name) => {
    const finding = found('GEN-HEALTH-ADVERTISING', { permissions: [name, AD_ID] }, declared);
    expect(finding).toMatchObject({ severity: 'medium', points: 0, permissions: [fullName(name), AD_ID] });
  });

  it.each([[[heart]], [[AD_ID]], [['ACTIVITY_RECOGNITION', AD_ID]]])('is not met by %j', (permissions) => {
    expect(found('GEN-HEALTH-ADVERTISING', { permissions }, declared)).toBeUndefined();
  });
});

describe('a combination by itself', () => {
  const CAMERA = fullName('CAMERA');
  const SHAPE: AppShape = { permissions: ['CAMERA', 'INTERNET'], capabilities: ['vpn-service', 'device-admin'] };
  const of = (combination: Partial<Combination>, features: string[] = [], made: Made = {}): PredicateOutcome | null =>
    evaluateCombination(
      { kind: 'combination', ...combination },
      'unjustified',
      madeContext(factsOf(SHAPE), { dataTypes: [dataType('a', { permissions: [CAMERA] })], ...made }, { features }),
    );
  const names = (outcome: PredicateOutcome | null): string[] | undefined => outcome?.evidence.map(({ name }) => name);

  it('rests on its parts alone', () => {
    const both: Partial<Combination> = {
      allOf: [{ permissions: [CAMERA] }],
      anyOf: [{ capabilities: ['vpn-service'] }],
    };
    expect(names(of(both))).toEqual([CAMERA, 'vpn-service']);
    expect(names(of({ allOf: [{ dataTypes: ['a'] }] }))).toEqual([CAMERA]);
    expect(of({ allOf: [{ dataTypes: ['nowhere'] }] })).toBeNull();
    expect(of({ allOf: [{}] })).toBeNull();
  });

  it('counts what the category needs, unless it says otherwise', () => {
    const needed: Made = {
      category: { necessary: [{ permissions: [CAMERA], capabilities: [], why: { en: 'need' } }] },
    };
    const any: Partial<Combination> = { anyOf: [{ permissions: [CAMERA] }] };
    expect(names(of(any, [], needed))).toEqual([CAMERA]);
    expect(of({ ...any, exceptNeeded: true }, [], needed)).toBeNull();
    expect(names(of({ ...any, exceptNeeded: true }))).toEqual([CAMERA]);
    const harmless: Partial<Combination> = { anyOf: [{ permissions: [fullName('INTERNET')] }], exceptNeeded: true };
    expect(names(of(harmless))).toEqual([fullName('INTERNET')]);
  });

  it('is met in apps that declare one of its features', () => {
    const asked: Partial<Combination> = { allOf: [{ permissions: [CAMERA] }], requiresFeatures: ['x', 'y'] };
    expect([of(asked) === null, of(asked, ['y']) === null]).toEqual([true, false]);
  });
});
