import { describe, expect, it } from 'vitest';
import { covers, fullPermissionNames, haveCommonName, namesPermission } from '../../src/rulebook/permission-names.js';

describe('permission names', () => {
  it('are made full, each once, wildcards left as they are', () => {
    expect(fullPermissionNames(['READ_SMS', 'a.b.*', 'android.permission.READ_SMS', 'a.b.C'])).toEqual([
      'android.permission.READ_SMS',
      'a.b.*',
      'a.b.C',
    ]);
  });

  it.each<[pattern: string, name: string, expected: boolean]>([
    ['a.b.C', 'a.b.C', true],
    ['a.b.C', 'a.b.CD', false],
    ['a.b.*', 'a.b.C', true],
    ['a.b.*', 'a.b.c.D', true],
    ['a.b.*', 'a.b.*', true],
    ['a.b.*', 'a.b.c.*', true],
    ['a.b.c.*', 'a.b.*', false],
    ['a.b.*', 'a.b', false],
    ['a.b.*', 'a.bc.D', false],
    ['a.b.*', 'A.b.C', false],
  ])('%s covers %s: %s', (pattern, name, expected) => {
    expect(covers(pattern, name)).toBe(expected);
    expect(namesPermission([pattern], name)).toBe(expected);
    expect(haveCommonName(name, pattern)).toBe(haveCommonName(pattern, name));
    if (expected) expect(haveCommonName(name, pattern)).toBe(true);
  });

  it('a list names what any of its entries names', () => {
    expect(namesPermission(['x.Y', 'a.b.*'], 'x.Y')).toBe(true);
    expect(namesPermission(['x.Y', 'a.b.*'], 'a.b.Z')).toBe(true);
    expect(namesPermission(['x.Y', 'a.b.*'], 'x.Z')).toBe(false);
    expect(namesPermission([], 'x.Y')).toBe(false);
  });
});
