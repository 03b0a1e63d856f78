/** What is fine and why: said only where nothing can be out of sight. */
import { runsUnreadCode } from './code.js';
import { heldOf, textIn, type AuditContext } from './request.js';
import type { Finding, Outcome } from './types.js';

/**
 * Sentences of praise in the language asked for. None where the file has oddities or differs between versions, where no
 * category is declared, where code is hidden, loaded at run time or was not read to the end, and where none was looked at:
 * what the manifest does not ask for is a fact then too, but whether the app is what it seems nobody has seen.
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
  const dataTypes = [...new Set(absent)];
  const notRequested = dataTypes.length === 0 ? [] : [context.sentences.NOT_REQUESTED({ dataTypes })];
  const said = category.positives.filter(({ without = [] }) => heldOf(without, context).length === 0);
  return [...said.map((text) => textIn(text, request.lang)), ...notRequested];
}

function mayHideCode({ facts: { code } }: AuditContext): boolean {
  return code?.state !== 'complete' || runsUnreadCode(code);
}

function holds(permissions: readonly string[], capabilities: readonly string[], context: AuditContext): boolean {
  return (
    heldOf(permissions, context).length > 0 ||
    capabilities.some((id) => (context.capabilities as ReadonlySet<string>).has(id))
  );
}
