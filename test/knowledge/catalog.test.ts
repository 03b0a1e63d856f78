/** Over the whole catalogue: looked up in its lines, it says what the list that it was made of says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogLines } from '../../scripts/lib/catalog-lines.mjs';
import { dataLines } from '../../scripts/lib/data-lines.mjs';
import { DataLines } from '../../src/bytes/data-lines.js';
import { catalog, catalogOf, type PermissionInfo } from '../../src/knowledge/catalog.js';
import { isSensitive } from '../../src/knowledge/index.js';
import { skeletonOf } from '../../src/knowledge/look-alike.js';
import { shippedCatalog } from '../rulebook/shipped.js';

const shipped = shippedCatalog() as unknown as PermissionInfo[];
const names = shipped.map(({ name }) => name);

/** A catalogue that nobody asked yet, and the lines of it that were parsed. */
function unread(permissions: readonly PermissionInfo[] = shipped) {
  const parsed: number[] = [];
  class Counted extends DataLines {
    override parse(line: number): unknown {
      parsed.push(line);
      return super.parse(line);
    }
  }
  const text = dataLines((add) => catalogLines({ provenance: null, newestApi: 37, permissions }, [], add));
  return { known: catalogOf(new Counted(text)).permissions, parsed };
}

describe('the compiled catalogue', () => {
  it('has every permission under its name, and the same names and permissions as lists', () => {
    const { known, parsed } = unread();
    expect(known.names()).toEqual(names);
    expect(parsed).toEqual([]);
    for (const info of shipped) expect(known.get(info.name)).toStrictEqual(info);
    expect(JSON.stringify(known.all())).toBe(JSON.stringify(shipped));
    expect(known.get(names[0] ?? '')).toBe(known.all()[0]);
    expect(catalog().permissions.all()).toEqual(shipped);
    // Each is parsed once.
    expect(parsed).toHaveLength(names.length);
  });

  it('finds what a table finds, whatever was asked before', () => {
    const table = new Map(shipped.map((info) => [info.name, info]));
    const name = fc.oneof(
      fc.constantFrom(...names),
      fc.constantFrom(...names).map((known) => `${known}S`),
      fc.constantFrom(...names).map((known) => known.slice(0, -1)),
      fc.string(),
      fc.constantFrom('', '"', '{', '~', 'android.permission.', '__proto__', 'constructor'),
    );
    fc.assert(
      // More than it searches for one by one.
      fc.property(fc.array(name, { maxLength: 500, size: 'max' }), (asked) => {
        const { known } = unread();
        for (const each of asked) expect(known.get(each)).toEqual(table.get(each));
      }),
      { numRuns: 20 },
    );
  });

  it.each([0, 1, 2, 3])('finds each of %i permissions, and none between them', (count) => {
    const some = shipped.slice(0, count);
    const { known } = unread(some);
    expect(known.all()).toEqual(some);
    for (const info of some) expect(known.get(info.name)).toEqual(info);
    for (const other of ['', 'a', ...some.map(({ name }) => `${name}.`), '~']) expect(known.get(other)).toBeUndefined();
  });

  it('parses what it is asked for alone', () => {
    const { known, parsed } = unread();
    known.get('android.permission.READ_SMS');
    known.get('android.permission.READ_SMS');
    known.get('com.example.MINE');
    expect(parsed).toHaveLength(1);
  });

  it('has what the names of its sensitive permissions look like', () => {
    const sensitive = names.filter((name) => isSensitive(name));
    expect([...catalog().lookAlikes()]).toEqual([...new Map(sensitive.map((name) => [skeletonOf(name), name]))]);
  });

  it.each([
    ['are out of order', ['b', 'a']],
    ['come twice', ['a', 'a']],
    ['have letters that JSON escapes', ['a"']],
  ])('is not made of names that %s', (_, given) => {
    const permissions = given.map((name) => ({ name }) as PermissionInfo);
    expect(() => unread(permissions)).toThrow('cannot be searched');
  });
});
