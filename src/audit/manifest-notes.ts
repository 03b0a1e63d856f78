/** What a manifest, and the file around it, say of the app itself, beside what it asks for: told, and never judged. */
import { nearName } from '../knowledge/index.js';
import { protectionLevelText } from '../manifest/protection-level.js';
import type { AuditContext } from './request.js';
import type { Note } from './notes-data.js';
import { shortPermissionName } from '../rulebook/permission-names.js';

/** Names looked at and told: the app chooses how many there are. */
const MOST_NAMES = 50;
const SPLITS_REQUIRED = 'com.android.vending.splits.required';

/** Notes on a missing signature, names that nobody defines, a shared user id, own permissions, and splits that it needs. */
export function manifestNotes(context: AuditContext): Note[] {
  return [
    ...unsigned(context),
    ...unknownNames(context),
    ...sharedUserId(context),
    ...ownPermissions(context),
    ...neededSplits(context),
  ];
}

/**
 * Requests of permissions that no Android defines, with the name that was probably meant. Android grants nothing for them.
 * A name that the rulebook knows by its beginning may be younger than the catalogue: it is judged, and not told here.
 */
function unknownNames({ facts, index }: AuditContext): Note[] {
  const isJudged = (name: string): boolean => index.dataTypeOfPermission(name) !== undefined;
  const unknown = facts.permissions
    .filter(({ name, definedBy, origin }) => definedBy === 'unknown' && origin === 'requested' && !isJudged(name))
    .slice(0, MOST_NAMES)
    .map(({ name }) => ({ name, near: nearName(name) }))
    .filter(({ name, near }) => near !== null || name.startsWith('android.'));
  if (unknown.length === 0) return [];
  const names = unknown.map(({ name, near }) => (near === null ? name : `${name} (${shortPermissionName(near)}?)`));
  return [{ code: 'UNKNOWN_NAMES', data: { names } }];
}

/** An APK as a build leaves it: Android installs none without a signature. A bundle is no APK. */
function unsigned({ facts: { identity, input } }: AuditContext): Note[] {
  const schemes = identity?.signer?.schemes;
  if (schemes === undefined || input === 'aab') return [];
  return Object.values(schemes).every((state) => state === 'absent') ? [{ code: 'UNSIGNED', data: {} }] : [];
}

function sharedUserId({ facts }: AuditContext): Note[] {
  const id = facts.manifest?.sharedUserId ?? null;
  if (id === null || id === '') return [];
  return [{ code: 'SHARED_USER_ID', data: { id } }];
}

function ownPermissions({ facts }: AuditContext): Note[] {
  const defined = facts.manifest?.defined ?? [];
  if (defined.length === 0) return [];
  const names = defined
    .slice(0, MOST_NAMES)
    .map(({ name, protectionLevel }) => `${name} (${protectionLevelText(protectionLevel)})`);
  const more = defined.length - names.length;
  const permissions = more > 0 ? [...names, `+${more}`] : names;
  return [{ code: 'OWN_PERMISSIONS', data: { permissions } }];
}

/** Android installs such an APK only with splits, which may ask for nothing more, but bring code and components. */
function neededSplits({ facts }: AuditContext): Note[] {
  const { manifest, modules = [] } = facts;
  const byStore = manifest?.applicationMetaData.some(({ name, value }) => name === SPLITS_REQUIRED && value === 'true');
  const types = manifest?.needsSplits ?? (byStore === true ? [] : null);
  if (types === null || modules.length > 1) return [];
  return [{ code: 'NEEDS_SPLITS', data: { types } }];
}
