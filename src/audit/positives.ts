/** What is fine and why: said only where nothing can be out of sight. */
import type { Text } from '../rulebook/types.js';
import { runsUnreadCode } from './code.js';
import { heldOf, textIn, type AuditContext } from './request.js';
import type { Finding, Outcome } from './types.js';

/** Begins the list of data that the app does without. */
const NOT_ASKED_FOR: Text = { en: 'No access requested to: ', zh: '未申请访问：' };
const LIST_COMMA: Text = { en: ', ', zh: '、' };

/**
 * Sentences of praise in the language asked for. None where the file has oddities or differs between versions, where
 * code is hidden, loaded at run time or was not read to the end, or where no category is declared.
 */
export function positivesOf(findings: readonly Finding[], outcome: Outcome, context: AuditContext): string[] {
  const { category, index, request } = context;
  if (category === null || outcome !== 'complete' || mayHideCode(context)) return [];
  const touched = new Set(findings.map(({ dataType }) => dataType));
  const absent = category.rules
    .filter(({ predicate, dataType }) => predicate === undefined && !touched.has(dataType))
    .map(({ dataType }) => index.dataType(dataType))
    .filter((dataType) => dataType?.sensitivity === 'high')
    .filter((dataType) => dataType !== undefined && !holds(dataType.permissions, dataType.capabilities, context))
    .map((dataType) => (dataType === undefined ? '' : textIn(dataType.name, request.lang)));
  const names = [...new Set(absent)];
  const notAsked = textIn(NOT_ASKED_FOR, request.lang) + names.join(textIn(LIST_COMMA, request.lang));
  return [...category.positives.map((text) => textIn(text, request.lang)), ...(names.length === 0 ? [] : [notAsked])];
}

function mayHideCode({ facts: { code } }: AuditContext): boolean {
  return code !== undefined && (code.state !== 'complete' || runsUnreadCode(code));
}

function holds(permissions: readonly string[], capabilities: readonly string[], context: AuditContext): boolean {
  return (
    heldOf(permissions, context).length > 0 ||
    capabilities.some((id) => (context.capabilities as ReadonlySet<string>).has(id))
  );
}
