import { describe, expect, it } from 'vitest';
import { langOfLocale } from '../../../src/cli/io/lang.js';
import { readLang } from '../../../src/cli/options/values.js';

describe('the language', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh.utf8' }, 'zh'],
    [{ LANG: 'zh_CN.GB18030' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{}, 'en'],
  ] as const)('of the locale %j is %s', (env, lang) => {
    expect(langOfLocale(env)).toBe(lang);
  });

  it('can be named', () => {
    expect(readLang('zh')).toBe('zh');
    expect(() => readLang('fr')).toThrow('--lang');
  });
});
