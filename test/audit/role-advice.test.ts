/** Which roles an app is told of: those of its kind, and those of another that it has begun to take. */
import { describe, expect, it } from 'vitest';
import { incompleteRoles, withExceptions } from '../../src/audit/role-advice.js';
import { auditContext, type AuditContext } from '../../src/audit/request.js';
import type { CapabilityId, Component } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { judge, type Judgement } from '../../src/audit/verdicts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { factsOf } from './facts.js';

const part = (
  kind: Component['kind'],
  action: string,
  scheme: string | null,
  permission: string | null,
): Component => ({
  ...{ kind, name: `com.example.${kind}`, exported: true, enabled: true, foregroundServiceType: 0 },
  metaData: [{ name: 'android.telecom.IN_CALL_SERVICE_UI', value: 'true', resource: null }],
  permission: permission === null ? null : `android.permission.${permission}`,
  intentFilters: [
    {
      actions: [action],
      categories: ['android.intent.category.DEFAULT'],
      data: scheme === null ? [] : [{ scheme, host: null, mimeType: null }],
    },
  ],
  offset: 0,
});
const DIAL = part('activity', 'android.intent.action.DIAL', null, null);
const DIALER = [
  DIAL,
  part('activity-alias', 'android.intent.action.DIAL', 'tel', null),
  part('service', 'android.telecom.InCallService', null, 'BIND_INCALL_SERVICE'),
];
const SENDTO = part('activity', 'android.intent.action.SENDTO', 'smsto', null);

function contextOf(category: string | null, components: Component[]): AuditContext {
  const facts = factsOf({ permissions: ['READ_SMS'], targetSdk: 36 });
  const manifest = facts.manifest === null ? null : { ...facts.manifest, components };
  return auditContext({ ...facts, manifest }, builtinRulebook(), {
    ...{ category, policies: [], features: [], asOf: '2026-11-23', words: AUDIT_WORDS },
    tool: { name: 'permaudit', version: '0' },
  });
}
const roles = (category: string | null, ...components: Component[]): string[] =>
  incompleteRoles(contextOf(category, components)).map(({ role }) => role);

describe('an app', () => {
  it.each<[string | null, string[]]>([
    ['dialer_sms', ['dialer', 'sms']],
    ['automation_a11y', ['assistant']],
    ['browser', ['browser']],
    ['launcher_theme', ['home']],
    ['lending', []],
    ['im', []],
    ['other', []],
    [null, []],
  ])('of the kind %s that has begun nothing is told of %j', (category, expected) => {
    expect(roles(category)).toEqual(expected);
  });

  it.each<[string | null, boolean]>([
    [null, true],
    ['other', true],
    ['im', true],
    ['contacts_mgr', true],
    ['security', true],
    ['dialer_sms', true],
    ['lending', false],
    ['news', false],
  ])('of the kind %s that has begun a role is told of it: %s', (category, isTold) => {
    expect([...new Set(roles(category, DIAL))]).toEqual(isTold ? ['dialer'] : []);
    expect([...new Set(roles(category, SENDTO))]).toEqual(isTold ? ['sms'] : []);
    expect([...new Set(roles(category, ...DIALER))]).toEqual([]);
  });

  it('is told what is missing, and nothing where the manifest was not read', () => {
    const context = contextOf(null, DIALER.slice(0, 2));
    expect(incompleteRoles(context)).toMatchObject([{ role: 'dialer' }]);
    expect(incompleteRoles(context)[0]?.missing).toHaveLength(1);
    expect(incompleteRoles({ ...context, facts: { ...context.facts, manifest: null } })).toEqual([]);
  });
});

describe('advice on what texts except', () => {
  const ADVICE = ['do without'];
  function advised(category: string | null, lifts: CapabilityId[], components: Component[] = []): readonly string[] {
    const context = contextOf(category, components);
    const bare: Judgement = judge('android.permission.READ_SMS', context);
    const clauses = builtinRulebook().policies.flatMap(({ id, clauses: all }) => all.map((clause) => ({ id, clause })));
    const cited = clauses.slice(0, 1).map(({ id, clause: { unlessCapabilities: _, ...clause } }) => ({
      ...{ policy: id, state: 'in-force' as const },
      clause: lifts.length === 0 ? clause : { ...clause, unlessCapabilities: lifts },
    }));
    return withExceptions([{ ...bare, cited }], ADVICE, context);
  }

  it.each<[string | null, CapabilityId[], Component[], RegExp[]]>([
    ['dialer_sms', [], [], [/^do without$/]],
    ['dialer_sms', ['default-dialer-handler'], [], [/DIAL/, /./]],
    ['dialer_sms', ['default-sms-handler'], [], [/SMS_DELIVER/, /./]],
    ['dialer_sms', ['default-sms-handler', 'default-dialer-handler'], [], [/DIAL/, /SMS_DELIVER/, /./]],
    ['automation_a11y', ['default-assistant-handler'], [], [/ASSIST/, /./]],
    ['lending', ['default-sms-handler'], [], [/^do without$/]],
    ['browser', ['default-sms-handler'], [], [/^do without$/]],
    [null, ['default-dialer-handler'], [DIAL], [/DIAL/, /./]],
    ['news', ['monitoring-tool'], [], [/isMonitoringTool/, /^do without$/]],
  ])('to %s, lifted by %j', (category, lifts, components, expected) => {
    const told = advised(category, lifts, components);
    expect(told.length).toBe(expected.length);
    expected.forEach((pattern, at) => {
      expect(told[at]).toMatch(pattern);
    });
    if (expected.length > 1 && lifts[0] !== 'monitoring-tool') expect(told).not.toContain('do without');
  });
});
