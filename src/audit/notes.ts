/** What a reader must know beside the findings. */
import { isSensitive } from '../knowledge/index.js';
import { textIn, type AuditContext } from './request.js';
import type { Finding, Note, Outcome } from './types.js';
import { judge } from './verdicts.js';

const PLATFORM = 'android.permission.';
const LOW_TARGETS: readonly (readonly [api: number, android: string, lowest: number])[] = [
  [35, 'Android 15', 24],
  [34, 'Android 14', 23],
];

/** The notes of an audit, most important first. */
export function notesOf(findings: readonly Finding[], outcome: Outcome, context: AuditContext): Note[] {
  return [
    ...noCategory(context),
    ...versionDependent(outcome, context),
    ...reviewList(findings, context),
    ...futureClauses(context),
    ...unverified(findings),
    ...lowTarget(context),
    {
      code: 'MANIFEST_ONLY',
      message:
        'A manifest shows what an app can ask for, not what it collects, when it asks, or whether the user agrees. Consent, purpose and what leaves the device are not visible here.',
    },
  ];
}

function noCategory({ category }: AuditContext): Note[] {
  if (category !== null) return [];
  return [
    {
      code: 'NO_CATEGORY',
      message:
        'No category was given, so nobody can say what this app needs: necessity is not judged. Policies for every app still apply. Re-run with --category.',
    },
  ];
}

function versionDependent(outcome: Outcome, { facts }: AuditContext): Note[] {
  if (outcome !== 'version-dependent') return [];
  const stretches = facts.readings.map(
    ({ apiRange: [from, to], outcome: each, error }) =>
      `API ${from === to ? from : `${from}-${to}`} ${each === 'accepted' ? 'accepts it' : `refuses it (${error?.code ?? ''})`}`,
  );
  return [
    {
      code: 'VERSION_DEPENDENT',
      message: `Android versions read this file differently: ${stretches.join('; ')}. The score covers every version that accepts it.`,
    },
  ];
}

/** Without a category: sensitive permissions on which no policy speaks. */
function reviewList(findings: readonly Finding[], context: AuditContext): Note[] {
  if (context.category !== null) return [];
  const judged = new Set(findings.flatMap(({ permissions }) => permissions));
  const names = [...context.effective.keys()].filter((name) => isSensitive(name) && !judged.has(name));
  if (names.length === 0) return [];
  const list = names.map((name) => name.replace(PLATFORM, '')).join(', ');
  return [{ code: 'REVIEW_SENSITIVE', message: `Sensitive permissions to review by hand: ${list}.` }];
}

/** Clauses that are announced but not yet in force. */
function futureClauses(context: AuditContext): Note[] {
  const byClause = new Map<string, { message: string; names: string[] }>();
  for (const name of context.effective.keys()) {
    for (const { clause, policy } of judge(name, context).warnings) {
      const when =
        clause.effective ?? clause.enforced ?? context.index.source(clause.source)?.inForce ?? 'a later date';
      const enforced =
        clause.enforced === undefined || clause.enforced === when ? '' : `, enforced from ${clause.enforced}`;
      const known = byClause.get(clause.id);
      const names = [...(known?.names ?? []), name.replace(PLATFORM, '')];
      const title = textIn(clause.title, context.request.lang);
      byClause.set(clause.id, { names, message: `From ${when}${enforced} (${policy}): ${title}` });
    }
  }
  return [...byClause].map(([, { message, names }]) => ({
    code: 'FUTURE_CLAUSE',
    message: `${message}. It names ${names.join(', ')}.`,
  }));
}

function unverified(findings: readonly Finding[]): Note[] {
  const ids = new Set(
    findings.flatMap(({ clauses }) =>
      clauses.filter(({ verification }) => verification.startsWith('unverified')).map(({ source }) => source),
    ),
  );
  if (ids.size === 0) return [];
  return [
    {
      code: 'UNVERIFIED_CITATIONS',
      message: `Some citations were not checked against their text and are marked so: ${[...ids].sort().join(', ')}.`,
    },
  ];
}

function lowTarget({ facts, targetSdk }: AuditContext): Note[] {
  const [, newest] = facts.apiRange;
  const hit = LOW_TARGETS.filter(([api, , lowest]) => targetSdk < lowest && api <= newest);
  const [last] = hit.slice(-1);
  if (facts.manifest === null || last === undefined) return [];
  return [
    {
      code: 'LOW_TARGET_INSTALL',
      message: `targetSdkVersion ${targetSdk} is too low for ${last[1]} and newer to install; devices that already have the app keep it.`,
    },
  ];
}
