/** What Android's roles ask for, and what is missing: each required component taken away in turn. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import type { Component, IntentFilter } from '../../src/facts/facts.js';
import { capabilitiesOf } from '../../src/manifest/capabilities.js';
import { HANDLER_ROLES, hasBegunRole, missingForRole, roleComponents, type RoleId } from '../../src/manifest/roles.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { factsOf, manifestOf } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { AUDIT_EN } from '../../src/words/en/audit.js';

const DEFAULT = 'android.intent.category.DEFAULT';
const BROWSABLE = 'android.intent.category.BROWSABLE';
const HOME = 'android.intent.category.HOME';
const filter = (
  action: string,
  data: Partial<IntentFilter['data'][number]>[] = [],
  ...categories: string[]
): IntentFilter => ({
  actions: [action],
  categories,
  data: data.map((one) => ({ scheme: null, host: null, mimeType: null, ...one })),
});
const part = (kind: Component['kind'], intentFilter: IntentFilter, permission: string | null = null): Component => ({
  kind,
  name: `com.example.${kind}`,
  permission: permission === null ? null : `android.permission.${permission}`,
  exported: true,
  enabled: true,
  foregroundServiceType: 0,
  intentFilters: [intentFilter],
  metaData: [],
  offset: 0,
});
const meta = (name: string, value: string | null): Component['metaData'][number] => ({ name, value, resource: null });

const DIAL = 'android.intent.action.DIAL';
const CALLS: Component = {
  ...part('service', filter('android.telecom.InCallService'), 'BIND_INCALL_SERVICE'),
  metaData: [meta('android.telecom.IN_CALL_SERVICE_UI', 'true')],
};
const PARTS: Record<RoleId, Component[]> = {
  dialer: [
    part('activity', filter(DIAL, [], DEFAULT)),
    part('activity-alias', filter(DIAL, [{ scheme: 'tel' }], DEFAULT)),
    CALLS,
  ],
  sms: [
    part('receiver', filter('android.provider.Telephony.SMS_DELIVER'), 'BROADCAST_SMS'),
    part(
      'receiver',
      filter('android.provider.Telephony.WAP_PUSH_DELIVER', [{ mimeType: 'application/vnd.wap.mms-message' }]),
      'BROADCAST_WAP_PUSH',
    ),
    part(
      'service',
      filter('android.intent.action.RESPOND_VIA_MESSAGE', [{ scheme: 'smsto' }]),
      'SEND_RESPOND_VIA_MESSAGE',
    ),
    part('activity', filter('android.intent.action.SENDTO', [{ scheme: 'sms' }, { scheme: 'smsto' }], DEFAULT)),
  ],
  assistant: [part('activity', filter('android.intent.action.ASSIST', [], DEFAULT))],
  'call-screening': [part('service', filter('android.telecom.CallScreeningService'), 'BIND_SCREENING_SERVICE')],
  'call-redirection': [
    part('service', filter('android.telecom.CallRedirectionService'), 'BIND_CALL_REDIRECTION_SERVICE'),
  ],
  browser: [
    part(
      'activity',
      filter('android.intent.action.VIEW', [{ scheme: 'http' }, { scheme: 'https' }], DEFAULT, BROWSABLE),
    ),
  ],
  home: [part('activity', filter('android.intent.action.MAIN', [], DEFAULT, HOME))],
};
const withParts = (components: Component[], targetSdk = 36): ReturnType<typeof manifestOf> => ({
  ...manifestOf({ permissions: [], targetSdk }),
  components,
});
const EACH = Object.entries(PARTS) as [RoleId, Component[]][];

/** Ways in which a component is not what a role asks for. */
const SPOILT: readonly [string, (one: Component) => Component | null][] = [
  ['is of another kind', (one) => ({ ...one, kind: 'provider' })],
  ['is not exported', (one) => ({ ...one, exported: false })],
  ['is disabled', (one) => ({ ...one, enabled: false })],
  ['has no filter', (one) => ({ ...one, intentFilters: [] })],
  ['anybody may call', (one) => (one.permission === null ? null : { ...one, permission: null })],
  ['another permission guards', (one) => (one.permission === null ? null : { ...one, permission: 'com.example.P' })],
  ['has no meta-data', (one) => (one.metaData.length === 0 ? null : { ...one, metaData: [] })],
  ['has another action', (one) => withFilter(one, () => ({ actions: ['android.intent.action.SEND'] }))],
  [
    'is no default',
    (one) => (one.kind.startsWith('activity') ? withFilter(one, () => ({ categories: [BROWSABLE, HOME] })) : null),
  ],
  [
    'takes one host only',
    (one) =>
      one.intentFilters.some(({ data }) => data.some(({ scheme }) => scheme !== null))
        ? withFilter(one, ({ data }) => ({ data: data.map((at) => ({ ...at, host: 'example.com' })) }))
        : null,
  ],
  ['takes other data', (one) => withFilter(one, () => ({ data: [{ scheme: 'geo', host: null, mimeType: null }] }))],
];
function withFilter(one: Component, change: (intentFilter: IntentFilter) => Partial<IntentFilter>): Component {
  return { ...one, intentFilters: one.intentFilters.map((at) => ({ ...at, ...change(at) })) };
}

describe.each(EACH)('the role %s', (role, parts) => {
  it('is met by its required components, and by none of them left out', () => {
    expect(missingForRole(withParts(parts), role)).toEqual([]);
    expect(missingForRole(withParts([]), role)).toHaveLength(parts.length);
    for (const left of parts) {
      expect(missingForRole(withParts(parts.filter((one) => one !== left)), role)).toHaveLength(1);
    }
  });

  it.each(SPOILT)('is not met by a component that %s', (_, spoil) => {
    for (const one of parts) {
      const spoilt = spoil(one);
      if (spoilt === null) continue;
      const rest = [...parts.filter((other) => other !== one), spoilt];
      expect(missingForRole(withParts(rest), role)).toHaveLength(1);
      expect(roleComponents(withParts(rest), role)).toEqual([]);
    }
  });

  it('is what its capability says, on any of its components', () => {
    const [id] = Object.entries(HANDLER_ROLES).find(([, of]) => of === role) ?? [];
    if (id === undefined) return;
    for (let set = 0; set < 1 << parts.length; set++) {
      const manifest = withParts(parts.filter((__, at) => (set & (1 << at)) !== 0));
      const shown = capabilitiesOf(manifest, [16, 37]).some((one) => one.id === id);
      expect(shown).toBe(missingForRole(manifest, role).length === 0);
    }
  });

  it('counts a component without exported, which a filter exports', () => {
    expect(missingForRole(withParts(parts.map((one) => ({ ...one, exported: null }))), role)).toEqual([]);
  });

  it('has begun with a part of it, or with its only service where no intent reaches that', () => {
    expect(hasBegunRole(withParts([]), role)).toBe(false);
    expect(hasBegunRole(withParts(parts), role)).toBe(false);
    for (const one of parts) {
      if (parts.length > 1) expect(hasBegunRole(withParts([one]), role)).toBe(true);
      const isBound = parts.length === 1 && one.permission !== null;
      expect(hasBegunRole(withParts([{ ...one, intentFilters: [] }]), role)).toBe(isBound);
    }
  });
});

it('the phone role asks for a call screen from target 33 on, and not for one of a car', () => {
  const parts = PARTS.dialer.slice(0, 2);
  expect(missingForRole(withParts(parts, 32), 'dialer')).toEqual([]);
  const missing = missingForRole(withParts(parts, 33), 'dialer');
  expect(AUDIT_EN.TAKE_ROLE({ role: 'dialer', missing })).toBe(
    'Let Android offer it as the default phone app: add <service> InCallService (BIND_INCALL_SERVICE) ' +
      'IN_CALL_SERVICE_UI=true without IN_CALL_SERVICE_CAR_MODE_UI=true, exported and enabled',
  );
  const screen = (...metaData: Component['metaData'][number][]): number =>
    missingForRole(withParts([...parts, { ...CALLS, metaData }]), 'dialer').length;
  const car = 'android.telecom.IN_CALL_SERVICE_CAR_MODE_UI';
  expect(screen(...CALLS.metaData, meta(car, 'false'))).toBe(0);
  expect(screen(...CALLS.metaData, meta(car, 'true'))).toBe(1);
  expect(screen(meta('android.telecom.IN_CALL_SERVICE_UI', 'false'))).toBe(1);
});

it('a voice interaction service makes an assistant too, once it says what it is made of', () => {
  const service = part('service', filter('android.service.voice.VoiceInteractionService'), 'BIND_VOICE_INTERACTION');
  expect(missingForRole(withParts([service]), 'assistant')).toHaveLength(1);
  const metaData = [{ name: 'android.voice_interaction', value: null, resource: 0x7f010000 }];
  expect(missingForRole(withParts([{ ...service, metaData }]), 'assistant')).toEqual([]);
});

it('a browser takes http:, not https: alone', () => {
  const [browser] = PARTS.browser;
  const [shown] = browser?.intentFilters ?? [];
  const secure = { ...shown, data: [{ scheme: 'https', host: null, mimeType: null }] } as IntentFilter;
  expect(missingForRole(withParts([part('activity', secure)]), 'browser')).toHaveLength(1);
});

function auditOf(category: string | null, permissions: string[], components: Component[] = []): Audit {
  const plain = factsOf({ permissions, targetSdk: 36 });
  const manifest = { ...manifestOf({ permissions, targetSdk: 36 }), components };
  const facts = { ...plain, manifest, capabilities: capabilitiesOf(manifest, plain.apiRange) };
  const request = { category, policies: ['google-play'], features: ['parental-control'], asOf: '2026-11-23' };
  return auditApp(facts, builtinRulebook(), {
    ...request,
    tool: { name: 'permaudit', version: '0' },
    words: AUDIT_WORDS,
  });
}
const adviceOn = (result: Audit, dataType: string): string =>
  result.findings.find((finding: Finding) => finding.dataType === dataType)?.remediation[0] ?? '';

describe('advice', () => {
  it('tells a phone app without the filters which ones Android asks for', () => {
    const result = auditOf('dialer_sms', ['READ_CALL_LOG'], PARTS.dialer.slice(0, 1));
    expect(adviceOn(result, 'call-log')).toContain('<activity> DIAL DEFAULT tel:');
    expect(adviceOn(result, 'call-log')).not.toContain('without data');
    expect(adviceOn(result, 'call-log')).not.toContain('drop it');
    const [note] = result.notes.filter(({ code }) => code === 'ROLE_INCOMPLETE');
    expect(note?.data).toMatchObject({ role: 'dialer' });
  });

  it('names both roles to an app for calls and messages that has begun none', () => {
    const notes = auditOf('dialer_sms', ['READ_SMS']).notes.filter(({ code }) => code === 'ROLE_INCOMPLETE');
    expect(notes.map(({ data }) => data)).toMatchObject([{ role: 'dialer' }, { role: 'sms' }]);
  });

  it.each(['dialer', 'sms'] as const)('is silent once the app qualifies as %s', (role) => {
    const result = auditOf('dialer_sms', [], PARTS[role]);
    expect(result.notes.filter(({ code }) => code === 'ROLE_INCOMPLETE')).toEqual([]);
  });

  it.each([
    ['contacts_mgr', 'call-screening'],
    ['security', 'call-redirection'],
    [null, 'call-screening'],
  ] as const)('tells %s with a service that no intent reaches what the role %s asks for', (category, role) => {
    const services = PARTS[role].map((one) => ({ ...one, intentFilters: [] }));
    const [note] = auditOf(category, [], services).notes.filter(({ code }) => code === 'ROLE_INCOMPLETE');
    expect(note?.data).toMatchObject({ role });
    expect(note === undefined ? '' : ENGLISH.note(note)).toMatch(/<service> Call(Screening|Redirection)Service/);
  });

  it('never tells a loan app how to become the text message app', () => {
    const result = auditOf('lending', ['READ_SMS'], PARTS.sms.slice(1));
    expect(result.notes.filter(({ code }) => code === 'ROLE_INCOMPLETE')).toEqual([]);
    expect(result.findings.flatMap(({ remediation }) => remediation).join()).not.toContain('SMS_DELIVER');
  });

  it.each([
    ['browser', 'BROWSABLE'],
    ['launcher_theme', 'HOME'],
  ])('tells a %s of its role', (category, word) => {
    const [note] = auditOf(category, []).notes.filter(({ code }) => code === 'ROLE_INCOMPLETE');
    expect(note === undefined ? '' : ENGLISH.note(note)).toContain(word);
  });

  it('tells an app that watches over others to say so', () => {
    const advice = auditOf('parental_mdm', ['ACCESS_BACKGROUND_LOCATION', 'ACCESS_FINE_LOCATION']);
    expect(adviceOn(advice, 'location-background')).toContain('isMonitoringTool');
  });
});
