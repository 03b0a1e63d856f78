/**
 * Refusals of elements at manifest level whose facts are not read otherwise: ParsingPackageUtils.parseOverlay,
 * parseKeySets, parseInstallConstraints, parseExtensionSdk, ParsedAttributionUtils, ParsedInstrumentationUtils.
 */
import { VALUE_TYPE } from '../../chunks/value.js';
import { ATTR } from '../attribute-ids.js';
import { fullClassName } from '../package-name.js';
import { CHECKED } from './attribute-ids.js';
import { checkMetaData } from './meta-data.js';
import { checkNotReserved } from './names.js';
import { attributesOf, isUnknown, refuse, type Scope } from './scope.js';

/** What looks at the elements below another while they are skipped. */
export interface Below {
  /**
   * Told of each start tag the parser stands on, with its depth below the element (1: a child). Names are read where
   * Android reads them: XmlUtils.skipCurrentTag reads none.
   */
  visit: (depth: number) => void;
  /** Told of the element's end. */
  end?: () => void;
}

const API_DEPTH_BLIND = 30;
const API_ATTRIBUTION = 30;
const API_EXTENSION = 30;
/** Versions whose extensions SdkExtensions.getExtensionVersion knows begin with Android 11. */
const FIRST_EXTENSION = 30;
const API_INSTALL_CONSTRAINTS = 34;
const API_OVERLAY_PRIORITY_DEFAULT = 26;
const API_OVERLAY_PROPERTY = 29;
const HIGHEST_PRIORITY = 9999;
const LONGEST_TAG = 50;
const MOST_ATTRIBUTIONS = 10_000;

/**
 * parseComponent of an element that is named as a component is.
 * @returns its full name
 * @throws PermauditError `MAN_BAD_ELEMENT`, `AXML_BAD_STRING`
 */
export function checkNamed(scope: Scope, element: string): string {
  const attributes = attributesOf(scope);
  const name = attributes.nonConfigurationString(ATTR.name);
  if (name === null || name === '') refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'noName', element });
  const full = fullClassName(scope.packageName, name);
  checkNotReserved(scope, element, full);
  attributes.peek(ATTR.label);
  return full;
}

/** parseAllMetaData: `<meta-data>` below an element; since Android 11 also what stands in another. */
export function metaDataBelow(scope: Scope): Below {
  let skipped = Number.POSITIVE_INFINITY;
  return {
    visit: (depth) => {
      if (depth > skipped) return;
      skipped = Number.POSITIVE_INFINITY;
      const tag = scope.parser.name;
      if (tag === 'meta-data') checkMetaData(scope, tag, depth === 1 ? 1 : API_DEPTH_BLIND);
      else skipped = depth;
    },
  };
}

/** `<install-constraints>`: only what the maker of a device allows may have them. */
export function checkInstallConstraints(scope: Scope): void {
  if (!scope.reading.since(API_INSTALL_CONSTRAINTS)) return;
  refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'notAllowed', element: 'install-constraints' });
}

/**
 * parseOverlay.
 * @throws PermauditError `MAN_BAD_ELEMENT`
 */
export function checkOverlay(scope: Scope): void {
  const { reading } = scope;
  const attributes = attributesOf(scope);
  const element = 'overlay';
  if (attributes.string(CHECKED.targetPackage) === null) {
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute: 'targetPackage' });
  }
  const value = attributes.peek(ATTR.priority);
  if (value === null) {
    // Up to Android 7.1 the default is -1, which is out of range.
    if (!reading.since(API_OVERLAY_PRIORITY_DEFAULT)) {
      refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute: 'priority' });
    }
  } else if (!isUnknown(scope, value)) {
    const priority = attributes.int(ATTR.priority, 0);
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'outOfRange', element, attribute: 'priority' });
    }
  }
  // checkRequiredSystemProperties: one without the other never fits.
  const name = attributes.string(CHECKED.requiredSystemPropertyName) ?? '';
  const property = attributes.string(CHECKED.requiredSystemPropertyValue) ?? '';
  if ((name === '') !== (property === '') && reading.since(API_OVERLAY_PROPERTY)) {
    const attribute = name === '' ? 'requiredSystemPropertyName' : 'requiredSystemPropertyValue';
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute });
  }
}

/** `<extension-sdk>` below `<uses-sdk>`. Which versions of an extension a device has, no file tells. */
export function extensionBelow(scope: Scope): Below {
  return {
    visit: (depth) => {
      if (depth !== 1) return;
      const tag = scope.parser.nameSince(API_EXTENSION);
      if (tag === 'extension-sdk') checkExtension(scope, tag);
    },
  };
}

function checkExtension(scope: Scope, element: string): void {
  const attributes = attributesOf(scope);
  const sdk = attributes.int(CHECKED.sdkVersion, -1);
  const low = attributes.int(CHECKED.minExtensionVersion, -1);
  if (sdk >= FIRST_EXTENSION && low >= 0) return;
  const attribute = sdk < FIRST_EXTENSION ? 'sdkVersion' : 'minExtensionVersion';
  if (scope.reading.since(API_EXTENSION))
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'outOfRange', element, attribute });
}

/** The attributions of one manifest (Android 11 and newer). */
export class AttributionCheck {
  readonly #tags = new Set<string>();
  readonly #inherited: string[] = [];
  #count = 0;
  #repeats = false;

  constructor(private readonly scope: Scope) {}

  /**
   * The `<attribution>` the parser stands on, by what name it goes.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  open(element: string): Below {
    const attributes = attributesOf(this.scope);
    const tag = attributes.nonConfigurationString(CHECKED.tag);
    if (tag === null) this.#refuse({ problem: 'missing', element, attribute: 'tag' });
    if (tag !== null && tag.length > LONGEST_TAG) {
      this.#refuse({ problem: 'tooLong', element, attribute: 'tag', limit: LONGEST_TAG });
    }
    const typed = attributes.raw(ATTR.label)?.typed;
    const isReference = typed?.type === VALUE_TYPE.REFERENCE || typed?.type === VALUE_TYPE.DYNAMIC_REFERENCE;
    if (!isReference || attributes.peek(ATTR.label, API_ATTRIBUTION) === null) {
      this.#refuse({ problem: 'missing', element, attribute: 'label' });
    }
    this.#count++;
    if (this.#tags.has(tag ?? '')) this.#repeats = true;
    this.#tags.add(tag ?? '');
    return {
      visit: () => {
        const child = this.scope.parser.nameSince(API_ATTRIBUTION);
        if (child !== 'inherit-from') this.#refuse({ problem: 'childOf', element, child: child ?? '' });
        else this.#inherited.push(attributesOf(this.scope).nonConfigurationString(CHECKED.tag) ?? '\0');
      },
    };
  }

  /**
   * isCombinationValid, at the end of the manifest.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  end(): void {
    const clashes =
      new Set(this.#inherited).size < this.#inherited.length || this.#inherited.some((tag) => this.#tags.has(tag));
    if (this.#repeats || clashes || this.#count > MOST_ATTRIBUTIONS) this.#refuse({ problem: 'attributions' });
  }

  #refuse(data: Parameters<typeof refuse<'MAN_BAD_ELEMENT'>>[2]): void {
    if (this.scope.reading.since(API_ATTRIBUTION)) refuse(this.scope, 'MAN_BAD_ELEMENT', data);
  }
}

/** parseKeySets. Whether a key's value is one that Android reads is not looked at. */
export class KeySetCheck implements Below {
  readonly #sets = new Set<string>();
  readonly #keys = new Set<string>();
  readonly #upgrades = new Set<string>();
  #openDepth: number | null = null;
  #skipped = Number.POSITIVE_INFINITY;

  constructor(private readonly scope: Scope) {}

  /** @throws PermauditError `MAN_BAD_ELEMENT` */
  visit(depth: number): void {
    if (depth > this.#skipped) return;
    this.#skipped = Number.POSITIVE_INFINITY;
    const tag = this.scope.parser.name;
    if (this.#openDepth !== null && depth <= this.#openDepth) this.#openDepth = null;
    const attributes = attributesOf(this.scope);
    const name = attributes.nonResourceString(ATTR.name) ?? '';
    if (tag === 'key-set') {
      if (this.#openDepth !== null) refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'keySetNesting' });
      // A key set without a name is none: what stands in it is outside any.
      if (attributes.nonResourceString(ATTR.name) === null) return;
      this.#sets.add(name);
      this.#openDepth = depth;
      return;
    }
    this.#skipped = depth;
    if (tag === 'upgrade-key-set') this.#upgrades.add(name);
    if (tag !== 'public-key') return;
    if (this.#openDepth === null) refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'keySetNesting' });
    if (attributes.nonResourceString(ATTR.value) !== null) this.#keys.add(name);
    else if (!this.#keys.has(name)) refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'publicKey', name });
  }

  /**
   * The end of `<key-sets>`.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  end(): void {
    const undefinedSet = [...this.#upgrades].find((name) => !this.#sets.has(name));
    if (undefinedSet !== undefined) {
      refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'keySetUndefined', name: undefinedSet });
    }
  }
}
