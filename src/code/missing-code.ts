/**
 * Components of the manifest that no DEX file defines. Android starts them by name, so their code must come from
 * somewhere: an unknown packer's payload, or a split that is not among the files.
 */
import type { AppFacts } from '../facts/facts.js';
import type { HidingSigns } from './hiding.js';
import { cut, descriptorOf } from './names.js';

const LAUNCHER = 'android.intent.category.LAUNCHER';
/** The platform's own classes, which some apps name (`android.app.NativeActivity`); libraries are not among them. */
const PLATFORM_CLASS = /^android\.(?!support\.|arch\.)/;

/**
 * Tells what is missing where it is vital, or at least half of all: a few stale declarations are common.
 * @param isLoaded whether a DEX file that Android loads defines a class, by its descriptor
 */
export function addMissingCode(signs: HidingSigns, facts: AppFacts, isLoaded: (descriptor: string) => boolean): void {
  const wanted = [...wantedClasses(facts)];
  const missing = wanted.filter(([descriptor]) => !isLoaded(descriptor)).map(([, one]) => one);
  const isTelling = missing.some(({ vital }) => vital) || 2 * missing.length >= wanted.length;
  if (!isTelling) return;
  for (const { name } of missing) signs.add('missing-code', { code: 'COMPONENTS', data: {} }, 1, () => cut(name));
}

interface Wanted {
  readonly name: string;
  /** The app does not come up without it. */
  readonly vital: boolean;
}

/** What the manifest starts, by descriptor. */
function wantedClasses({ manifest }: AppFacts): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const want = (name: string, vital: boolean): void => {
    if (PLATFORM_CLASS.test(name)) return;
    const descriptor = descriptorOf(name);
    wanted.set(descriptor, { name, vital: vital || (wanted.get(descriptor)?.vital ?? false) });
  };
  const application = manifest?.application?.name;
  if (application) want(application, true);
  for (const { kind, name, intentFilters } of manifest?.components ?? []) {
    if (kind === 'activity-alias') continue;
    want(name, kind === 'activity' && intentFilters.some(({ categories }) => categories.includes(LAUNCHER)));
  }
  return wanted;
}
