/** Whose code a class is, told by its package name alone. */
import type { AppFacts, CodeOwner } from '../facts/facts.js';
import type { SdkIdentity, SdkLookup } from './knowledge.js';
import { classNameOf, packageOf } from './names.js';
import { packerOfApplication } from './packers.js';

export interface Owner extends CodeOwner {
  readonly identity: SdkIdentity | null;
  /** Of the class that was asked about. Attacker-controlled text. */
  readonly package: string;
}

/** First labels under which many unrelated people publish: two shared labels say nothing there. */
const SHARED_HOSTS = new Set([
  'com.android',
  'com.github',
  'com.gitlab',
  'com.google',
  'com.example',
  'io.github',
  'io.gitlab',
  'me.github',
  'org.apache',
  'org.eclipse',
  'org.jetbrains',
  'net.sourceforge',
]);

function nameless(kind: 'app' | 'unattributed', name: string): Owner {
  return { kind, sdk: null, name: null, identity: null, package: name };
}

/** Whose sites tell most: what the app does itself stands first. */
export const OWNER_RANK = { app: 0, unattributed: 1, sdk: 2 } as const;

/** Answers for the classes of one app; remembers each package. */
export class Owners {
  readonly #byPackage = new Map<string, Owner>();
  /** By the part of a descriptor before the last `/`. */
  readonly #byFolder = new Map<string, Owner>();
  /** The folder asked for last. */
  #folder = '';
  #folderOwner: Owner | null = null;
  readonly #anchors: readonly (readonly string[])[];
  readonly #packageName: string;

  constructor(
    facts: AppFacts,
    private readonly sdkOf: SdkLookup,
  ) {
    this.#packageName = facts.manifest?.packageName ?? '';
    this.#anchors = anchorsOf(facts, sdkOf).map((name) => name.split('.'));
  }

  /** @param className e.g. `com.example.Main$1` */
  ownerOf(className: string): Owner {
    const name = packageOf(className);
    let owner = this.#byPackage.get(name);
    if (owner === undefined) this.#byPackage.set(name, (owner = this.#find(name, className)));
    return owner;
  }

  /** As {@link Owners.ownerOf} for a class descriptor. */
  ownerOfDescriptor(descriptor: string): Owner {
    const length = descriptor.lastIndexOf('/') + 1;
    // Classes stand package by package, nearly always.
    if (length !== this.#folder.length || !descriptor.startsWith(this.#folder) || this.#folderOwner === null) {
      this.#folder = descriptor.slice(0, length);
      this.#folderOwner = this.#ownerOfFolder(this.#folder, descriptor);
    }
    return this.#folderOwner;
  }

  #ownerOfFolder(folder: string, descriptor: string): Owner {
    let owner = this.#byFolder.get(folder);
    if (owner === undefined) this.#byFolder.set(folder, (owner = this.ownerOf(classNameOf(descriptor))));
    return owner;
  }

  #find(name: string, className: string): Owner {
    // The manifest's own package first: the app of an SDK's maker is an app.
    if (this.#packageName !== '' && `${name}.`.startsWith(`${this.#packageName}.`)) return nameless('app', name);
    const identity = this.sdkOf(className);
    if (identity !== null) return { kind: 'sdk', sdk: identity.id, name: identity.name, identity, package: name };
    const labels = name.split('.');
    return nameless(this.#anchors.some((anchor) => sharesPackage(anchor, labels)) ? 'app' : 'unattributed', name);
  }
}

/**
 * Packages that are the app's: the manifest's, and those of the application class and of the launcher activities where
 * nothing else claims the class. A framework, a builder of apps, a packer or a support library (androidx.multidex) brings
 * such classes of its own: they say who started the app, not whose the rest of the package is.
 */
function anchorsOf({ manifest }: AppFacts, sdkOf: SdkLookup): string[] {
  if (manifest === null) return [];
  const launchers = manifest.components.filter(({ intentFilters }) =>
    intentFilters.some(({ categories }) => categories.includes('android.intent.category.LAUNCHER')),
  );
  const classes = [manifest.application?.name ?? '', ...launchers.map(({ name }) => name)];
  const own = classes.filter((name) => name.includes('.') && !isClaimed(name, sdkOf)).map((name) => packageOf(name));
  return [...new Set([manifest.packageName, ...own])].filter((name) => name !== '');
}

/** Whether a class is known to be somebody else's. */
function isClaimed(className: string, sdkOf: SdkLookup): boolean {
  return isAndroidCode(className) || sdkOf(className) !== null || packerOfApplication(className) !== null;
}

function isAndroidCode(className: string): boolean {
  return className.startsWith('android.') || className.startsWith('androidx.');
}

/** Whether two packages begin with the same two labels, or three where two are a shared host. */
function sharesPackage(anchor: readonly string[], labels: readonly string[]): boolean {
  const needed = SHARED_HOSTS.has(anchor.slice(0, 2).join('.')) ? 3 : 2;
  if (anchor.length < needed || labels.length < needed) return false;
  return anchor.slice(0, needed).every((label, index) => labels[index] === label);
}
