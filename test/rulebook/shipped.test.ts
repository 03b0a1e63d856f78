/** The rules that ship: valid, honest about their sources, complete. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { namesPermission } from '../../src/rulebook/permission-names.js';
import { shippedCatalog, shippedFiles, shippedRulebook } from './shipped.js';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const rulebook = shippedRulebook();
const clauses = rulebook.policies.flatMap((policy) => policy.clauses);
const rules = rulebook.categories.flatMap((category) => category.rules);

describe('rule files', () => {
  it('point their editors at a schema that exists', () => {
    for (const { path, text } of shippedFiles()) {
      const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1];
      expect(schema, path).toBeDefined();
      expect(existsSync(join(RULES, dirname(path), schema ?? '')), `${path}: ${schema}`).toBe(true);
    }
  });

  it('carry no confidence mark of the research notes', () => {
    for (const { path, text } of shippedFiles()) expect(text, path).not.toMatch(/\[V[12]|\[MEM|MEM-[HML]\b/);
  });

  it('compile to the same digest every time', () => {
    expect(shippedRulebook().sha256).toBe(rulebook.sha256);
    expect(rulebook.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('sources', () => {
  it('are all cited', () => {
    const cited = new Set([
      ...clauses.map((clause) => clause.source),
      ...rules.flatMap((rule) => rule.seeAlso ?? []),
      ...rulebook.categories.flatMap((category) => category.official?.source ?? []),
      ...rulebook.policies.flatMap((policy) => policy.withoutClause ?? []),
    ]);
    expect(rulebook.sources.map((source) => source.id).filter((id) => !cited.has(id))).toEqual([]);
  });

  it('quote nothing that was not read', () => {
    const memory = clauses.filter((clause) => clause.verification.startsWith('unverified'));
    expect(memory.length).toBeGreaterThan(0);
    expect(memory.filter((clause) => clause.quote !== undefined).map((clause) => clause.id)).toEqual([]);
  });

  it('of CN-39 are cited as our judgement, since the text names no permission', () => {
    const cn39 = clauses.filter((clause) => clause.source === 'CN-39');
    expect(cn39.length).toBeGreaterThan(0);
    expect(cn39.filter((clause) => clause.basis !== 'inferred' || clause.verdict === 'prohibited')).toEqual([]);
  });
});

describe('data types', () => {
  it('own every dangerous or special permission a store app can hold, each once', () => {
    const owned = rulebook.dataTypes.flatMap((dataType) => dataType.permissions);
    expect(new Set(owned).size).toBe(owned.length);
    const missing = shippedCatalog()
      .filter(({ kind, special, gone }) => (kind === 'dangerous' || special === true) && gone === undefined)
      .map(({ name }) => name)
      .filter((name) => !namesPermission(owned, name));
    expect(missing).toEqual([
      'android.permission.ACCESS_NOTIFICATIONS',
      'android.permission.CAPTURE_CONSENTLESS_BUGREPORT_ON_USERDEBUG_BUILD',
      'android.permission.INSTANT_APP_FOREGROUND_SERVICE',
      'android.permission.LOADER_USAGE_STATS',
      'android.permission.RECEIVE_SANDBOX_TRIGGER_AUDIO',
    ]);
  });

  it('are named in Chinese too, as are categories, features and rules', () => {
    const named = [...rulebook.dataTypes, ...rulebook.categories, ...rulebook.features, ...rulebook.policies];
    expect(named.filter((part) => part.name.zh === undefined).map((part) => part.id)).toEqual([]);
    expect(rules.filter((rule) => rule.title.zh === undefined).map((rule) => rule.id)).toEqual([]);
  });

  it('have a lending rule wherever they hold a dangerous or special permission', () => {
    const lending = rulebook.categories.find((category) => category.id === 'lending');
    const served = new Set(lending?.rules.flatMap((rule) => [rule.dataType, ...(rule.alsoDataTypes ?? [])]));
    const general = new Set(['browsing-history', 'system-log', 'advertising-id']);
    const unserved = rulebook.dataTypes.filter(
      (dataType) => dataType.permissions.length > 0 && !served.has(dataType.id) && !general.has(dataType.id),
    );
    expect(unserved.map((dataType) => dataType.id)).toEqual([]);
  });
});

describe('policies', () => {
  it('of the default set are the article, the 39 types and Google Play', () => {
    expect(rulebook.policies.filter((policy) => policy.default).map((policy) => policy.id)).toEqual([
      'article',
      'cn-39',
      'google-play',
    ]);
  });

  it('date the rules of Google Play that are still to come', () => {
    const dated = clauses.filter((clause) => clause.enforced === '2027-01-27');
    expect(dated.map((clause) => clause.id)).toEqual(['PLAY-PRECISE-LOCATION-SCOPE', 'PLAY-CONTACTS-PICKER']);
    for (const clause of dated) {
      expect(clause).toMatchObject({ announced: '2026-04-15', effective: '2027-01-27', targetSdk: { min: 37 } });
    }
  });

  it('let a default SMS or assistant app read messages, and a default phone or assistant app the call log', () => {
    const lifting = (id: string): readonly string[] | undefined =>
      clauses.find((clause) => clause.id === id)?.unlessCapabilities;
    expect(lifting('PLAY-SMS-CALL-LOG-HANDLER')).toEqual(['default-sms-handler', 'default-assistant-handler']);
    expect(lifting('PLAY-CALL-LOG-HANDLER')).toEqual(['default-dialer-handler', 'default-assistant-handler']);
  });
});
