/** What a text or Android asks for before it lets an app have something: advice that names what is missing. */
import { HANDLER_ROLES, hasBegunRole, missingForRole, type RequiredComponent, type RoleId } from '../manifest/roles.js';
import type { CapabilityId } from '../facts/facts.js';
import type { AuditContext } from './request.js';
import type { Judgement } from './verdicts.js';

/** The roles that an app of a category may take. */
const ROLES_OF_CATEGORY: Readonly<Record<string, readonly RoleId[]>> = {
  dialer_sms: ['dialer', 'sms'],
  automation_a11y: ['assistant'],
  browser: ['browser'],
  launcher_theme: ['home'],
};
/** Where nobody says what kind of app it is, or one that lives beside these: told once it has begun to be one. */
const MAY_BEGIN: ReadonlySet<string> = new Set(['', 'other', 'im', 'contacts_mgr', 'security']);
const BEGINNABLE: readonly RoleId[] = ['dialer', 'sms', 'call-screening', 'call-redirection'];

/** The role that gives a capability, where one does. */
const ROLE_OF: Readonly<Partial<Record<CapabilityId, RoleId>>> = HANDLER_ROLES;

/** A role that the app would take and does not qualify for. */
export interface IncompleteRole {
  role: RoleId;
  /** What Android asks for besides, lists of components, any one of which would do. */
  missing: readonly (readonly RequiredComponent[])[];
}

/** The roles that an app of this kind takes, or has begun to take, none of which it qualifies for. */
export function incompleteRoles({ category, facts }: AuditContext): IncompleteRole[] {
  const { manifest } = facts;
  if (manifest === null) return [];
  const id = category?.id ?? '';
  const own = ROLES_OF_CATEGORY[id] ?? [];
  const candidates = [...own, ...(MAY_BEGIN.has(id) ? BEGINNABLE : [])];
  const begun = candidates.filter((role) => hasBegunRole(manifest, role));
  if (own.some((role) => missingForRole(manifest, role).length === 0)) return [];
  return (begun.length > 0 ? begun : own).map((role) => ({ role, missing: missingForRole(manifest, role) }));
}

/**
 * The advice on a finding, led by what would lift the texts it rests on where the app is of the kind they except. What
 * Android's role lacks takes the place of advice to do without.
 */
export function withExceptions(
  judged: readonly Judgement[],
  advice: readonly string[],
  context: AuditContext,
): readonly string[] {
  const lifting = new Set(
    judged.flatMap(({ cited }) => cited.flatMap(({ clause }) => clause.unlessCapabilities ?? [])),
  );
  if (lifting.size === 0) return advice;
  const { sentences } = context;
  const roles = incompleteRoles(context)
    .filter(({ role }) => [...lifting].some((capability) => ROLE_OF[capability] === role))
    .map((incomplete) => sentences.TAKE_ROLE(incomplete));
  if (roles.length > 0) return [...roles, sentences.OTHERWISE_REMOVE({})];
  return lifting.has('monitoring-tool') ? [sentences.DECLARE_MONITORING({}), ...advice] : advice;
}
