/** Sub-types of a category: categories of their own, from the file of their parent. */
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/rulebook/problem.js';
import { validateRuleFiles } from '../../src/rulebook/validate.js';
import { smallRules } from './small-rules.js';

const CHAT = 'categories/chat.yaml';
const OFFICIAL = `official:
  source: LAW
  number: 7
  name: Chat
  basicFunction: Chatting
  necessaryInformation: [A number]
`;

function withSubtypes(subtypes: string): ReturnType<typeof validateRuleFiles> {
  return validateRuleFiles(smallRules([CHAT, 'rules:\n', `${OFFICIAL}subtypes:\n${subtypes}rules:\n`]));
}

const CALLS = `  - id: calls
    name: { en: Calls, zh: 通话 }
    aliases: [telephony]
    summary: Calls only
    necessary: [{ capabilities: [accessibility-service], why: For the example }]
`;

describe('sub-types', () => {
  it('become categories under the official type of their parent, without its needs and rules', () => {
    const { rulebook, problems } = withSubtypes(CALLS);
    expect(problems).toEqual([]);
    expect(rulebook?.categories.map(({ id }) => id)).toEqual(['chat', 'chat_calls', 'general']);
    const calls = rulebook?.categories.find(({ id }) => id === 'chat_calls');
    expect(calls).toMatchObject({
      parent: 'chat',
      aliases: ['telephony'],
      necessary: [{ capabilities: ['accessibility-service'], permissions: [] }],
      conditional: [],
      rules: [],
      official: { number: 7 },
    });
    expect(rulebook?.categories.find(({ id }) => id === 'chat')).not.toHaveProperty('parent');
  });

  it('are checked like every category, at the line they stand on', () => {
    const broken = CALLS.replace('telephony', 'messenger').replace('summary: Calls only', 'summary: Calls [V1]');
    expect(withSubtypes(broken).problems.map(formatProblem)).toEqual([
      'categories/chat.yaml:16: RULE_DUPLICATE_ID chat_calls: the name messenger is taken by chat',
      'categories/chat.yaml:16: RULE_CONFIDENCE_MARK "Calls [V1]"',
    ]);
    const foreign = CALLS.replace('For the example }]', 'For the example }]\n    official: {}');
    expect(withSubtypes(foreign).problems.map(({ code }) => code)).toEqual(['RULE_SCHEMA']);
    const need = CALLS.replace('accessibility-service', 'accessibility-service], permissions: [REED_SMS');
    expect(withSubtypes(need).problems.map(formatProblem)).toEqual([
      'categories/chat.yaml:20: RULE_UNKNOWN_PERMISSION permissions: unknown "android.permission.REED_SMS"',
    ]);
  });

  it('may be named like any category by a policy', () => {
    const clause = ["categories: ['*']", 'categories: [chat_calls]'] as const;
    const named = smallRules([CHAT, 'rules:\n', `subtypes:\n${CALLS}rules:\n`], ['policies/law.yaml', ...clause]);
    expect(validateRuleFiles(named).problems).toEqual([]);
  });
});
