/** How a finding speaks of what no element requests: Android adds it, for an old target or with another permission. */
import type { EffectivePermission, ImpliedBy } from '../facts/facts.js';
import { shortPermissionName } from '../rulebook/permission-names.js';
import type { AuditSentences } from './words.js';

/** Of several causes, those for an old target come first: raising it is the remedy. */
function causesOf(permissions: readonly EffectivePermission[]): ImpliedBy[] {
  const causes = permissions.flatMap(({ impliedBy }) => impliedBy);
  const forTarget = causes.filter(({ targetSdkBelow }) => targetSdkBelow !== null);
  return forTarget.length > 0 ? forTarget : causes;
}

/** The title of such a finding. `dataType`: its name in the language of the audit. */
export function impliedTitle(
  dataType: string,
  permissions: readonly EffectivePermission[],
  sentences: AuditSentences,
): string {
  const isForTarget = causesOf(permissions).some(({ targetSdkBelow }) => targetSdkBelow !== null);
  return isForTarget ? sentences.THROUGH_OLD_TARGET({ dataType }) : sentences.THROUGH_PERMISSION({ dataType });
}

/** What ends it: a newer target, else removing what brings it. */
export function impliedAdvice(permissions: readonly EffectivePermission[], sentences: AuditSentences): string[] {
  const causes = causesOf(permissions);
  const bounds = causes.map(({ targetSdkBelow }) => targetSdkBelow).filter((bound) => bound !== null);
  const sources = [...new Set(causes.map(({ permission }) => shortPermissionName(permission)))].filter(
    (name) => name !== '',
  );
  const added = permissions.map(({ name }) => shortPermissionName(name));
  const raise = bounds.length === 0 ? [] : [sentences.RAISE_TARGET({ targetSdk: Math.max(...bounds), added })];
  if (sources.length === 0) return raise;
  return [...raise, sentences.DROP_SOURCES({ permissions: sources, added, isAlternative: raise.length > 0 })];
}
