/** What Android's roles ask for, and what is missing: each required component taken away in turn. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import type { Component, IntentFilter } from '../../src/facts/facts.js';
import { capabilitiesOf } from '../../src/manifest/capabilities.js';
import { missingForRole, roleParts, type RoleId } from '../../src/manifest/roles.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { factsOf, manifestOf } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { AUDIT_EN } from '../../src/words/en/audit.js';

const filter = (
  action: string,
  data: Partial<IntentFilter['data'][number]>[] = [],
  category?: string,
): IntentFilter => ({
  actions: [action],
  categories: category === undefined ? [] : [category],
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

const DIAL = 'android.intent.action.DIAL';
const PARTS: Record<RoleId, Component[]> = {
  dialer: [
    part('activity', filter(DIAL)),
    part('activity-alias', filter(DIAL, [{ scheme: 'tel' }])),
    part('service', filter('android.telecom.InCallService'), 'BIND_INCALL_SERVICE'),
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
    part('activity', filter('android.intent.action.SENDTO', [{ scheme: 'smsto' }])),
  ],
  assistant: [part('activity', filter('android.intent.action.ASSIST'))],
  browser: [
    part('activity', filter('android.intent.action.VIEW', [{ scheme: 'http' }], 'android.intent.category.BROWSABLE')),
  ],
  home: [part('activity', filter('android.intent.action.MAIN', [], 'android.intent.category.HOME'))],
};
const withParts = (components: Component[], targetSdk = 36): ReturnType<typeof manifestOf> => ({
  ...manifestOf({ permissions: [], targetSdk }),
  components,
});

describe.each(Object.entries(PARTS) as [RoleId, Component[]][])('the role %s', (role, parts) => {
  it('is met by its required components, and by none of them left out', () => {
    expect(missingForRole(withParts(parts), role)).toEqual([]);
    expect(roleParts(withParts([]), role)).toBe(parts.length);
    expect(missingForRole(withParts([]), role)).toHaveLength(parts.length);
    for (const left of parts) {
      expect(missingForRole(withParts(parts.filter((one) => one !== left)), role)).toHaveLength(1);
    }
  });

  it('is not met by a component of another kind, or that anybody may call', () => {
    for (const one of parts) {
      const others = parts.filter((other) => other !== one);
      expect(missingForRole(withParts([...others, { ...one, kind: 'provider' }]), role)).toHaveLength(1);
      if (one.permission !== null)
        expect(missingForRole(withParts([...others, { ...one, permission: null }]), role)).toHaveLength(1);
    }
  });
});

it('the phone role asks for a call screen from target 33 on', () => {
  const parts = PARTS.dialer.slice(0, 2);
  expect(missingForRole(withParts(parts, 32), 'dialer')).toEqual([]);
  const missing = missingForRole(withParts(parts, 33), 'dialer');
  expect(AUDIT_EN.TAKE_ROLE({ role: 'dialer', missing })).toContain(
    ': add <service> InCallService (BIND_INCALL_SERVICE)',
  );
});

it('a voice interaction service makes an assistant too', () => {
  const service = part('service', filter('android.service.voice.VoiceInteractionService'), 'BIND_VOICE_INTERACTION');
  expect(missingForRole(withParts([service]), 'assistant')).toEqual([]);
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
    expect(adviceOn(result, 'call-log')).toContain('<activity> DIAL tel:');
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
