/** What a file shows other readers, and how that is known: each hostile case, and the tricks around them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANDROID_URI, buildXml, type AttributeSpec, type ElementSpec } from '../../fixtures/hostile/axml-writer.js';
import {
  apk,
  apkOfRoot,
  app,
  application,
  archive,
  baseManifest,
  DECOY,
  decoyManifest,
  dex,
  dexEntry,
  element,
  int,
  MANIFEST,
  manifest,
  READ_SMS,
  text,
  uses,
  usesSdk,
} from '../../fixtures/hostile/base.js';
import { fill } from '../../fixtures/hostile/bytes.js';
import { FIRST_API, LAST_API } from '../../fixtures/hostile/case.js';
import { HOSTILE_CASES, SUITE_CASES } from '../../fixtures/hostile/cases.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { outcomeOf } from '../../src/audit/outcome.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import type { Limits } from '../../src/bytes/limits.js';
import type { AppFacts } from '../../src/facts/facts.js';
import type { Divergence } from '../../src/facts/divergence.js';
import { readApk } from '../../src/inputs/open-apk.js';
import { openInput } from '../../src/inputs/open-input.js';
import { read } from './hostile-outcomes.js';

const short = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing' : names.map((name) => name.replace('android.permission.', '')).join(' ');

const ranges = (list: Divergence['apiRanges']): string => list.map(([from, to]) => `${from}-${to}`).join(' ');

/** `28-37 permission: READ_SMS, else VIBRATE; ANOM_ZIP_METHOD`. */
function line(divergence: Divergence): string {
  const { kind, what, android, apiRanges, how } = divergence;
  const other =
    kind === 'versions'
      ? `on ${ranges(divergence.olderRanges)} ${short(divergence.older)}`
      : `else ${divergence.obstacle ?? short(divergence.documented)}`;
  return `${ranges(apiRanges)} ${what}: ${short(android)}, ${other}; ${how.join(' ')}`;
}

const linesOf = ({ divergences = [] }: AppFacts): string[] => divergences.map(line);

const lost = (obstacle: string, code: string, on = '21-37'): string[] => [
  `${on} package: com.example.hostile, else ${obstacle}; ${code}`,
  `${on} permission: READ_SMS INTERNET, else ${obstacle}; ${code}`,
];
/** A component in an element that Android leaves open from an API level on. */
const nested = (since: number, ...older: string[]): string[] =>
  ['else nothing', ...older.map((range) => `on ${range} nothing`)].map(
    (shown) => `${since}-37 component: service com.example.hostile.C, ${shown}; ANOM_MAN_RESCANNED`,
  );
const rescanned = (codes = 'ANOM_MAN_RESCANNED'): string[] => [
  '30-37 permission: READ_SMS, else nothing; ANOM_MAN_RESCANNED',
  `30-37 permission: READ_SMS, on 21-29 nothing; ${codes}`,
];
const decoy = (code: string, read = 'READ_SMS'): string[] => [`21-37 permission: ${read}, else VIBRATE; ${code}`];
const hidden = (code: string): string[] => [`21-37 permission: READ_SMS, else nothing; ${code}`];
const invented = (code: string, shown = 'READ_SMS'): string[] => [`21-37 permission: nothing, else ${shown}; ${code}`];

/** The cases in which another reader is shown something else. Of all others nothing differs. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  M401: nested(30, '21-29'),
  M402: nested(31, '30-30', '21-29'),
  M403: nested(33, '21-32'),
  M404: nested(30, '21-29'),
  M421: [
    '35-37 permission: READ_SMS, else nothing; ANOM_MAN_RESCANNED',
    '35-37 permission: READ_SMS, on 21-34 nothing; ANOM_MAN_RESCANNED',
  ],
  M425: [
    '36-37 permission: READ_SMS, else nothing; ANOM_MAN_RESCANNED',
    '36-37 permission: READ_SMS, on 21-35 nothing; ANOM_MAN_RESCANNED',
  ],
  M426: [
    '36-37 component: service com.example.hostile.C, else nothing; ANOM_MAN_SECOND_APPLICATION',
    '21-35 component: nothing, else service com.example.hostile.C; ANOM_MAN_SECOND_APPLICATION',
    '36-37 component: service com.example.hostile.C, on 30-35 nothing; ANOM_MAN_SECOND_APPLICATION',
    '36-37 component: service com.example.hostile.C, on 21-29 nothing; ANOM_MAN_SECOND_APPLICATION',
  ],
  Z03: lost('method', 'ANOM_ZIP_METHOD', '28-37'),
  Z05: lost('method', 'ANOM_ZIP_METHOD', '28-37'),
  Z06: lost('method', 'ANOM_ZIP_METHOD', '28-37'),
  Z07: lost('method', 'ANOM_ZIP_METHOD', '21-27'),
  Z08: lost('method', 'ANOM_ZIP_METHOD', '28-37'),
  Z11: lost('document', 'ANOM_ZIP_SIZE'),
  Z12: lost('encrypted', 'ANOM_ZIP_ENCRYPT_FLAG'),
  Z13: lost('encrypted', 'ANOM_ZIP_ENCRYPT_FLAG'),
  Z114: lost('encrypted', 'ANOM_ZIP_ENCRYPT_FLAG', '28-37'),
  Z40: decoy('ANOM_ZIP_MULTI_EOCD', 'READ_SMS INTERNET'),
  Z41: decoy('ANOM_ZIP_CD_TAIL', 'READ_SMS INTERNET'),
  Z153: decoy('ANOM_ZIP_CD_TAIL', 'READ_SMS INTERNET'),
  A01: lost('document', 'ANOM_AXML_HEADER', '21-35'),
  A14: ['21-37 permission: READ_SMS, else a; ANOM_STR_LENGTH'],
  A15: ['21-37 permission: READ_SMS, else READ_SMS\0.harmless; ANOM_STR_NUL'],
  A16: ['21-37 permission: READ_SMS INTERNET, else nothing; ANOM_STR_NUL'],
  A17: ['21-37 permission: READ_SMS\0x, else READ_SMS; ANOM_STR_NUL'],
  A20: decoy('ANOM_AXML_EXTRA_POOL'),
  A23: invented('ANOM_ATTR_NO_ID', 'READ_SMS INTERNET'),
  A24: invented('ANOM_ATTR_NO_ID', 'READ_SMS INTERNET'),
  A26: hidden('ANOM_ATTR_NAME_ID'),
  A27: invented('ANOM_ATTR_NAME_ID'),
  A29: hidden('ANOM_ATTR_NAME_ID'),
  A30: decoy('ANOM_ATTR_NO_ID ANOM_ATTR_NAME_ID'),
  A31: decoy('ANOM_ATTR_RAW_TYPED'),
  A32: invented('ANOM_ATTR_TYPE'),
  // A limit that only one of the two sees.
  A35: hidden('ANOM_ATTR_UNSORTED'),
  A36: invented('ANOM_ATTR_UNSORTED'),
  A37: decoy('ANOM_ATTR_DUPLICATE'),
  A38: hidden('ANOM_ATTR_TYPE'),
  A174: hidden('ANOM_ATTR_TYPE'),
  A176: hidden('ANOM_ATTR_DUPLICATE'),
  R148: hidden('ANOM_ATTR_TYPE'),
  A50: rescanned('ANOM_MAN_SECOND_APPLICATION ANOM_MAN_RESCANNED'),
  A52: rescanned(),
  A53: rescanned(),
  A211: rescanned(),
  A212: rescanned(),
  A213: rescanned(),
  A214: rescanned(),
  A215: rescanned(),
  A64: [
    '21-37 package: com.example.hostile, else com.b; ANOM_MAN_UNBALANCED',
    '21-37 permission: INTERNET, else READ_SMS; ANOM_MAN_UNBALANCED',
  ],
  A68: ['21-37 package: com.real.pkg, else com.fake.pkg; ANOM_ATTR_RAW_TYPED'],
  A203: ['21-37 package: com.example.hostile, else com.example.hostile\0.x; ANOM_STR_NUL'],
  A101: hidden('ANOM_AXML_ATTR_LAYOUT ANOM_ATTR_NAME_ID'),
  A117: invented('ANOM_ATTR_NO_ID', 'READ_SMS INTERNET'),
  A134: ['21-37 permission: READ_SMS, else \ufffd\ufffdEAD_SMS; ANOM_STR_ENCODING'],
  A135: ['21-37 permission: READ_SMS\0, else READ_SMS\ufffd\ufffd; ANOM_STR_NUL ANOM_STR_ENCODING'],
  // A string that no NUL ends, which old versions read on.
  A136: ['21-27 permission: READ_SMS, else READ_SM; ANOM_STR_NUL ANOM_STR_LENGTH'],
  A238: ['21-27 permission: READ_SMSA, else READ_SMS; ANOM_STR_NUL'],
  A149: hidden('ANOM_ATTR_RAW_TYPED'),
  A151: invented('ANOM_ATTR_UNSORTED'),
  A152: invented('ANOM_ATTR_UNSORTED'),
  A156: hidden('ANOM_MAN_TAG_NAMESPACE'),
  A158: invented('ANOM_ATTR_TYPE'),
  R09: hidden('ANOM_PKGID_REMAP ANOM_ATTR_NAME_ID'),
  R101: [
    '31-37 permission: READ_SMS, else nothing; ANOM_PKGID_REMAP ANOM_ATTR_NAME_ID',
    '31-37 permission: READ_SMS, on 21-30 nothing; ANOM_PKGID_REMAP ANOM_ATTR_NAME_ID',
  ],
};

describe('hostile cases', () => {
  it('names only cases that there are', () => {
    const ids = new Set(HOSTILE_CASES.map(({ id }) => id));
    expect(Object.keys(SHOWN).filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(SUITE_CASES)('$id $recipe', ({ id, build }) => {
    const facts = read(build(), [FIRST_API, LAST_API]);
    expect(linesOf(facts)).toEqual(SHOWN[id] ?? []);
    expect(facts.anomalies.map(({ code }) => code)).not.toContain('ANOM_NOT_COMPARED');
  });
});

/** The lines of a file, read on the cases' versions. */
const shown = (bytes: Uint8Array): string[] => linesOf(read(bytes, [FIRST_API, LAST_API]));

const service = (attribute: Partial<AttributeSpec> = {}, attributes: readonly AttributeSpec[] = []): ElementSpec =>
  element('service', [{ ...text('name', 'com.example.hostile.Real'), ...attribute }, ...attributes]);

const withComponents = (...components: readonly ElementSpec[]): Uint8Array =>
  apkOfRoot(manifest([usesSdk(), application(components)]));

describe('components', () => {
  const real = 'service com.example.hostile.Real';
  it.each<[string, ElementSpec, string[]]>([
    ['as written', service(), []],
    ['with a short name', service({ data: '.Real', raw: '.Real' }), []],
    ['with its name emptied by a build tool', service({ name: '' }), []],
    ['with its name emptied, without namespace', service({ name: '', namespace: null }), []],
    [
      'with another raw name',
      service({ raw: '.Decoy' }),
      [`21-37 component: ${real}, else service com.example.hostile.Decoy; ANOM_ATTR_RAW_TYPED`],
    ],
    [
      'with a second name',
      service({}, [text('name', 'a.b.Decoy')]),
      [`21-37 component: ${real}, else service a.b.Decoy; ANOM_ATTR_DUPLICATE`],
    ],
    [
      "under another attribute's name",
      service({ name: 'label' }),
      [`21-37 component: ${real}, else nothing; ANOM_ATTR_NAME_ID`],
    ],
    [
      'in a foreign namespace',
      { ...service(), namespace: 'http://evil' },
      [`21-37 component: ${real}, else nothing; ANOM_MAN_TAG_NAMESPACE`],
    ],
    ["in Android's own namespace, as old mergers write it", { ...service(), namespace: ANDROID_URI }, []],
  ])('%s', (_, component, expected) => {
    expect(shown(withComponents(component))).toEqual(expected);
  });

  it('of a second application, which Android ignores', () => {
    const second = application([element('receiver', [text('name', 'a.b.C')])]);
    expect(shown(apkOfRoot(manifest([usesSdk(), application([service()]), second])))).toEqual([
      '21-37 component: nothing, else receiver a.b.C; ANOM_MAN_SECOND_APPLICATION',
    ]);
  });
});

describe('a tag with a NUL in a UTF-16 pool', () => {
  it('is unknown to Android, and a request to readers that stop at the NUL', () => {
    const root = app(uses(READ_SMS), uses(DECOY, { tag: 'uses-permission\0x' }));
    expect(shown(apkOfRoot(root))).toEqual(invented('ANOM_STR_NUL', 'VIBRATE'));
  });
});

/** The decoy archive with the real one as its comment. */
function inComment(decoyBytes: Uint8Array, real: Uint8Array): Uint8Array {
  const moved = Buffer.from(real);
  const end = moved.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = moved.readUInt32LE(end + 16);
  for (let at = directory; at < end;) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + decoyBytes.length, at + 42);
    at += 46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  moved.writeUInt32LE(directory + decoyBytes.length, end + 16);
  const outer = Buffer.from(decoyBytes);
  outer.writeUInt16LE(moved.length, outer.length - 2);
  return Buffer.concat([outer, moved]);
}

describe('two archives in one file', () => {
  const BASE = readFileSync('fixtures/apk/split_base.apk');
  const OTHER = readFileSync('fixtures/inputs/files/split-other-signer.apk');
  const UNSIGNED = apk();

  it('with two signers', () => {
    const lines = shown(inComment(OTHER, BASE)).filter((each) => each.includes('signer'));
    expect(lines).toEqual([
      expect.stringMatching(/ signer: 5c74c70f[0-9a-f]{56}, else 1230930e[0-9a-f]{56}; ANOM_ZIP_MULTI_EOCD$/),
    ]);
  });

  it('with one signer and the same manifest: nothing differs', () => {
    expect(shown(inComment(BASE, BASE))).toEqual([]);
  });

  it('of which the other carries no signature: no other signer is shown', () => {
    expect(shown(inComment(UNSIGNED, BASE)).filter((each) => each.includes('signer'))).toEqual([]);
  });

  it('of which the other has no manifest: nothing is shown that differs', () => {
    const other = buildZip({ entries: [{ name: 'a.txt', data: Uint8Array.of(1) }] });
    expect(shown(inComment(other, BASE))).toEqual([]);
  });
});

/** A limit with another number as its raw value. */
const rawLimit = (value: number, raw: string): AttributeSpec => ({ ...int('maxSdkVersion', value), raw });

describe('what the formats leave open, or decide as Android does', () => {
  const nothing: readonly (readonly [string, () => Uint8Array])[] = [
    [
      'one name that points outside the archive, in an app without permissions',
      () =>
        archive([
          { name: MANIFEST, data: buildXml({ root: app() }) },
          { name: '../assets/0/logo.png', data: Uint8Array.of(1) },
        ]),
    ],
    [
      'a method that does not exist, of another entry',
      () =>
        buildZip({
          entries: [
            { name: MANIFEST, data: baseManifest() },
            { name: 'classes.dex', data: dex(), both: { method: 0x4d } },
          ],
        }),
    ],
    ['a limit that is above every version', () => apkOfRoot(app(uses(READ_SMS, { attributes: [rawLimit(99, '98')] })))],
  ];

  it.each(nothing)('%s', (_, build) => {
    expect(shown(build())).toEqual([]);
  });

  it('a limit within the versions differs on the versions between', () => {
    expect(shown(apkOfRoot(app(uses(READ_SMS, { attributes: [rawLimit(28, '25')] }))))).toEqual([
      '21-37 permission: READ_SMS (Android API 21-28), else READ_SMS (Android API 21-25); ANOM_ATTR_RAW_TYPED',
    ]);
  });
});

describe('a manifest that stands alone', () => {
  it('is compared as well', () => {
    const bytes = buildXml({ root: app(uses(READ_SMS, { attribute: { raw: DECOY } })) });
    expect(linesOf(openInput(bytes, { apiRange: [FIRST_API, LAST_API] }))).toEqual(decoy('ANOM_ATTR_RAW_TYPED'));
  });
});

describe('a second reading that meets a limit', () => {
  it.each<[string, Uint8Array, Partial<Limits>, string]>([
    [
      'the size of a stored manifest',
      apk({ both: { compressedSize: 4000 }, after: fill(4000) }),
      { manifestBytes: 3000 },
      'LIMIT_ENTRY',
    ],
    [
      'the entries that a directory lists',
      buildZip({
        entries: [{ name: MANIFEST, data: baseManifest() }, dexEntry(), { name: MANIFEST, data: decoyManifest() }],
        end: { records: 2, recordsOnDisk: 2 },
      }),
      { entries: 2 },
      'LIMIT_INPUT',
    ],
  ])('%s: it is an oddity and proves nothing', (_, bytes, limits, code) => {
    const facts = readApk(new MemoryByteSource(bytes), 'a.apk', { apiRange: [FIRST_API, LAST_API], limits });
    expect(facts.divergences).toBeUndefined();
    const note = facts.anomalies.find((anomaly) => anomaly.code === 'ANOM_NOT_COMPARED');
    expect(note).toMatchObject({ severity: 'medium', evidence: expect.stringContaining(code) as string });
    expect(outcomeOf(facts)).toBe('complete-with-anomalies');
  });
});
