import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ANDROID_URI,
  TYPE,
  type AttributeSpec,
  type ElementSpec,
  type XmlItem,
} from '../../fixtures/hostile/axml-writer.js';
import { apkOfRoot, element, hex, int, manifest, text, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { LEFT_OPEN_IN_COMPONENT, LEFT_OPEN_IN_FILTER, leftOpenInApplication } from '../../src/manifest/handlers.js';
import { CHECKED } from '../../src/manifest/refusals/attribute-ids.js';
import { read } from '../inputs/hostile-outcomes.js';

type Attributes = readonly AttributeSpec[];
const SMS = 'android.provider.Telephony.SMS_RECEIVED';
const BIND = 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE';
const LISTENER = text('permission', BIND);
const VALID: Readonly<Record<string, Attributes>> = {
  provider: [text('authorities', 'a')],
  'activity-alias': [text('targetActivity', '.A')],
};
const tag = (name: string, attributes: Attributes = [], ...children: XmlItem[]): ElementSpec =>
  element(
    name,
    [...attributes].sort((a, b) => a.id - b.id),
    children,
  );
const action = (name = text('name', SMS)): XmlItem => tag('action', [name]);
const filter = (...children: XmlItem[]): XmlItem => tag('intent-filter', [], ...children);
const component = (kind: string, attributes: Attributes, ...children: XmlItem[]): XmlItem =>
  tag(kind, [text('name', 'a.B'), hex('exported', 0xffffffff), ...(VALID[kind] ?? []), ...attributes], ...children);
const TARGET_OF_ALIAS = tag('activity', [text('name', '.A')]);
const facts = (children: XmlItem[], attributes: Attributes = [], beside: XmlItem[] = [], target = 34) =>
  read(apkOfRoot(manifest([usesSdk(24, target), ...beside, tag('application', attributes, ...children)])), [24, 37]);
const shown = (...given: Parameters<typeof facts>): unknown =>
  facts(...given).capabilities.map(({ id, apiRange }) => [id, ...apiRange]);
const codes = (...given: Parameters<typeof facts>): string[] => facts(...given).anomalies.map(({ code }) => code);

/** Android's own number of an attribute that only its checks look at. */
const checked = (name: 'version' | 'versionMajor' | 'certDigest', data: number | string): AttributeSpec => {
  const isText = typeof data === 'string';
  return {
    namespace: ANDROID_URI,
    name,
    id: CHECKED[name],
    type: isText ? TYPE.STRING : TYPE.INT,
    data,
    raw: isText ? data : null,
  };
};
/** An element that Android accepts whatever it is: with a name, a value, versions and a digest. */
const holder = (name: string, ...children: XmlItem[]): XmlItem => {
  const versions = [checked('version', 1), checked('versionMajor', 1), checked('certDigest', 'aa')];
  return tag(name, [text('name', 'x'), text('value', '1'), ...versions], ...children);
};

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
    const name = { ...text('name', ''), type: TYPE.REFERENCE, data: 0x7f010000, raw: null };
    expect(facts([component('receiver', [], filter(action(name)))]).manifest?.components[0]?.intentFilters).toEqual([
      { actions: ['@2130771968'], categories: [], data: [] },
    ]);
  });
});

describe('the permission of the application', () => {
  const first = (kind: string, own: Attributes, ofApplication: Attributes = [LISTENER]) =>
    facts([TARGET_OF_ALIAS, component(kind, own)], ofApplication).manifest?.components[1];

  it.each(['service', 'receiver', 'activity', 'provider'])('is the default of %s', (kind) => {
    expect(first(kind, [])?.permission).toBe(BIND);
    expect(first(kind, [text('permission', 'x.y')])?.permission).toBe('x.y');
    expect(first(kind, [text('permission', '')])?.permission).toBeNull();
    expect(first(kind, [], [text('permission', '')])?.permission).toBeNull();
    expect(first(kind, [], [])?.permission).toBeNull();
  });

  it('is none of an alias', () => {
    expect(first('activity-alias', [])?.permission).toBeNull();
  });

  it.each([
    [[], BIND, BIND],
    [[text('permission', 'x.y')], 'x.y', 'x.y'],
    [[text('readPermission', 'r.r')], 'r.r', BIND],
    [[text('writePermission', 'w.w')], BIND, 'w.w'],
    [[text('permission', 'x.y'), text('readPermission', '')], null, 'x.y'],
  ] as const)('of a provider is for readers and writers apart: %j', (own, readPermission, writePermission) => {
    expect(first('provider', own)).toMatchObject({ readPermission, writePermission });
  });
});

describe('what stands in elements left open', () => {
  const listener = component('service', [LISTENER]);

  it.each([...leftOpenInApplication(26)])('a service in <%s> of the application is read since %i', (name, since) => {
    const nested = [holder(name, listener)];
    expect(shown(nested, [], [], 26)).toEqual([['notification-listener', since, 37]]);
    expect(codes(nested, [], [], 26)).toContain('ANOM_MAN_RESCANNED');
  });

  it.each([...leftOpenInApplication(26)])('and in one that stands in another: <%s>', (name, since) => {
    const deep = [holder('uses-native-library', holder(name, listener))];
    expect(shown(deep, [], [], 26)).toEqual([['notification-listener', Math.max(31, since), 37]]);
  });

  it.each([
    ['unknown', 34],
    ['uses-static-library', 27],
    ['uses-sdk-library', 34],
    ['uses-sdk-library', 26],
    ['processes', 34],
  ])('a service in <%s> is not read with target %i', (name, target) => {
    expect(shown([holder(name, listener)], [], [], target)).toEqual([]);
  });

  const inside = Object.entries(LEFT_OPEN_IN_COMPONENT).flatMap(([kind, tags]) =>
    [...tags].map(([name, since]) => [kind, name, since] as const),
  );
  it.each(inside)('a filter in a tag of %s: <%s>, since %i', (kind, name, since) => {
    const { readings } = facts([TARGET_OF_ALIAS, component(kind, [], holder(name, filter(action())))]);
    for (const { apiRange, manifest: found } of readings) {
      expect([apiRange, found?.components[1]?.intentFilters.length]).toEqual([apiRange, apiRange[0] >= since ? 1 : 0]);
    }
    expect(readings.map(({ apiRange: [from] }) => from)).toContain(since);
  });

  it('a filter in <layout> is not read in what is no activity', () => {
    expect(shown([component('receiver', [], holder('layout', filter(action())))])).toEqual([]);
  });

  it.each([...LEFT_OPEN_IN_FILTER])('an action in <%s> of a filter: since %i', (name, since) => {
    expect(shown([component('receiver', [], filter(holder(name, action())))])).toEqual([['sms-receiver', since, 37]]);
  });

  it('an action in an unknown tag of a filter is not read', () => {
    expect(shown([component('receiver', [], filter(holder('unknown', action())))])).toEqual([]);
  });

  it.each(['package', 'provider', 'unknown'])('a query in <%s> of queries', (name) => {
    const main = tag('intent', [], tag('action', [text('name', 'android.intent.action.MAIN')]));
    const queries = tag('queries', [], tag(name, [text('name', 'x.y'), text('authorities', 'z')], main));
    expect(shown([], [], [queries])).toContainEqual(['queries-launcher-wildcard', 30, 37]);
  });

  it.each([
    [18, 35],
    [34, 35],
    [35, 36],
    [36, 37],
  ])('a request in <permission maxSdkVersion=%i> is read since %i', (max, since) => {
    const own = [text('name', 'x.y'), int('maxSdkVersion', max)];
    const found = facts([], [], [tag('permission', own, uses('android.permission.READ_SMS'))]);
    expect(found.permissions.find(({ name }) => name.endsWith('READ_SMS'))?.apiRanges).toEqual([[since, 37]]);
    expect(found.readings.map(({ apiRange, manifest: one }) => [apiRange[0], one?.defined.length])).toEqual([
      [since, 0],
      [24, 1],
    ]);
  });

  describe('that a feature flag can switch off, since 36', () => {
    const flag = (name = 'x.y'): AttributeSpec => ({ ...text('name', name), name: 'featureFlag', id: 0 });
    const flagged = (name: string, attributes: Attributes, ...children: XmlItem[]): XmlItem => {
      const valid = [text('name', 'f.F'), ...(VALID[name] ?? []), ...attributes].sort((a, b) => a.id - b.id);
      return element(name, [...valid, flag()], children);
    };
    const READ_SMS = 'android.permission.READ_SMS';
    const smsOn = (...given: Parameters<typeof facts>): unknown =>
      facts(...given).permissions.find(({ name }) => name === READ_SMS)?.apiRanges;

    it.each(['permission', 'permission-group', 'uses-permission', 'uses-sdk', 'queries', 'unknown'])(
      'a request in <%s> is read',
      (name) => {
        const sdk = name === 'uses-sdk' ? [int('minSdkVersion', 24), int('targetSdkVersion', 34)] : [];
        expect(smsOn([], [], [flagged(name, sdk, uses(READ_SMS))])).toEqual([[36, 37]]);
        expect(codes([], [], [flagged(name, sdk, uses(READ_SMS))])).toContain('ANOM_MAN_FEATURE_FLAG');
      },
    );

    it('a request in <application> is read, and another application is the app', () => {
      const own = element('application', [flag()], [uses(READ_SMS), component('receiver', [], filter(action()))]);
      expect(smsOn([listener], [], [own])).toEqual([[36, 37]]);
      expect(shown([listener], [], [own])).toEqual([
        ['notification-listener', 36, 37],
        ['sms-receiver', 24, 37],
      ]);
    });

    it.each(['service', 'activity', 'activity-alias', 'unknown', 'processes', 'uses-sdk-library'])(
      'a service in <%s> is read',
      (name) => {
        const more = name === 'uses-sdk-library' ? [checked('versionMajor', 1), checked('certDigest', 'aa')] : [];
        const target = tag('activity', [text('name', '.A')]);
        expect(shown([target, flagged(name, more, listener)])).toEqual([['notification-listener', 36, 37]]);
      },
    );

    it('a filter, an action and a query are read', () => {
      expect(shown([component('receiver', [], flagged('unknown', [], filter(action())))])).toEqual([
        ['sms-receiver', 36, 37],
      ]);
      expect(shown([component('receiver', [], filter(flagged('unknown', [], action())))])).toEqual([
        ['sms-receiver', 36, 37],
      ]);
      const inner = tag('intent', [], tag('action', [text('name', 'android.intent.action.MAIN')]));
      const outer = flagged('intent', [], tag('action', [text('name', 'a')]), inner);
      expect(shown([], [], [tag('queries', [], outer)])).toContainEqual(['queries-launcher-wildcard', 36, 37]);
    });

    it('is read where the flag is on, too', () => {
      expect(shown([element('service', [text('name', 'a.B'), LISTENER, hex('exported', 1), flag()])])).toEqual([
        ['notification-listener', 24, 37],
      ]);
    });

    describe('refuses nothing where it is off', () => {
      const outcomes = (children: XmlItem[], beside: XmlItem[] = [], sdk = [usesSdk(24, 34)]): unknown => {
        const bytes = apkOfRoot(manifest([...sdk, ...beside, tag('application', [], ...children)]));
        return read(bytes, [24, 37]).readings.map(({ apiRange, error }) => [...apiRange, error?.code ?? 'installs']);
      };
      const off = (name: string, attributes: Attributes = [], ...children: XmlItem[]): XmlItem =>
        element(name, [...attributes, flag()], children);
      const open = (...children: XmlItem[]): XmlItem => tag('receiver', [text('name', 'a.B')], ...children);
      const badData = [text('mimeType', 'none')];

      it.each<[string, XmlItem[], XmlItem[]]>([
        ['a permission-tree of one segment', [], [off('permission-tree', [text('name', 'a.x')])]],
        ['an overlay without target', [], [off('overlay')]],
        ['a permission without name', [], [off('permission')]],
        ['a query without anything', [], [tag('queries', [], off('intent'))]],
        ['a queried package without name', [], [tag('queries', [], off('package'))]],
        ['a service without name', [off('service')], []],
        ['a value of no type', [component('service', [], off('meta-data', [text('name', 'a')]))], []],
        ['data of no type', [component('activity', [], filter(action(), off('data', badData)))], []],
        ['a filter of such data', [component('activity', [], off('intent-filter', [], tag('data', badData)))], []],
      ])('%s', (_name, inside, beside) => {
        const [newest, oldest] = outcomes(inside, beside) as [unknown, unknown];
        expect(newest).toEqual([36, 37, 'installs']);
        expect(JSON.stringify(oldest)).toMatch(/MAN_BAD_/);
      });

      it('a filter that makes `exported` necessary', () => {
        expect(outcomes([open(off('intent-filter', [], action()))])).toEqual([
          [36, 37, 'installs'],
          [31, 35, 'MAN_NO_EXPORTED'],
          [24, 30, 'installs'],
        ]);
        expect(outcomes([open(off('intent-filter', [], action()), filter(action()))])).toContainEqual([
          31,
          37,
          'MAN_NO_EXPORTED',
        ]);
      });

      it('versions that no device has', () => {
        const future = off('uses-sdk', [int('minSdkVersion', 38)]);
        expect(outcomes([], [future])).toContainEqual([36, 37, 'installs']);
        expect(outcomes([], [usesSdk(24, 34)], [future as ElementSpec])).toContainEqual([36, 37, 'installs']);
        expect(outcomes([], [], [future as ElementSpec])).toEqual([[24, 37, 'MAN_MIN_SDK']]);
      });

      it('but the only application is needed', () => {
        const only = (target: number, ...beside: XmlItem[]): unknown => {
          const bad = off('application', [], tag('service'));
          const found = read(apkOfRoot(manifest([usesSdk(24, target), bad, ...beside])), [36, 37]);
          return found.readings.map(({ error }) => error?.code ?? 'installs');
        };
        expect(only(30)).toEqual(['MAN_BAD_ELEMENT']);
        expect(only(29)).toEqual(['installs']);
        expect(only(30, tag('application'))).toEqual(['installs']);
      });

      it('and nothing that can be on is lost', () => {
        const beside = [off('overlay'), flagged('unknown', [], uses(READ_SMS)), off('permission')];
        expect(smsOn([], [], beside)).toEqual([[36, 37]]);
        expect(codes([], [], beside)).toContain('ANOM_MAN_FEATURE_FLAG');
        expect(shown([off('service'), component('service', [LISTENER, flag()])])).toEqual([
          ['notification-listener', 36, 37],
        ]);
      });

      it('what no flag decides refuses all the same', () => {
        expect(outcomes([tag('service')], [off('overlay')])).toEqual([[24, 37, 'MAN_BAD_ELEMENT']]);
        expect(outcomes([], [tag('overlay'), off('permission')])).toEqual([[24, 37, 'MAN_BAD_ELEMENT']]);
      });
    });

    it.each([
      [34, 28, 28],
      [34, 24, 24],
      [34, 23, 34],
      [28, 34, 28],
      [23, 24, 24],
    ])('a target of %i, and one of %i that can be off, count as %i', (target, flaggedTarget, lowest) => {
      const more = element('uses-sdk', [int('minSdkVersion', 23), int('targetSdkVersion', flaggedTarget), flag()], []);
      const found = facts([], [], [more], target);
      expect(found.readings.map(({ apiRange, manifest: one }) => [apiRange[0], one?.targetSdk])).toContainEqual([
        36,
        lowest,
      ]);
    });

    it('needs the attribute of Android', () => {
      const other = { ...flag(), namespace: null };
      expect(smsOn([], [], [element('unknown', [other], [uses(READ_SMS)])])).toBeUndefined();
    });
  });

  it('is in the documentation', () => {
    const page = readFileSync('docs/handlers.md', 'utf8');
    const rows = new Map(page.split('\n').map((line) => [line.split('|')[1]?.trim(), line.split('|')[2]]));
    const tagsIn = (row = ''): string[] => [...row.matchAll(/`[a-z-]+` \d+/g)].map(([found]) => found).sort();
    const written = (tags: Iterable<[string, number]>): string[] =>
      [...tags].map(([name, api]) => `\`${name}\` ${api}`);
    const tables: [string, ReadonlyMap<string, number>][] = [
      ['`application`', leftOpenInApplication(0)],
      ['`application` of a split', leftOpenInApplication(0, 'split')],
      ...Object.entries(LEFT_OPEN_IN_COMPONENT).map(([name, tags]): [string, ReadonlyMap<string, number>] => [
        `\`${name}\``,
        tags,
      ]),
      ['`intent-filter`, `intent`', LEFT_OPEN_IN_FILTER],
    ];
    for (const [name, tags] of tables)
      expect([name, ...tagsIn(rows.get(name))]).toEqual([name, ...written(tags).sort()]);
  });
});
