/** The notes of an audit in English: whole sentences, with texts of the rulebook in the language of the audit. */
import type { NoteDetails } from '../../audit/notes-data.js';
import { clauseIn, type ClauseTable } from '../clauses.js';
import { requiredComponents } from '../required-component.js';
import { CLAUSES_EN } from './clauses.js';

export const NOTES_EN: ClauseTable<NoteDetails> = {
  NO_CATEGORY: () =>
    'Without a category nobody says what this app needs: what is sensitive counts as unexplained, and only texts on every app can bar anything. Declare one with --category (permaudit categories lists them) for a score that judges need.',
  NECESSITY_NOT_JUDGED: ({ category }) =>
    `The category ${category} says nothing about what such an app needs: what is sensitive counts as unexplained. Declare a closer one with --category (permaudit categories lists them) for a score that judges need.`,
  CATEGORY_HINT: ({ categories, seen }) => {
    const choices = categories.map((id) => `--category ${id}`).join(' or ');
    return `It looks like ${categories.join(' or ')} ("${seen.join('", "')}"); re-run with ${choices}.`;
  },
  SUPPLY_SIDE: ({ sources }) =>
    `Declared as an app for the supply side (drivers, couriers, merchants, hosts). ${sources.join(', ')} speaks of consumers only and is left out, and what is sensitive and no text speaks of counts as unexplained instead of being judged by need.`,
  CHOOSE_SUBTYPE: ({ category, subtypes }) =>
    `${category} has kinds that need different things, and without one nothing is needed. Re-run with one of --category ${subtypes.join(', ')}.`,
  VERSION_DEPENDENT: ({ readings }) => {
    const stretches = readings.map(({ android, error }) =>
      error === null ? `${android} accepts it` : `${android} refuses it (${error})`,
    );
    return `Android versions read this file differently: ${stretches.join('; ')}. The score covers every version that accepts it.`;
  },
  OPENS_NOTHING_ALONE: ({ permission, missing }) =>
    `${permission} opens nothing by itself, and the app requests none of ${missing.join(', ')}.`,
  INCAPABLE_SERVICE: ({ capability, permissions }) =>
    `A service is declared as ${capability}, but the app requests none of ${permissions.join(', ')}: it cannot do what its type says.`,
  STORE_TARGET: ({ policy, title, clause, targetSdk }) =>
    `${policy}: ${title} (${clause}). This app targets ${targetSdk}; those who already have it keep it.`,
  FUTURE_CLAUSE: ({ from, enforced, policy, title, permissions }) => {
    const since = `From ${from ?? 'a later date'}${enforced === undefined ? '' : `, enforced from ${enforced}`}`;
    return `${since} (${policy}): ${title}. It names ${permissions.join(', ')}.`;
  },
  UNVERIFIED_CITATIONS: ({ sources }) =>
    `Some citations were not checked against their text and are marked so: ${sources.join(', ')}.`,
  LOW_TARGET_INSTALL: ({ targetSdk, android }) =>
    `targetSdkVersion ${targetSdk} is too low for ${android} and newer to install; devices that already have the app keep it.`,
  ROLE_INCOMPLETE: ({ name, missing }) =>
    `Android does not offer it as the default ${name}: the role also asks for ${missing.map((part) => requiredComponents(part, 'en')).join('; ')}, exported and enabled.`,
  UNKNOWN_NAMES: ({ names }) =>
    `No Android version defines these, so that nothing is granted for them (in brackets what may be meant): ${names.join(', ')}.`,
  SHARED_USER_ID: ({ id }) =>
    `It shares the user id ${id} with other apps of its signer: each has the permissions of all. Only this one was audited.`,
  OWN_PERMISSIONS: ({ permissions }) =>
    `It defines permissions of its own, by which other apps reach it: ${permissions.join(', ')}.`,
  UNSIGNED: () =>
    'The file carries no signature: no device installs it as it is. It was read as it would be once somebody signs it.',
  NEEDS_SPLITS: ({ types }) =>
    `This APK is the base of a set: Android installs it only with its splits${types.length === 0 ? '' : ` (${types.join(', ')})`}, which were not audited.`,
  USED_UNDECLARED: ({ permissions }) =>
    `The code has calls that need ${permissions.join(', ')}, which the manifest does not request: they fail, or run only where another app or version has it.`,
  CODE_MAY_BE_HIDDEN: ({ kinds }) =>
    `The app has ${kinds.map((kind) => kind.replaceAll('-', ' ')).join(', ')}, which can keep use out of sight: no evidence of use is no proof that a permission is unused.`,
  CODE_PARTIAL: ({ reason }) => {
    const why =
      reason === null ? '' : `: ${typeof reason === 'string' ? reason : (clauseIn(CLAUSES_EN.codeGap, reason) ?? '')}`;
    return `Not all code could be read${why}. Permissions without evidence count as not scanned.`;
  },
  MANIFEST_ONLY: () =>
    'A manifest shows what an app can ask for, not what it collects, when it asks, or whether the user agrees. Consent, purpose and what leaves the device are not visible here.',
};
