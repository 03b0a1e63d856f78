import { describe, expect, it } from 'vitest';
import { AddressError, isAddress, parseAddress } from '../../src/remote/address.js';

describe('an address', () => {
  it.each([
    ['https://example.com/a.apk', true],
    ['HTTP://example.com/a.apk', true],
    ['s3://bucket/a.apk', true],
    ['/store/a.apk', false],
    ['./https://example.com/a.apk', false],
    ['C:\\apks\\a.apk', false],
    ['postgres://host/database', false],
    ['s3:/bucket/a.apk', false],
  ])('%s: %s', (named, isOne) => {
    expect(isAddress(named)).toBe(isOne);
  });

  it.each([
    ['https://Example.COM:443/a b.apk?v=1#part', 'https://example.com/a%20b.apk?v=1'],
    ['http://例え.jp/a.apk', 'http://xn--r8jz45g.jp/a.apk'],
    ['s3://bucket/a/b.apk', 's3://bucket/a/b.apk'],
    ['S3://bucket/a%20b.apk', 's3://bucket/a%20b.apk'],
    ['s3://bucket', 's3://bucket/'],
  ])('%s is written as %s', (named, text) => {
    expect(parseAddress(named).text).toBe(text);
  });

  it.each([
    ['s3://bucket', '', true],
    ['s3://bucket/', '', true],
    ['s3://bucket/apks/', 'apks/', true],
    ['s3://bucket/apks', 'apks', false],
    ['s3://bucket/apks/a?b#c.apk', 'apks/a?b#c.apk', false],
  ])('%s: key %j, a prefix: %s', (named, key, isPrefix) => {
    expect(parseAddress(named)).toMatchObject({ bucket: 'bucket', key, isPrefix });
  });

  it.each([
    ['https://user:hunter2@example.com/a.apk', 'user', 'example.com'],
    ['https://hunter2@example.com:8443/a.apk', 'user', 'example.com:8443'],
    ['https://example.com/a.apk?X-Amz-Signature=hunter2', 'signed', 'example.com'],
    ['https://example.com/a.apk?x-amz-security-token=hunter2', 'signed', 'example.com'],
    ['https://example.com/a.apk?v=1&sig=hunter2', 'signed', 'example.com'],
    ['https://example.com/a.apk?access_token=hunter2', 'signed', 'example.com'],
    ['https://hunter2:99999/a.apk', 'unreadable', ''],
    ['https://', 'unreadable', ''],
    ['https://example.com/hunter2\n.apk', 'control', ''],
    ['https://example.com/hunter2\u0000.apk', 'control', ''],
    [`https://example.com/${'x'.repeat(8173)}`, 'long', ''],
    ['s3://hunter2:hunter2@bucket/a.apk', 'user', ''],
    ['s3://HUNTER2/a.apk', 'bucket', ''],
    ['s3:///hunter2.apk', 'bucket', ''],
    [`s3://bucket/${'x'.repeat(1025)}`, 'key', ''],
  ])('%j is not taken, and no secret of it is repeated', (named, problem, host) => {
    expect(() => parseAddress(named)).toThrow(AddressError);
    expect(() => parseAddress(named)).toThrow(expect.objectContaining({ message: problem, problem, host }));
  });

  it.each([`https://example.com/${'x'.repeat(8172)}`, `s3://bucket/${'x'.repeat(1024)}`])(
    'may be as long as %.20s',
    (named) => {
      expect(parseAddress(named).text).toBe(named);
    },
  );
});
