/** What the notes of an audit speak of, by code; their sentences are in src/words. Attacker-controlled in part. */
import type { ClauseOf, None, Said } from '../bytes/message.js';
import type { CodeGapClause } from '../facts/clauses.js';
import type { HidingKind } from '../facts/facts.js';
import type { RequiredComponent } from '../manifest/roles.js';

/** Codes are stable. */
export interface NoteDetails {
  NO_CATEGORY: None;
  NECESSITY_NOT_JUDGED: { category: string };
  CATEGORY_HINT: { categories: readonly string[]; seen: readonly string[] };
  SUPPLY_SIDE: { sources: readonly string[] };
  CHOOSE_SUBTYPE: { category: string; subtypes: readonly string[] };
  /** What each stretch of versions makes of the file, newest first: `API 30-37`, and the code of its refusal or null. */
  VERSION_DEPENDENT: {
    accepted: readonly string[];
    refused: readonly string[];
    readings: readonly { readonly android: string; readonly error: string | null }[];
  };
  OPENS_NOTHING_ALONE: { permission: string; missing: readonly string[] };
  INCAPABLE_SERVICE: { capability: string; permissions: readonly string[] };
  STORE_TARGET: { policy: string; title: string; clause: string; targetSdk: number };
  FUTURE_CLAUSE: { from?: string; enforced?: string; policy: string; title: string; permissions: readonly string[] };
  UNVERIFIED_CITATIONS: { sources: readonly string[] };
  LOW_TARGET_INSTALL: { targetSdk: number; android: string };
  /** What Android asks for before it offers the app for a role. */
  ROLE_INCOMPLETE: { role: string; name: string; missing: readonly (readonly RequiredComponent[])[] };
  /** Names that no Android defines, and in brackets what may be meant. */
  UNKNOWN_NAMES: { names: readonly string[] };
  SHARED_USER_ID: { id: string };
  OWN_PERMISSIONS: { permissions: readonly string[] };
  /** The file carries no signature. */
  UNSIGNED: None;
  NEEDS_SPLITS: { types: readonly string[] };
  USED_UNDECLARED: { permissions: readonly string[] };
  CODE_MAY_BE_HIDDEN: { kinds: readonly HidingKind[] };
  /** Why not all code was read; null where it is not told. */
  CODE_PARTIAL: { reason: Said<CodeGapClause> | null };
  MANIFEST_ONLY: None;
}

export type NoteCode = keyof NoteDetails;
export type Note = ClauseOf<NoteDetails>;
