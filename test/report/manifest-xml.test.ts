import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { ManifestNode } from '../../src/facts/manifest-tree.js';
import { DEEPEST_MANIFEST, MOST_MANIFEST_BYTES, renderManifestXml } from '../../src/report/manifest-xml.js';
import { HOSTILE } from './samples.js';

function node(name: string, attributes: [string, string][] = [], children: ManifestNode[] = []): ManifestNode {
  return { name, attributes: attributes.map(([key, value]) => ({ name: key, value })), children };
}

/** Whether fast-xml-parser's own checks find nothing wrong; its successor is a package of its own. */
function isWellFormed(xml: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return XMLValidator.validate(xml) === true;
}

function nested(depth: number): ManifestNode {
  let tree = node('leaf');
  for (let level = 1; level < depth; level++) tree = node('a', [], [tree]);
  return tree;
}

describe('renderManifestXml', () => {
  it('writes what a person would write', () => {
    const tree = node(
      'manifest',
      [['package', 'com.example']],
      [
        node('uses-permission', [['android:name', 'android.permission.CAMERA']]),
        node('application', [['android:debuggable', 'true']], [node('activity', [['android:name', '.Main']])]),
        node('uses-permission', [['android:name', 'android.permission.INTERNET']]),
      ],
    );
    expect(renderManifestXml(tree)).toBe(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example">',
        '  <uses-permission android:name="android.permission.CAMERA"/>',
        '  <application android:debuggable="true">',
        '    <activity android:name=".Main"/>',
        '  </application>',
        '  <uses-permission android:name="android.permission.INTERNET"/>',
        '</manifest>',
        '',
      ].join('\n'),
    );
  });

  it('escapes values so that they mean the same', () => {
    const value = `a<b>&"c"'d'\n\tx\u202e快`;
    const xml = renderManifestXml(node('manifest', [['android:label', value]]));
    expect(xml).toContain('&#xA;&#x9;x&#x202E;快');
    const parser = new XMLParser({ ignoreAttributes: false, htmlEntities: true, parseAttributeValue: false });
    expect(parser.parse(xml)).toMatchObject({ manifest: { '@_android:label': value } });
  });

  it('writes what XML cannot hold as text', () => {
    const xml = renderManifestXml(node('manifest', [['android:label', '\u0000\u001b[2J\ud800\uffff']]));
    expect(xml).toContain('android:label="\\u{0}\\u{1B}[2J\\u{D800}\\u{FFFF}"');
  });

  it('shows look-alike letters in names', () => {
    const xml = renderManifestXml(node('uses-permission', [['android:name', 'android.permission.R\u0415AD_SMS']]));
    expect(xml).toContain('android:name="android.permission.R&#x415;AD_SMS"');
  });

  it('makes every name well-formed', () => {
    const xml = renderManifestXml(
      node('a b<', [
        ['1x', '1'],
        ['evil:name', '2'],
        ['', '3'],
        ['__proto__', '4'],
        ['xmlns:android', '5'],
      ]),
    );
    expect(xml).toContain('<a_x0020_b_x003C_ xmlns:android="http://schemas.android.com/apk/res/android"');
    expect(xml).toContain('_x0031_x="1" evil_x003A_name="2" _="3" _x005F__proto__="4" _x0078_mlns_x003A_android="5"');
    expect(isWellFormed(xml)).toBe(true);
  });

  it('keeps attributes that are there twice', () => {
    const xml = renderManifestXml(
      node('manifest', [
        ['android:name', 'one'],
        ['android:name', 'two'],
        ['android:name.2', 'three'],
      ]),
    );
    expect(xml).toContain('android:name="one" android:name.2="two" android:name.2.2="three"');
  });

  it('refuses what is nested too deep and takes what is not', () => {
    // The validator takes time by the square of the depth.
    expect(isWellFormed(renderManifestXml(nested(200)))).toBe(true);
    expect(renderManifestXml(nested(DEEPEST_MANIFEST)).match(/<\//g)).toHaveLength(DEEPEST_MANIFEST - 1);
    expect(() => renderManifestXml(nested(DEEPEST_MANIFEST + 1))).toThrow(
      expect.objectContaining({ code: 'LIMIT_NODES' }),
    );
    expect(() => renderManifestXml(nested(100_000))).toThrow(expect.objectContaining({ code: 'LIMIT_NODES' }));
  });

  it('refuses what would be too large, though little of the file says it', () => {
    const value = 'x'.repeat(4 * 1024 * 1024 - 100);
    const document = (children: number): ManifestNode => ({
      ...node('manifest', []),
      children: Array.from({ length: children }, () => node('meta', [['android:value', value]])),
    });
    expect(renderManifestXml(document(4)).length).toBeLessThanOrEqual(MOST_MANIFEST_BYTES + 200);
    expect(() => renderManifestXml(document(5))).toThrow(
      expect.objectContaining({
        told: { code: 'LIMIT_REPORT', data: { problem: 'tooLarge', format: 'xml', limit: MOST_MANIFEST_BYTES } },
      }),
    );
  });

  it('is well-formed and safe for every tree', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('android:name', HOSTILE, ''));
    const attribute = fc.record({ name: text, value: text });
    const shape = (children: fc.Arbitrary<ManifestNode[]>): fc.Arbitrary<ManifestNode> =>
      fc.record({ name: text, attributes: fc.array(attribute, { maxLength: 4 }), children });
    const leaf = shape(fc.constant([]));
    const twig = shape(fc.array(leaf, { maxLength: 3 }));
    const tree = shape(fc.array(fc.oneof(leaf, twig), { maxLength: 3 }));
    fc.assert(
      fc.property(tree, (one) => {
        const xml = renderManifestXml(one);
        expect(isWellFormed(xml)).toBe(true);
        expect(xml).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
