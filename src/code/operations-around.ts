/** How strong a site is, by what the code around it does. */
import type { ApiUse } from './api-target.js';
import { accessOf, CodeOperation, fileAccessOf, type SiteAccess } from './uri-operations.js';

export type { SiteAccess };

/** Bits of {@link CodeOperation}. */
export interface Around {
  /** What the method of the site does. */
  readonly inMethod: number;
  /** What its class does, the method included. */
  readonly inClass: number;
}

/** The strength of a site as use of a permission; null when it shows nothing. */
export function strengthAt(use: ApiUse, around: Around): 'strong' | 'weak' | null {
  if (use.beside !== CodeOperation.None) return (around.inClass & use.beside) === 0 ? 'weak' : use.strength;
  if (use.files !== null) return fileStrength(use, use.files, around);
  return use.access === null ? use.strength : uriStrength(use, around);
}

/**
 * A path into shared storage shows use where its class opens, makes or removes files: paths are kept in one method and
 * used in the next. Alone it may be printed, compared or handed on.
 */
function fileStrength({ strength }: ApiUse, needed: 'read' | 'write', { inClass }: Around): 'strong' | 'weak' {
  const access = fileAccessOf(inClass);
  return access === 'read-write' || access === needed ? 'strong' : strength;
}

/**
 * What a URI with these operations around it shows of a permission. Reading is what code does with a URI unless it shows
 * otherwise; that it writes must be seen. A URI handed to another app to pick from, or only watched, needs no permission.
 */
function uriStrength(use: ApiUse, { inMethod, inClass }: Around): 'strong' | 'weak' | null {
  const { strength, access: guarded, sameMethod } = use;
  const own = accessOf(inMethod);
  const handsOn = (inMethod & CodeOperation.HandsOn) !== 0;
  if (sameMethod) return matches(guarded, own) ? 'strong' : 'weak';
  const access = own === 'unknown' ? accessOf(inClass) : own;
  if (access === 'unknown') return handsOn || guarded === 'write' ? 'weak' : strength;
  const onlyInClass = own === 'unknown';
  if (matches(guarded, access)) return handsOn && onlyInClass ? 'weak' : strength;
  return onlyInClass ? 'weak' : null;
}

function matches(guarded: ApiUse['access'], seen: SiteAccess): boolean {
  return seen !== 'unknown' && (guarded === 'read-write' || seen === 'read-write' || seen === guarded);
}
