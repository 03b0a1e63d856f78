/** The shipped rules speak both languages. A user's own rule files may be in English only. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/knowledge/catalog.js';
import { builtinRulebook } from '../../src/rulebook/load.js';

const HAN = /\p{Script=Han}/u;

/** The path of every text (an object with `en`) whose Chinese is missing, empty or not Chinese. */
function withoutChinese(value: unknown, path: string): string[] {
  if (value === null || typeof value !== 'object') return [];
  if ('en' in value) {
    const zh = 'zh' in value ? value.zh : undefined;
    return typeof zh === 'string' && HAN.test(zh) ? [] : [path];
  }
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    // Translations of quotations are in the languages the quotation is not in.
    if (key === 'translation' || key === 'articleTranslation') return [];
    const id = part !== null && typeof part === 'object' && 'id' in part ? String(part.id) : key;
    return withoutChinese(part, path === '' ? id : `${path}.${id}`);
  });
}

describe('the search for texts without Chinese', () => {
  it('finds what lacks it and nothing else', () => {
    const part = {
      id: 'one',
      name: { en: 'Name', zh: '名称' },
      why: { en: 'Why' },
      lists: [
        { en: 'Empty', zh: '' },
        { en: 'Latin', zh: 'Latin' },
      ],
    };
    expect(withoutChinese([part], '')).toEqual(['one.why', 'one.lists.0', 'one.lists.1']);
  });
});

describe('every text of the shipped rulebook is in Chinese too', () => {
  const rulebook = builtinRulebook();
  it.each(['dataTypes', 'sources', 'features', 'categories', 'policies'] as const)('in %s', (part) => {
    expect(rulebook[part].length).toBeGreaterThan(0);
    expect(withoutChinese(rulebook[part], '')).toEqual([]);
  });

  it('in the descriptions of the catalogue', () => {
    const described = catalog()
      .permissions.all()
      .filter(({ description }) => description !== undefined);
    expect(described.length).toBeGreaterThan(100);
    expect(described.filter((one) => withoutChinese(one.description, '').length > 0).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
