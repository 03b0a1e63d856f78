/** Protection levels in one spelling, whatever Android release wrote them. */

const BASES = new Set(['normal', 'dangerous', 'signature', 'internal']);

/** Old names of today's levels and flags; Android reads them as these. */
const RENAMED = {
  signatureOrSystem: 'signature|privileged',
  system: 'privileged',
  ephemeral: 'instant',
  runtime: 'runtimeOnly',
};

/** Flags in the order of their bits in PermissionInfo. */
const FLAG_ORDER = [
  'privileged',
  'development',
  'appop',
  'pre23',
  'installer',
  'verifier',
  'preinstalled',
  'setup',
  'instant',
  'runtimeOnly',
  'oem',
  'vendorPrivileged',
  'textClassifier',
  'wellbeing',
  'documenter',
  'configurator',
  'incidentReportApprover',
  'appPredictor',
  'module',
  'companion',
  'retailDemo',
  'recents',
  'role',
  'knownSigner',
];

/**
 * One spelling for a level: the base first, then its flags in bit order, under today's names.
 * Throws on a word it does not know, so that new data cannot slip in unread.
 */
export function normaliseLevel(level) {
  const words = new Set(level.split('|').flatMap((word) => (RENAMED[word] ?? word).split('|')));
  const bases = [...words].filter((word) => BASES.has(word));
  if (bases.length !== 1) throw new Error(`protection level "${level}" has ${bases.length} base levels`);
  words.delete(bases[0]);
  for (const word of words) if (!FLAG_ORDER.includes(word)) throw new Error(`unknown protection flag "${word}"`);
  return [bases[0], ...FLAG_ORDER.filter((flag) => words.has(flag))].join('|');
}

/** `[[api, level]...]` normalised and ascending, without steps that change nothing. */
export function normaliseHistory(history) {
  const steps = [];
  for (const [api, level] of [...history].sort((a, b) => a[0] - b[0])) {
    const normalised = normaliseLevel(level);
    if (steps.at(-1)?.[1] !== normalised) steps.push([api, normalised]);
  }
  return steps;
}

/** What a level means to the user: `special` when a switch in the settings (an app op) decides, else its base. */
export function kindOf(level) {
  if (level === undefined) return 'unknown';
  const words = level.split('|');
  return words.includes('appop') ? 'special' : words[0];
}

/** The first release with runtime permissions: before it `dangerous` only labelled the installation screen. */
export const FIRST_RUNTIME_API = 23;

/** Whether a history is dangerous on some release with runtime permissions. */
export function isRuntimePermission(history, gone) {
  if (gone !== undefined && gone <= FIRST_RUNTIME_API) return false;
  return history.some(([, level], index) => {
    const end = history[index + 1]?.[0] ?? Infinity;
    return level.split('|')[0] === 'dangerous' && end > FIRST_RUNTIME_API;
  });
}
