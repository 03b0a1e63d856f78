/** What a reader must know beside the findings. */
import type { ApiRange } from '../bytes/api-range.js';
import { isSensitive } from '../knowledge/index.js';
import { statedDates } from '../rulebook/clause-dates.js';
import type { Clause } from '../rulebook/types.js';
import { incompleteRoles } from './role-advice.js';
import { categoryHint } from './hint.js';
import { manifestNotes } from './manifest-notes.js';
import { textIn, type AuditContext } from './request.js';
import type { Note } from './notes-data.js';
import type { Finding, Outcome } from './types.js';
import { targetClauses } from './target-clauses.js';
import { judge } from './verdicts.js';
import { shortPermissionName } from '../rulebook/permission-names.js';

const LOW_TARGETS: readonly (readonly [api: number, android: string, lowest: number])[] = [
  [35, 'Android 15', 24],
  [34, 'Android 14', 23],
];

/** The notes of an audit, most important first. */
export function notesOf(findings: readonly Finding[], outcome: Outcome, context: AuditContext): Note[] {
  return [
    ...noCategory(context),
    ...supplySide(context),
    ...hint(context),
    ...chooseSubtype(context),
    ...versionDependent(outcome, context),
    ...incapableServices(context),
    ...permissionsAlone(context),
    ...futureClauses(context),
    ...storeTarget(context),
    ...roleNotes(context),
    ...manifestNotes(context),
    ...unverified(findings),
    ...lowTarget(context),
    ...codeNotes(context),
    { code: 'MANIFEST_ONLY', data: {} },
  ];
}

/** Without a category, or with one that says nothing about need: what the score means then. */
function noCategory({ category }: AuditContext): Note[] {
  if (category === null) return [{ code: 'NO_CATEGORY', data: {} }];
  return category.necessity === 'not-judged' ? [{ code: 'NECESSITY_NOT_JUDGED', data: { category: category.id } }] : [];
}

/** Where no category says what the app needs: what the app calls itself. Nothing is judged by it. */
function hint({ category, facts, index, request }: AuditContext): Note[] {
  if ((category !== null && category.necessity !== 'not-judged') || facts.manifest === null) return [];
  const { label, labels, packageName } = facts.manifest;
  const names = { labels: [label, ...Object.values(labels)], packageName, texts: request.texts ?? [] };
  const found = categoryHint(names, index.categoryKeys);
  if (found === null) return [];
  const { categories, seen } = found;
  return [{ code: 'CATEGORY_HINT', data: { categories, seen } }];
}

function versionDependent(outcome: Outcome, { facts }: AuditContext): Note[] {
  if (outcome !== 'version-dependent') return [];
  const levels = ([from, to]: ApiRange): string => `API ${from === to ? from : `${from}-${to}`}`;
  const readings = facts.readings.map(({ apiRange, error }) => ({
    android: levels(apiRange),
    error: error?.code ?? null,
  }));
  const accepted = facts.readings.filter((reading) => reading.outcome === 'accepted');
  const refused = facts.readings.filter((reading) => reading.outcome === 'refused');
  const data = {
    accepted: accepted.map(({ apiRange }) => levels(apiRange)),
    refused: refused.map(({ apiRange, error }) => `${levels(apiRange)} ${error?.code ?? ''}`.trim()),
    readings,
  };
  return [{ code: 'VERSION_DEPENDENT', data }];
}

function supplySide({ request, index }: AuditContext): Note[] {
  if (request.role !== 'supply') return [];
  const sources = index.rulebook.sources.filter(({ appliesTo }) => appliesTo === 'consumer').map(({ id }) => id);
  return [{ code: 'SUPPLY_SIDE', data: { sources } }];
}

/** A category with sub-types needs nothing by itself. */
function chooseSubtype({ category, index }: AuditContext): Note[] {
  if (category === null) return [];
  const subtypes = index.categoryKeys.filter(({ parent }) => parent === category.id).map(({ id }) => id);
  if (subtypes.length === 0) return [];
  return [{ code: 'CHOOSE_SUBTYPE', data: { category: category.id, subtypes } }];
}

/** Permissions that open nothing without another: no finding speaks of them. */
function permissionsAlone({ alone }: AuditContext): Note[] {
  return alone.map(({ permission, missing }) => ({
    code: 'OPENS_NOTHING_ALONE',
    data: { permission: shortPermissionName(permission), missing: missing.map(shortPermissionName) },
  }));
}

/** Foreground services that cannot do what their type says: no finding speaks of them. */
function incapableServices({ incapable }: AuditContext): Note[] {
  return incapable.map(({ id, missing }) => {
    const permissions = missing.map((name) => shortPermissionName(name));
    return { code: 'INCAPABLE_SERVICE', data: { capability: id, permissions } };
  });
}

/** What Android asks for before it offers the app for the role that its kind takes. */
function roleNotes(context: AuditContext): Note[] {
  return incompleteRoles(context).map(({ role, missing }) => ({
    code: 'ROLE_INCOMPLETE',
    data: { role, name: context.sentences.ROLE_NAME({ role }), missing },
  }));
}

/** What a store asks of the target, once: no permission breaches it, so it is no finding. */
function storeTarget(context: AuditContext): Note[] {
  const { targetSdk, request } = context;
  return targetClauses(context)
    .filter(({ state }) => state === 'in-force')
    .map(({ clause, policy }) => {
      const title = textIn(clause.title, request.lang);
      return { code: 'STORE_TARGET', data: { policy, title, clause: clause.id, targetSdk } };
    });
}

/** Clauses that are announced but not yet in force, on what the app asks for, can do, or is built for. */
function futureClauses(context: AuditContext): Note[] {
  const warnings = new Map<string, { clause: Clause; policy: string; names: string[] }>();
  for (const name of [...context.effective.keys(), ...context.capabilities]) {
    for (const { clause, policy } of judge(name, context).warnings) {
      const names = [...(warnings.get(clause.id)?.names ?? []), shortPermissionName(name)];
      warnings.set(clause.id, { clause, policy, names });
    }
  }
  for (const { clause, policy, state } of targetClauses(context)) {
    if (state !== 'in-force') warnings.set(clause.id, { clause, policy, names: ['targetSdkVersion'] });
  }
  return [...warnings.values()].map((warning) => futureClause(warning, context));
}

function futureClause(
  { clause, policy, names }: { clause: Clause; policy: string; names: string[] },
  { index, request }: AuditContext,
): Note {
  const dates = statedDates(clause, index.source(clause.source));
  const from = dates.effective ?? dates.enforced;
  const enforced = dates.enforced === from ? undefined : dates.enforced;
  const title = textIn(clause.title, request.lang);
  const data = {
    ...(from === undefined ? {} : { from }),
    ...(enforced === undefined ? {} : { enforced }),
    policy,
    title,
    permissions: names,
  };
  return { code: 'FUTURE_CLAUSE', data };
}

function unverified(findings: readonly Finding[]): Note[] {
  const ids = new Set(
    findings.flatMap(({ clauses }) =>
      clauses.filter(({ verification }) => verification.startsWith('unverified')).map(({ source }) => source),
    ),
  );
  if (ids.size === 0) return [];
  const sources = [...ids].sort();
  return [{ code: 'UNVERIFIED_CITATIONS', data: { sources } }];
}

/** What the code shows beside the findings, and what keeps it from showing more. */
function codeNotes({ facts }: AuditContext): Note[] {
  const { code } = facts;
  if (code === undefined) return [];
  const notes: Note[] = [];
  const undeclared = code.permissions.filter(
    ({ use, permission }) => use === 'used-undeclared' && isSensitive(permission),
  );
  if (undeclared.length > 0) {
    const permissions = undeclared.map(({ permission }) => shortPermissionName(permission));
    notes.push({ code: 'USED_UNDECLARED', data: { permissions } });
  }
  const kinds = [...new Set(code.hiding.map(({ kind }) => kind))];
  if (kinds.length > 0) {
    notes.push({ code: 'CODE_MAY_BE_HIDDEN', data: { kinds } });
  }
  if (code.state !== 'complete') {
    notes.push({ code: 'CODE_PARTIAL', data: { reason: code.reason } });
  }
  return notes;
}

function lowTarget({ facts, targetSdk }: AuditContext): Note[] {
  const [, newest] = facts.apiRange;
  const hit = LOW_TARGETS.filter(([api, , lowest]) => targetSdk < lowest && api <= newest);
  const [last] = hit.slice(-1);
  if (facts.manifest === null || last === undefined) return [];
  return [{ code: 'LOW_TARGET_INSTALL', data: { targetSdk, android: last[1] } }];
}
