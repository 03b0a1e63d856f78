/** The table of apksig (OidConstants.SUPPORTED_SIG_ALG_OIDS), at its bounds. */
import { expect, it } from 'vitest';
import { isKnownOn, nameOfAlgorithms } from '../../src/signing/jar-algorithms.js';

const MD5 = '1.2.840.113549.2.5';
const SHA1 = '1.3.14.3.2.26';
const SHA = (bits: 224 | 256 | 384 | 512): string =>
  `2.16.840.1.101.3.4.2.${{ 224: '4', 256: '1', 384: '2', 512: '3' }[bits]}`;
const RSA = '1.2.840.113549.1.1';
const DSA = '2.16.840.1.101.3.4.3';
const EC = '1.2.840.10045';

/** The versions from 1 to 37 that know a pair, as spans. */
function known(digest: string, signature: string): string {
  const spans: [number, number][] = [];
  for (let api = 1; api <= 37; api++) {
    if (!isKnownOn({ digest, signature }, api)) continue;
    const last = spans.at(-1);
    if (last?.[1] === api - 1) last[1] = api;
    else spans.push([api, api]);
  }
  return spans.map((span) => span.join('-')).join(' ');
}

it.each([
  [MD5, `${RSA}.1`, '1-37'],
  [MD5, `${RSA}.4`, '1-8 21-37'],
  [SHA1, `${RSA}.1`, '1-37'],
  [SHA1, `${RSA}.5`, '1-37'],
  [SHA(224), `${RSA}.1`, '1-8 21-37'],
  [SHA(224), `${RSA}.14`, '1-8 21-37'],
  [SHA(256), `${RSA}.1`, '1-8 18-37'],
  [SHA(256), `${RSA}.11`, '1-8 18-37'],
  [SHA(384), `${RSA}.1`, '18-37'],
  [SHA(384), `${RSA}.12`, '21-37'],
  [SHA(512), `${RSA}.1`, '18-37'],
  [SHA(512), `${RSA}.13`, '21-37'],
  [SHA1, `${RSA}.11`, '21-23'],
  [SHA(256), `${RSA}.5`, '21-21'],
  [SHA(224), `${RSA}.11`, '21-21'],
  [SHA(512), `${RSA}.12`, '21-21'],
  [SHA1, '1.2.840.10040.4.1', '1-37'],
  [SHA1, '1.2.840.10040.4.3', '9-37'],
  [SHA(256), '1.2.840.10040.4.1', '22-37'],
  [SHA(224), `${DSA}.1`, '21-37'],
  [SHA(256), `${DSA}.2`, '21-37'],
  [SHA(512), `${DSA}.2`, '21-23'],
  [SHA(512), '1.2.840.10040.4.1', ''],
  [SHA1, `${EC}.2.1`, '18-37'],
  [SHA(224), `${EC}.2.1`, '21-37'],
  [SHA(256), `${EC}.2.1`, '18-37'],
  [SHA1, `${EC}.4.1`, '18-37'],
  [SHA(256), `${EC}.4.3.2`, '21-37'],
  [MD5, `${EC}.4.3.2`, '21-23'],
  [MD5, `${EC}.2.1`, ''],
  [SHA(256), `${RSA}.10`, ''],
  ['1.2.3', `${RSA}.1`, ''],
])('%s with %s: %s', (digest, signature, expected) => {
  expect(known(digest, signature)).toBe(expected);
});

it.each([
  [SHA(256), `${DSA}.2`, 'SHA256withDSA'],
  [SHA(256), '1.2.840.10040.4.1', 'SHA256withDSA'],
  [SHA1, `${RSA}.11`, 'SHA1/SHA256withRSA'],
  ['1.2.3', '4.5.6', '1.2.3with4.5.6'],
])('is called %s', (digest, signature, name) => {
  expect(nameOfAlgorithms({ digest, signature })).toBe(name);
});
