/** What an audit is judged by. */
import { describe, expect, it } from 'vitest';
import {
  auditContext,
  heldOf,
  isNecessityJudged,
  textIn,
  translationIn,
  type AuditRequest,
} from '../../src/audit/request.js';
import type { AppFacts, Manifest } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang, Text, Translation } from '../../src/rulebook/types.js';
import { factsOf, fullName, type AppShape } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const rulebook = builtinRulebook();
const REQUEST: AuditRequest = {
  ...{ category: 'lending', policies: [], features: [], asOf: '2026-11-23' },
  tool: { name: 'permaudit', version: '0' },
  words: AUDIT_WORDS,
};

describe('the target', () => {
  const targetOf = (levels: Pick<Manifest, 'minSdk' | 'targetSdk'> | null): number => {
    const facts: AppFacts = factsOf({ permissions: [] });
    const manifest = levels === null || facts.manifest === null ? null : { ...facts.manifest, ...levels };
    return auditContext({ ...facts, manifest }, rulebook, REQUEST).targetSdk;
  };

  // Android takes minSdkVersion for a target that is not given (ParsingPackageUtils.parseUsesSdk).
  it.each([
    [{ targetSdk: 34, minSdk: 21 }, 34],
    [{ targetSdk: null, minSdk: 21 }, 21],
    [{ targetSdk: null, minSdk: null }, 0],
    [null, 0],
  ])('of %j is %i', (levels, expected) => {
    expect(targetOf(levels as Pick<Manifest, 'minSdk' | 'targetSdk'> | null)).toBe(expected);
  });
});

describe('necessity', () => {
  it.each<[Partial<AuditRequest>, boolean]>([
    [{}, true],
    [{ role: 'consumer' }, true],
    [{ role: 'supply' }, false],
    [{ category: null }, false],
    [{ category: 'other' }, false],
    [{ category: 'no-such-category' }, false],
  ])('with %j is judged: %s', (change, expected) => {
    const context = auditContext(factsOf({ permissions: [] }), rulebook, { ...REQUEST, ...change });
    expect(isNecessityJudged(context)).toBe(expected);
  });
});

describe('what is held of a list', () => {
  const held = (app: AppShape, list: string[]): string[] =>
    heldOf(list.map(fullName), auditContext(factsOf(app), rulebook, REQUEST)).map(({ name }) => name);
  const app: AppShape = {
    permissions: ['android.permission.health.READ_STEPS', 'CAMERA', 'android.permission.health.READ_SLEEP'],
    targetSdk: 36,
  };

  it('is in its order, then what only a wildcard names, each once', () => {
    expect(held(app, ['CAMERA', 'RECORD_AUDIO'])).toEqual([fullName('CAMERA')]);
    expect(held(app, ['android.permission.health.READ_SLEEP', 'android.permission.health.*'])).toEqual([
      'android.permission.health.READ_SLEEP',
      'android.permission.health.READ_STEPS',
    ]);
    expect(held(app, ['RECORD_AUDIO'])).toEqual([]);
  });
});

describe('the languages of the rulebook', () => {
  it.each<[Text, Lang | undefined, string]>([
    [{ en: 'word', zh: '词' }, undefined, 'word'],
    [{ en: 'word', zh: '词' }, 'en', 'word'],
    [{ en: 'word', zh: '词' }, 'zh', '词'],
    [{ en: 'word' }, 'zh', 'word'],
    [{ en: 'word' }, 'en', 'word'],
  ])('of %j, asked for in %s: %s', (text, lang, expected) => {
    expect(textIn(text, lang)).toBe(expected);
  });

  // A quotation is not translated into its own language, nor into English where Chinese is asked for.
  it.each<[Translation | undefined, Lang | undefined, string | undefined]>([
    [{ en: 'words' }, undefined, 'words'],
    [{ en: 'words' }, 'en', 'words'],
    [{ en: 'words' }, 'zh', undefined],
    [{ zh: '词' }, 'zh', '词'],
    [{ zh: '词' }, undefined, undefined],
    [{ en: 'words', zh: '词' }, 'zh', '词'],
    [{ en: 'words', zh: '词' }, 'en', 'words'],
    [undefined, 'en', undefined],
  ])('of the translation %j, asked for in %s: %s', (translation, lang, expected) => {
    expect(translationIn(translation, lang)).toBe(expected);
  });

  it('are those of our own sentences too, English where none is asked for', () => {
    const said = (lang?: Lang): string =>
      auditContext(factsOf({ permissions: [] }), rulebook, {
        ...REQUEST,
        ...(lang === undefined ? {} : { lang }),
      }).sentences.NEVER_ASKED({});
    expect(said()).toBe(AUDIT_WORDS.sentences.en.NEVER_ASKED({}));
    expect(said('en')).toBe(said());
    expect(said('zh')).toBe(AUDIT_WORDS.sentences.zh.NEVER_ASKED({}));
    expect(said('zh')).not.toBe(said());
  });
});

describe('what opens something', () => {
  // The wallpaper is of concern in loan apps alone (rules/data-types.yaml, screen-appearance).
  it.each<[string | null, boolean]>([
    ['lending', true],
    ['news', false],
    ['no-such-category', false],
    [null, false],
  ])('in the category %s: the wallpaper (%s)', (category, isHeld) => {
    const facts = factsOf({ permissions: ['SET_WALLPAPER', 'CAMERA'], targetSdk: 36 });
    const { effective } = auditContext(facts, rulebook, { ...REQUEST, category });
    expect([...effective.keys()]).toEqual(isHeld ? ['SET_WALLPAPER', 'CAMERA'].map(fullName) : [fullName('CAMERA')]);
  });
});
