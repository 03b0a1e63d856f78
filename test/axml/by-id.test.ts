import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeByName, attributesById } from '../../src/axml/by-id.js';
import { ANDROID_URI, TYPE, type AttributeSpec } from '../../fixtures/hostile/axml-writer.js';
import { element, plain, text } from '../../fixtures/hostile/base.js';
import { atRoot } from './documents.js';

const same = (id: number): number => id;
const attribute = (id: number, data: number): AttributeSpec => ({
  namespace: null,
  name: `a${id}`,
  id,
  type: TYPE.INT,
  data,
  raw: null,
});

/** RetrieveAttributes as AOSP writes it: one walk over the wanted ids, one over the attributes. */
function retrieve(wanted: readonly number[], ids: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  let at = 0;
  for (const want of wanted) {
    while (at < ids.length && want > ids[at]!) at++;
    if (at < ids.length && want === ids[at]) found.set(want, at++);
  }
  return found;
}

describe('attributesById', () => {
  it('finds what the merge of two ascending lists finds, for every order of attributes', () => {
    const id = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(fc.array(id, { maxLength: 10 }), fc.uniqueArray(fc.integer({ min: 1, max: 8 })), (ids, wanted) => {
        const sorted = [...wanted].sort((a, b) => a - b);
        const xml = atRoot({ root: element('a', ids.map(attribute)) });
        const visible = attributesById(xml, same);
        for (const [want, position] of retrieve(sorted, ids)) {
          expect(visible.get(want)?.typed.data).toBe(position);
        }
        // Walked for every id at once nothing is found that a walk for one id would not find.
        for (const [seen, value] of visible) {
          expect(retrieve([seen], ids).get(seen)).toBe(value.typed.data);
        }
      }),
    );
  });

  it('goes by the translated id', () => {
    const xml = atRoot({ root: element('a', [attribute(5, 1)]) });
    expect([...attributesById(xml, () => 9).keys()]).toEqual([9]);
  });
});

describe('attributeByName', () => {
  it('takes the first of a name and a namespace', () => {
    const xml = atRoot({
      root: element('a', [
        { ...plain('package', 'decoy'), namespace: ANDROID_URI },
        plain('package', 'one'),
        plain('package', 'two'),
      ]),
    });
    expect(attributeByName(xml, null, 'package')?.raw).toBe('one');
    expect(attributeByName(xml, ANDROID_URI, 'package')?.raw).toBe('decoy');
    expect(attributeByName(xml, null, 'split')).toBeNull();
  });

  it('compares the whole stated length, NULs included', () => {
    const xml = atRoot({ root: element('a', [text('name', 'n')]), utf8: true, replace: { name: 'name\0x' } });
    expect(attributeByName(xml, ANDROID_URI, 'name')).toBeNull();
  });
});
