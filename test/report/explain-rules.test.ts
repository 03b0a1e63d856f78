/** What the explanations tell of the shipped rules that no single permission shows, and where they are mentioned. */
import { describe, expect, it } from 'vitest';
import { permissionInfo } from '../../src/knowledge/index.js';
import { explainDataType } from '../../src/report/explain/data-type.js';
import { explainCapability, explainPermission } from '../../src/report/explain/permission.js';
import { explainRule } from '../../src/report/explain/rule.js';
import { createPage } from '../../src/report/text/page-of.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { describePredicate, PREDICATE_EN, PREDICATE_ZH } from '../../src/words/predicates.js';
import { ruleMentions } from '../../src/rulebook/mentions.js';

const rulebook = builtinRulebook();
const page = createPage({ columns: 200, colorLevel: 0, unicode: true });
const flowing = (lines: string[]): string => lines.join(' ').replace(/\s+/g, ' ');
const rules = rulebook.categories.flatMap((category) => category.rules.map((rule) => ({ category, rule })));
const combining = rules.filter(({ rule }) => rule.predicate !== undefined);

function permission(name: string): string {
  const info = permissionInfo(`android.permission.${name}`);
  if (info === null) throw new Error(`no permission ${name}`);
  return flowing(explainPermission(page, rulebook, info));
}

describe('a rule that no single permission shows', () => {
  it.each(combining.map(({ category, rule }) => [rule.id, category, rule] as const))(
    '%s tells what it looks for, in both languages',
    (_, category, rule) => {
      if (rule.predicate === undefined) throw new Error('no predicate');
      const lines = describePredicate(rule.predicate, PREDICATE_EN);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).not.toMatch(/undefined|: *$/);
      for (const line of describePredicate(rule.predicate, PREDICATE_ZH)) expect(line).toMatch(/\p{Script=Han}/u);
      expect(flowing(explainRule(page, rulebook, category, rule))).toContain('Looks for • ');
    },
  );
});

describe('every rule that mentions a permission', () => {
  it('is told of it, be it one of many that the rule combines', () => {
    const told = permission('READ_SMS');
    for (const id of ['GEN-SMS', 'LEND-SMS-READ', 'GEN-STALKERWARE-PROFILE', 'LEND-HARASSMENT-KIT']) {
      expect(told).toContain(id);
    }
    expect(permission('INTERNET')).toContain('IME-NETWORK');
    expect(permission('CAMERA')).not.toContain('LEND-HARASSMENT-KIT');
  });

  it('leaves out none', () => {
    const name = 'android.permission.READ_CONTACTS';
    const ids = rules.filter(({ rule }) => ruleMentions(rulebook, rule, name)).map(({ rule }) => rule.id);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    const told = permission('READ_CONTACTS');
    for (const id of ids) expect(told).toContain(id);
  });

  it('is told of the data type too', () => {
    const sms = rulebook.dataTypes.find(({ id }) => id === 'sms');
    if (sms === undefined) throw new Error('no data type sms');
    expect(flowing(explainDataType(page, rulebook, sms))).toContain('LEND-HARASSMENT-KIT (lending)');
  });
});

describe('a power without a permission', () => {
  it('is told with what it opens, and every rule and clause that names it', () => {
    const told = flowing(explainCapability(page, rulebook, 'notification-listener'));
    expect(told).toMatch(/^ ?notification-listener Opens Notifications of other apps \(notification-content\)/);
    const named = [
      'LEND-BYPASS-NOTIFICATION',
      'GEN-STALKERWARE-PROFILE',
      'PLAY-SMS-ALTERNATIVE-METHODS',
      'wearable-companion',
    ];
    for (const id of named) expect(told).toContain(id);
  });
});

describe('every clause of an explanation', () => {
  it('carries its id, authority, basis and verification', () => {
    const told = permission('RECORD_AUDIO');
    expect(told).toMatch(
      /RBI-ONE-TIME-MICROPHONE \(in-rbi\), lending: only with kyc-interview\.[^]*?regulation; names the data; checked in a secondary source/,
    );
  });
});
