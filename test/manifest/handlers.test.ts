import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { apkOfRoot, element, int, manifest, text, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { LEFT_OPEN_IN_COMPONENT, LEFT_OPEN_IN_FILTER, leftOpenInApplication } from '../../src/manifest/handlers.js';
import { read } from '../inputs/hostile-outcomes.js';

type Attributes = Parameters<typeof element>[1];
const SMS = 'android.provider.Telephony.SMS_RECEIVED';
const LISTENER = text('permission', 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE');
const action = (name = text('name', SMS)): XmlItem => element('action', [name]);
const filter = (...children: XmlItem[]): XmlItem => element('intent-filter', [], children);
const component = (kind: string, attributes: Attributes, ...children: XmlItem[]): XmlItem =>
  element(kind, [text('name', 'a.B'), ...(attributes ?? [])], children);
const facts = (children: XmlItem[], attributes: Attributes = [], beside: XmlItem[] = []): ReturnType<typeof read> =>
  read(apkOfRoot(manifest([usesSdk(24, 34), ...beside, element('application', attributes, children)])), [24, 37]);
const shown = (...given: Parameters<typeof facts>): unknown =>
  facts(...given).capabilities.map(({ id, apiRange }) => [id, ...apiRange]);
const codes = (...given: Parameters<typeof facts>): string[] => facts(...given).anomalies.map(({ code }) => code);

describe('actions and categories', () => {
  it('are found by namespace and name, whatever the resource id', () => {
    const hidden = [component('receiver', [], filter(action({ ...text('name', SMS), id: 0 })))];
    expect(shown(hidden)).toEqual([['sms-receiver', 24, 37]]);
    expect(codes(hidden)).toContain('ANOM_ATTR_NO_ID');
  });

  it('take the raw string first', () => {
    const two = (typed: string, raw: string): XmlItem[] => [
      component('receiver', [], filter(action({ ...text('name', typed), raw }))),
    ];
    expect(shown(two('x.y', SMS))).toEqual([['sms-receiver', 24, 37]]);
    expect(shown(two(SMS, 'x.y'))).toEqual([]);
    expect(codes(two('x.y', SMS))).toContain('ANOM_ATTR_RAW_TYPED');
  });

  it('never follow a reference', () => {
    const name = { ...text('name', ''), type: 1, data: 0x7f010000, raw: null };
    expect(facts([component('receiver', [], filter(action(name)))]).manifest?.components[0]?.intentFilters).toEqual([
      { actions: ['@2130771968'], categories: [], data: [] },
    ]);
  });
});

describe('the permission of the application', () => {
  it.each(['service', 'receiver', 'activity', 'provider'])('is the default of %s', (kind) => {
    const permission = (attributes: Attributes): unknown =>
      facts([component(kind, attributes)], [LISTENER]).manifest?.components[0]?.permission;
    expect(permission([])).toBe('android.permission.BIND_NOTIFICATION_LISTENER_SERVICE');
    expect(permission([text('permission', 'x.y')])).toBe('x.y');
    expect(permission([text('permission', '')])).toBeNull();
  });

  it('is none of an alias', () => {
    expect(facts([component('activity-alias', [])], [LISTENER]).manifest?.components[0]?.permission).toBeNull();
  });
});

describe('what stands in elements left open', () => {
  const named = (tag: string, ...children: XmlItem[]): XmlItem =>
    element(tag, [text('name', 'x'), text('value', '1')], children);
  const table = [...leftOpenInApplication(34)];

  it.each(table)('a service in <%s> of the application is read since %i', (tag, since) => {
    const nested = [named(tag, component('service', [LISTENER]))];
    expect(shown(nested)).toEqual([['notification-listener', since, 37]]);
    expect(codes(nested)).toContain('ANOM_MAN_RESCANNED');
  });

  it('a service in an unknown tag is not read', () => {
    expect(shown([named('unknown', component('service', [LISTENER]))])).toEqual([]);
    expect(shown([named('uses-static-library', component('service', [LISTENER]))])).toEqual([]);
  });

  it.each([...LEFT_OPEN_IN_COMPONENT.receiver])('a filter in <%s> of a receiver: since %i', (tag, since) => {
    expect(shown([component('receiver', [], named(tag, filter(action())))])).toEqual([['sms-receiver', since, 37]]);
  });

  it.each([...LEFT_OPEN_IN_FILTER])('an action in <%s> of a filter: since %i', (tag, since) => {
    expect(shown([component('receiver', [], filter(named(tag, action())))])).toEqual([['sms-receiver', since, 37]]);
  });

  it('a query in a query', () => {
    const main = element('intent', [], [element('action', [text('name', 'android.intent.action.MAIN')])]);
    for (const tag of ['package', 'provider', 'unknown']) {
      const queries = element('queries', [], [element(tag, [text('name', 'x.y'), text('authorities', 'z')], [main])]);
      expect(JSON.stringify(shown([], [], [queries]))).toContain('["queries-launcher-wildcard",30,37]');
    }
  });

  it.each([
    [18, 35],
    [34, 35],
    [35, 36],
    [36, 37],
  ])('a request in <permission maxSdkVersion=%i> is read since %i', (max, since) => {
    const inside = element(
      'permission',
      [text('name', 'x.y'), int('maxSdkVersion', max)],
      [uses('android.permission.READ_SMS')],
    );
    expect(facts([], [], [inside]).permissions.find(({ name }) => name.endsWith('READ_SMS'))?.apiRanges).toEqual([
      [since, 37],
    ]);
  });

  it('is in the documentation', () => {
    const page = readFileSync('docs/handlers.md', 'utf8');
    const rows = new Map(page.split('\n').map((line) => [line.split('|')[1]?.trim(), line.split('|')[2]]));
    const tagsIn = (row = ''): string[] => [...row.matchAll(/`[a-z-]+` \d+/g)].map(([text]) => text).sort();
    const written = (tags: Iterable<[string, number]>): string[] => [...tags].map(([tag, api]) => `\`${tag}\` ${api}`);
    const tables = [
      ['`application`', leftOpenInApplication(0)],
      ['`application` of a split', leftOpenInApplication(0, 'split')],
      ...Object.entries(LEFT_OPEN_IN_COMPONENT).map(([name, tags]) => [`\`${name}\``, tags] as const),
      ['`intent-filter`, `intent`', LEFT_OPEN_IN_FILTER],
    ] as const;
    for (const [name, tags] of tables)
      expect([name, ...tagsIn(rows.get(name))]).toEqual([name, ...written(tags).sort()]);
  });
});
