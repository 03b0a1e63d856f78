import { sign } from 'node:crypto';
import { CLAUSES_EN } from '../../src/words/en/clauses.js';
import { clauseIn } from '../../src/words/clauses.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import type { JarSignature } from '../../src/signing/jar-signature.js';
import { jarProblems } from '../../src/signing/verify-jar.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { digest, newKey } from './der.js';

const KEY = newKey('jar');
const MF = 'META-INF/MANIFEST.MF';
const SF = 'META-INF/A.SF';
const APP = 'AndroidManifest.xml';
const CODE = 'classes.dex';
const FILES: Record<string, string> = { [APP]: 'manifest', [CODE]: 'code' };

const base64 = (text: string, algorithm = 'sha256'): string =>
  Buffer.from(digest(algorithm, utf8(text))).toString('base64');
const section = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const HEAD = section(['Manifest-Version: 1.0']);
const entrySection = (name: string, content = FILES[name] ?? ''): string =>
  section([`Name: ${name}`, `SHA-256-Digest: ${base64(content)}`]);
const MANIFEST =
  HEAD +
  Object.keys(FILES)
    .map((name) => entrySection(name))
    .join('');

/** A signature file over a manifest, its main section after changes. */
function signatureFile({
  main = {},
  manifest = MANIFEST,
  names = Object.keys(FILES),
}: {
  main?: Record<string, string | null>;
  manifest?: string;
  names?: readonly string[];
} = {}): string {
  const attributes: Record<string, string | null> = {
    'Signature-Version': '1.0',
    'SHA-256-Digest-Manifest': base64(manifest),
    ...main,
  };
  const lines = Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const sections = names.map((name) => section([`Name: ${name}`, `SHA-256-Digest: ${base64(entrySection(name))}`]));
  return section(lines) + sections.join('');
}

interface JarSpec {
  manifest?: string | null;
  /** Signature files by name. */
  signed?: Record<string, string>;
  files?: Record<string, string>;
  /** What the signatures cover instead of their files. */
  covered?: string;
}

function problems({
  manifest = MANIFEST,
  signed = { [SF]: signatureFile() },
  files = FILES,
  covered,
}: JarSpec = {}): string[] {
  const entries = Object.entries({ ...files, ...(manifest === null ? {} : { [MF]: manifest }), ...signed });
  const bytes = buildZip({ entries: entries.map(([name, text]) => ({ name, data: utf8(text) })) });
  const reading = new Reading(37);
  const signatures = Object.entries(signed).map(([name, text]): JarSignature => ({
    block: name.replace('.SF', '.EC'),
    signatureFile: name,
    signers: [
      {
        certificate: KEY.certificate,
        hash: 'sha256',
        algorithms: { digest: '2.16.840.1.101.3.4.2.1', signature: '1.2.840.10045.2.1' },
        signedAttributes: null,
        contentDigest: null,
        signature: sign('sha256', utf8(covered ?? text), KEY.privateKey),
      },
    ],
  }));
  const problems = jarProblems(ZipArchive.open(new MemoryByteSource(bytes), reading), signatures, reading);
  return problems.map((problem) => clauseIn(CLAUSES_EN.schemeProblem, problem) ?? problem.code);
}

const NO_FIT = [`${SF} does not fit ${MF}`];
const REMOVED = [`${SF} says that a newer signature belongs to it, which was removed`];
const changed = (names: string): string[] => [`entries are not as they were signed: ${names}`];

describe('JAR signatures', () => {
  it('verify', () => {
    expect(problems()).toEqual([]);
  });

  it('need a manifest that can be read', () => {
    expect(problems({ manifest: null })).toEqual([`there is no ${MF}`]);
    expect(problems({ manifest: `${MANIFEST}${entrySection(CODE)}` })).toEqual([
      `${MF}: a name stands in two sections`,
    ]);
  });

  it('need a block over the signature file', () => {
    expect(problems({ covered: 'other' })).toEqual([`META-INF/A.EC does not sign ${SF}`]);
  });
});

describe('the newer schemes that a signature file names', () => {
  it.each(['2', '3', '2, 3', '1,2', '1,3', ' 3 ', '3,', ',2', '02', '003', '+2', '+3', '99,3'])(
    '"%s": one was removed',
    (list) => {
      expect(problems({ signed: { [SF]: signatureFile({ main: { 'X-Android-APK-Signed': list } }) } })).toEqual(
        REMOVED,
      );
    },
  );

  it.each(['', '1', '4', '23', '32', '20', '-2', '-3', '2 3', '3x', '2.0', '0', '+', '++2', ','])(
    '"%s": none that Android knows',
    (list) => {
      expect(problems({ signed: { [SF]: signatureFile({ main: { 'X-Android-APK-Signed': list } }) } })).toEqual([]);
    },
  );
});

describe('a signature file', () => {
  const wrong = base64('other');
  const withMain = (main: Record<string, string | null>, manifest = MANIFEST): string[] =>
    problems({ manifest, signed: { [SF]: signatureFile({ main, manifest: MANIFEST }) } });

  it('states the version of its format', () => {
    expect(withMain({ 'Signature-Version': null })).toEqual([`${SF} states no version of its format`]);
    expect(withMain({ 'Signature-Version': '9' })).toEqual([]);
  });

  it('covers the manifest as a whole, or section by section', () => {
    const other = HEAD.replace('1.0', '1.1') + MANIFEST.slice(HEAD.length);
    expect(withMain({ 'SHA-256-Digest-Manifest': wrong })).toEqual([]);
    expect(withMain({ 'SHA-256-Digest-Manifest': null })).toEqual([]);
    expect(withMain({}, other)).toEqual([]);
    const gone = `${MANIFEST}${entrySection('more', 'x')}`;
    expect(withMain({}, gone)).toEqual(['entries that were signed are gone: more']);
    const changedSection = HEAD + entrySection(APP, 'evil') + entrySection(CODE);
    expect(withMain({}, changedSection)).toEqual(NO_FIT);
    expect(withMain({}, HEAD + entrySection(APP))).toEqual(NO_FIT);
    expect(problems({ manifest: other, signed: { [SF]: signatureFile({ names: [] }) } })).toEqual(NO_FIT);
  });

  it.each([
    ['fits', base64(HEAD), 'tool', []],
    ['does not fit', wrong, 'tool', NO_FIT],
    ['does not fit, by the old tool that wrote it otherwise', wrong, '1.0 (signtool)', []],
  ])('whose digest of the main section %s', (_, value, tool, expected) => {
    expect(withMain({ 'SHA-256-Digest-Manifest-Main-Attributes': value, 'Created-By': tool })).toEqual(expected);
  });

  it('of the old tool has another name for the digest of the manifest, and leaves a second line end out', () => {
    const old = { 'Created-By': '1.0 (signtool)', 'SHA-256-Digest-Manifest': null };
    const none = signatureFile({ main: { ...old, 'SHA-256-Digest': base64(MANIFEST) }, names: [] });
    expect(problems({ signed: { [SF]: none } })).toEqual(changed(`${APP}, ${CODE}`));
    expect(withMain({ ...old, 'SHA-256-Digest': wrong })).toEqual([]);
    // Its lines end with one byte, and the digest of a section is that of all but the last.
    const lines = (text: string): string => text.replaceAll('\r\n', '\n');
    const sections = Object.keys(FILES).map((name) => lines(entrySection(name)));
    const stated = Object.keys(FILES).map((name, at) =>
      lines(section([`Name: ${name}`, `SHA-256-Digest: ${base64((sections[at] ?? '').slice(0, -1))}`])),
    );
    const by = (tool: string): string =>
      lines(section(['Signature-Version: 1.0', `Created-By: ${tool}`])) + stated.join('');
    const manifest = lines(HEAD) + sections.join('');
    expect(problems({ manifest, signed: { [SF]: by('signtool') } })).toEqual([]);
    expect(problems({ manifest, signed: { [SF]: by('tool') } })).toEqual(NO_FIT);
  });

  it('that signs nothing is passed over where another signs', () => {
    const silent = signatureFile({ main: { 'Signature-Version': null } });
    const missing = signatureFile({ main: { 'SHA-256-Digest-Manifest': wrong }, names: ['gone', APP] });
    for (const other of [silent, missing]) {
      expect(problems({ signed: { 'META-INF/B.SF': other, [SF]: signatureFile() } })).toEqual([]);
    }
    expect(problems({ signed: { [SF]: missing } })).toEqual(NO_FIT);
  });

  it.each(['SHA-512', 'SHA-384', 'SHA-256', 'SHA1'])('counts by its first digest: %s before the rest', (first) => {
    const order = ['SHA-512', 'SHA-384', 'SHA-256', 'SHA1'];
    const hash = (name: string): string => name.toLowerCase().replace('sha-', 'sha');
    const weaker = order.slice(order.indexOf(first) + 1);
    const none = { 'SHA-256-Digest-Manifest': null };
    const stated = (good: string, rest: string): Record<string, string | null> => ({
      ...none,
      ...(Object.fromEntries([
        [`${first}-Digest-Manifest`, good],
        ...weaker.map((name) => [`${name}-Digest-Manifest`, rest === '' ? base64(MANIFEST, hash(name)) : rest]),
      ]) as Record<string, string>),
    });
    const signed = (main: Record<string, string | null>): string[] =>
      problems({ signed: { [SF]: signatureFile({ main, names: [] }) } });
    // Without sections nothing but this digest speaks for the manifest, but then no entry is signed either.
    expect(signed(stated(base64(MANIFEST, hash(first)), wrong))).toEqual(changed(`${APP}, ${CODE}`));
    expect(signed(stated(wrong, ''))).toEqual(NO_FIT);
  });
});

describe('the entries', () => {
  it('that are gone', () => {
    const names = ['a', 'b', 'c', 'd'];
    const manifest = MANIFEST + names.map((name) => entrySection(name, 'x')).join('');
    const signed = { [SF]: signatureFile({ manifest }) };
    expect(problems({ manifest, signed })).toEqual(['entries that were signed are gone: a, b, c and 1 more']);
    const files = { ...FILES, a: 'x', b: 'x', c: 'x', d: 'x' };
    expect(
      problems({
        manifest,
        files,
        signed: { [SF]: signatureFile({ manifest, names: [...Object.keys(FILES), ...names] }) },
      }),
    ).not.toContain('entries that were signed are gone: a, b, c and 1 more');
  });

  it('are as the manifest says, the rest of META-INF and folders aside', () => {
    expect(problems({ files: { ...FILES, [CODE]: 'evil' } })).toEqual(changed(CODE));
    expect(problems({ files: { ...FILES, 'assets/a': 'new' } })).toEqual(changed('assets/a'));
    expect(problems({ files: { ...FILES, 'META-INF/a': 'new', 'assets/': '' } })).toEqual([]);
  });

  it.each([
    [1, 'f0'],
    [2, 'f0, f1'],
    [3, 'f0, f1, f2'],
    [4, 'f0, f1, f2 and 1 more'],
    [5, 'f0, f1, f2 and 2 more'],
  ])('%i of them changed', (count, names) => {
    const more = Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 'new']));
    expect(problems({ files: { ...FILES, ...more } })).toEqual(changed(names));
  });

  it('count as signed only where a signature file names them', () => {
    expect(problems({ signed: { [SF]: signatureFile({ names: [APP] }) } })).toEqual(changed(CODE));
    expect(problems({ signed: { [SF]: signatureFile({ names: [] }) } })).toEqual(changed(`${APP}, ${CODE}`));
  });

  it('need the same signers, those of the manifest of the app', () => {
    const both = { [SF]: signatureFile(), 'META-INF/B.SF': signatureFile() };
    expect(problems({ signed: both })).toEqual([]);
    expect(problems({ signed: { ...both, [SF]: signatureFile({ names: [CODE] }) } })).toEqual(changed(CODE));
    expect(problems({ signed: { ...both, [SF]: signatureFile({ names: [APP] }) } })).toEqual(changed(CODE));
    // Whichever entry comes first in the archive.
    const codeFirst = { [CODE]: FILES[CODE] ?? '', [APP]: FILES[APP] ?? '' };
    const one = { ...both, [SF]: signatureFile({ names: [APP] }) };
    expect(problems({ files: codeFirst, signed: one })).toEqual(changed(CODE));
    expect(problems({ signed: { ...both, [SF]: signatureFile({ names: [] }) } })).toEqual([]);
  });
});
