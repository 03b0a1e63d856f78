/** Values that are others on devices of another language, screen or density: what any device reads counts, and is told. */
import { describe, expect, it } from 'vitest';
import type { AppFacts } from '../../src/facts/facts.js';
import { NEWEST_API } from '../../src/bytes/api-range.js';
import { ENGLISH } from '../../src/words/messages.js';
import { CHINESE } from '../../src/words/zh/messages.js';
import { permissionEvidence, capabilityEvidence } from '../../src/audit/finding-evidence.js';
import type { EntrySpec, TypeConfigSpec } from '../../fixtures/hostile/arsc-writer.js';
import type { ElementSpec } from '../../fixtures/hostile/axml-writer.js';
import {
  apkWithTable,
  application,
  element,
  int,
  manifest,
  PACKAGE,
  READ_SMS,
  reference,
  text,
  uses,
  usesSdk,
} from '../../fixtures/hostile/base.js';
import { read } from './hostile-outcomes.js';

const VALUE = 0x7f010000;
const EN = { language: 'en' };
const STRINGS = ['zero', 'android.permission.BIND_ACCESSIBILITY_SERVICE', 'true'];

/** An app with a table of one resource. */
function factsOf(root: ElementSpec, configs: readonly TypeConfigSpec[]): AppFacts {
  const type = { id: 1, name: 'string', entryCount: 1, configs };
  const table = { strings: { strings: STRINGS }, packages: [{ id: 0x7f, name: PACKAGE, types: [type] }] };
  return read(apkWithTable(root, table));
}

const inEnglish = (other: EntrySpec, english: EntrySpec): TypeConfigSpec[] => [
  { entries: [other] },
  { config: EN, entries: [english] },
];

const limited = (configs: readonly TypeConfigSpec[], name = READ_SMS): AppFacts =>
  factsOf(
    manifest([usesSdk(), uses(name, { attributes: [reference('maxSdkVersion', VALUE)] }), application()]),
    configs,
  );

describe('a permission', () => {
  it('is asked for where any device asks for it, and says on which', () => {
    const [sms] = limited(inEnglish({ int: 18 }, { int: 99 })).permissions;
    expect(sms).toMatchObject({ name: READ_SMS, apiRanges: [[21, NEWEST_API]], devices: [{ locale: 'en' }] });
    expect(sms?.maxSdkVersion).toBe(99);
  });

  it('is told of with its devices, in both languages', () => {
    const [sms] = limited(inEnglish({ int: 18 }, { int: 99 })).permissions;
    if (sms === undefined) throw new Error('no permission');
    const evidence = permissionEvidence(sms);
    expect(ENGLISH.evidence(evidence)).toBe('uses-permission, maxSdkVersion=99, on devices set to the language en');
    expect(CHINESE.evidence(evidence)).toBe('uses-permission, maxSdkVersion=99, 在设置为“en”语言的设备上');
  });

  it.each([
    [{ int: 99 }, { int: 18 }],
    [{ int: 99 }, { int: 100 }],
  ])('that all devices ask for names none: %o, %o', (other, english) => {
    const [sms] = limited(inEnglish(other, english)).permissions;
    expect(sms?.apiRanges).toEqual([[21, NEWEST_API]]);
    expect(sms?.devices).toBeUndefined();
  });

  it('names each device that is needed, the general one before the special', () => {
    const configs: TypeConfigSpec[] = [
      { entries: [{ int: 18 }] },
      { config: EN, entries: [{ int: 99 }] },
      { config: { language: 'en', density: 640 }, entries: [{ int: 99 }] },
      { config: { density: 640 }, entries: [{ int: 99 }] },
    ];
    expect(limited(configs).permissions[0]?.devices).toEqual([{ locale: 'en' }, { density: 640 }]);
  });

  it('that comes with another has its devices', () => {
    const facts = limited(inEnglish({ int: 18 }, { int: 99 }), 'android.permission.ACCESS_FINE_LOCATION');
    const coarse = facts.permissions.find(({ name }) => name.endsWith('ACCESS_COARSE_LOCATION'));
    expect(coarse).toMatchObject({ origin: 'implied', devices: [{ locale: 'en' }] });
  });

  it('that an old target of some devices brings is there', () => {
    const root = manifest([
      element('uses-sdk', [int('minSdkVersion', 21), reference('targetSdkVersion', VALUE)]),
      uses('android.permission.READ_CONTACTS'),
      application(),
    ]);
    const facts = factsOf(root, inEnglish({ int: 30 }, { int: 15 }));
    expect(facts.permissions.map(({ name }) => name)).toContain('android.permission.READ_CALL_LOG');
    expect(factsOf(root, inEnglish({ int: 30 }, { int: 31 })).permissions).toHaveLength(1);
    expect(facts.manifest).toMatchObject({ targetSdk: 15, elsewhere: { targetSdk: 30 } });
  });

  it('keeps no promise that some devices do not make', () => {
    const scan = 'android.permission.BLUETOOTH_SCAN';
    const root = manifest([
      usesSdk(21, 31),
      uses(scan, { attributes: [reference('usesPermissionFlags', VALUE)] }),
      application(),
    ]);
    const promise = { int: 0x10000 };
    const promiseOf = (configs: readonly TypeConfigSpec[]): boolean | undefined =>
      factsOf(root, configs).permissions.find(({ name }) => name === scan)?.neverForLocation;
    expect(promiseOf([{ entries: [promise] }])).toBe(true);
    expect(promiseOf(inEnglish(promise, { int: 0 }))).toBe(false);
    expect(promiseOf(inEnglish({ int: 0 }, promise))).toBe(false);
  });
});

describe('other readers', () => {
  it('are not shown otherwise by what devices of another setting read', () => {
    const raw = { ...text('name', 'android.permission.VIBRATE'), raw: 'android.permission.NFC' };
    const request = uses(READ_SMS, { attributes: [reference('maxSdkVersion', VALUE)] });
    const root = manifest([usesSdk(), element('uses-permission', [raw]), request, application()]);
    const { divergences, permissions } = factsOf(root, inEnglish({ int: 18 }, { int: 99 }));
    expect(permissions.map(({ name }) => name)).toContain(READ_SMS);
    expect(JSON.stringify(divergences)).toContain('VIBRATE');
    expect(JSON.stringify(divergences)).not.toContain('READ_SMS');
  });
});

describe('a capability', () => {
  const service = (attribute: 'permission' | 'enabled'): ElementSpec =>
    manifest([
      usesSdk(),
      application([
        element('service', [
          text('name', '.S'),
          attribute === 'permission'
            ? reference('permission', VALUE)
            : text('permission', 'android.permission.BIND_ACCESSIBILITY_SERVICE'),
          ...(attribute === 'enabled' ? [reference('enabled', VALUE)] : []),
        ]),
      ]),
    ]);

  it('is there where a component has it on any device, and says on which', () => {
    const facts = factsOf(service('permission'), inEnglish({ string: 0 }, { string: 1 }));
    const found = facts.capabilities.find(({ id }) => id === 'accessibility-service');
    expect(found?.evidence.map(({ devices }) => devices)).toEqual([[{ locale: 'en' }]]);
    if (found === undefined) throw new Error('no capability');
    expect(ENGLISH.evidence(capabilityEvidence(found))).toContain('on devices set to the language en');
  });

  it('that all devices give names none', () => {
    const facts = factsOf(service('enabled'), inEnglish({ bool: false }, { bool: true }));
    const found = facts.capabilities.find(({ id }) => id === 'accessibility-service');
    expect(found?.evidence.map(({ devices }) => devices)).toEqual([undefined]);
    expect(facts.manifest?.components.map(({ enabled }) => enabled)).toEqual([true, false]);
  });
});

describe('a file', () => {
  it('that other devices accept is read as they do', () => {
    const root = manifest([
      usesSdk(),
      uses(READ_SMS),
      element('permission', [text('name', 'a.b'), reference('protectionLevel', VALUE)]),
      application(),
    ]);
    const facts = factsOf(root, inEnglish({ int: 0x21 }, { int: 0 }));
    expect(facts.error).toBeNull();
    expect(facts.permissions[0]).toMatchObject({ name: READ_SMS, devices: [{ locale: 'en' }] });
  });

  it('with a label in every language is read once', () => {
    const languages = ['da', 'de', 'fr'].map((language) => ({ config: { language }, entries: [{ string: 1 }] }));
    const root = manifest([usesSdk(), uses(READ_SMS), element('application', [reference('label', VALUE)])]);
    const facts = factsOf(root, [{ entries: [{ string: 0 }] }, ...languages]);
    expect(facts.readings).toHaveLength(1);
    expect(facts.permissions.every(({ devices }) => devices === undefined)).toBe(true);
  });

  it('that differs on too many kinds of devices is incomplete, and says what was read', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const languages = Array.from({ length: 140 }, (_, index) => ({
      config: { language: `${letters[Math.floor(index / 26)] ?? 'a'}${letters[index % 26] ?? 'a'}` },
      entries: [{ int: 100 + index }],
    }));
    const facts = limited([{ entries: [{ int: 18 }] }, ...languages]);
    expect(facts.error).toMatchObject({ code: 'LIMIT_NODES', data: { problem: 'devices' } });
    expect(facts.complete).toBe(false);
    expect(facts.permissions[0]?.apiRanges).toEqual([[21, NEWEST_API]]);
  });
});
