/**
 * Refusals below `<application>`: ParsingPackageUtils.parseBaseApplication and parseBaseAppChildTag,
 * ParsedMainComponentUtils and the utils of each kind of component, ParsedProcessUtils; PackageParser up to Android 10.
 */
import { codedError } from '../../bytes/errors.js';
import { VALUE_TYPE } from '../../chunks/value.js';
import type { ComponentKind } from '../../facts/facts.js';
import { ATTR } from '../attribute-ids.js';
import { fullClassName, validCharactersReason } from '../package-name.js';
import type { StyledAttributes } from '../styled-attributes.js';
import { CHECKED } from './attribute-ids.js';
import type { DeferredErrors } from './deferred.js';
import { FilterCheck } from './filter.js';
import { checkClassName, checkCompoundName, checkCompoundNames, checkNotReserved, VERSION_ONLY } from './names.js';
import { checkNumbers } from './numbers.js';
import { attributesOf, knownText, refuse, type Scope } from './scope.js';

/** Android 12 with target 31 and more: MISSING_EXPORTED_FLAG. */
const API_EXPORTED = 31;
const TARGET_EXPORTED = 31;
const API_CLASS_LOADER = 27;
const API_CANNOT_SAVE_STATE = 28;
/** ParsingPackage.getProcessName is never null: before, the main process had no name to compare. */
const API_MAIN_PROCESS = 30;
const API_FACTORY = 28;
const API_STATIC_LIBRARY = 26;
const API_CERTIFICATES = 27;
const API_SDK_LIBRARY = 33;
const API_PROCESSES = 30;
const API_APEX_SERVICE = 33;
const API_DISPLAY_CATEGORY = 34;
/** Android 12 reads `<property>` as it reads `<meta-data>`. */
export const API_PROPERTY = 31;

/** ClassLoaderFactory.isValidClassLoaderName. */
const CLASS_LOADERS: ReadonlySet<string> = new Set([
  'dalvik.system.PathClassLoader',
  'dalvik.system.DexClassLoader',
  'dalvik.system.DelegateLastClassLoader',
]);

/** What the checks of an application share. */
export interface ApplicationState {
  readonly scope: Scope;
  readonly deferred: DeferredErrors;
  /** As known when `<application>` is read. */
  readonly targetSdk: number;
  readonly hasSharedUser: boolean;
}

/** `<application>` while it is read. */
export class ApplicationCheck {
  readonly #scope: Scope;
  /** Names of activities and aliases so far: an alias needs one before it. */
  readonly #activities = new Set<string>();
  readonly #once = new Set<string>();
  #cannotSaveState = false;
  #process: string | null = null;

  constructor(private readonly state: ApplicationState) {
    this.#scope = state.scope;
  }

  /**
   * The attributes of `<application>`.
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_BAD_NAME`, `MAN_BAD_VALUE`, `AXML_BAD_STRING`
   */
  application(attributes: StyledAttributes): void {
    const scope = this.#scope;
    const name = knownText(this.#scope, attributes, ATTR.name);
    checkClassName(scope, name, 'application', 'name');
    checkNotReserved(scope, 'application', name === null ? null : fullClassName(scope.packageName, name));
    checkNumbers(scope, attributes, 'application');
    checkClassName(
      scope,
      knownText(this.#scope, attributes, CHECKED.manageSpaceActivity, VERSION_ONLY),
      'application',
      'manageSpaceActivity',
    );
    if (attributes.boolean(CHECKED.allowBackup, true)) {
      checkClassName(
        scope,
        knownText(this.#scope, attributes, CHECKED.backupAgent, VERSION_ONLY),
        'application',
        'backupAgent',
      );
    }
    const factory = attributes.nonResourceString(CHECKED.appComponentFactory);
    checkClassName(scope, factory, 'application', 'appComponentFactory', API_FACTORY);
    checkCompoundNames(scope, attributes, 'application', this.state.targetSdk);
    this.#checkProcess(attributes);
    this.#checkClassLoader(attributes);
  }

  #checkProcess(attributes: StyledAttributes): void {
    const { packageName, reading } = this.#scope;
    const own = knownText(this.#scope, attributes, ATTR.process, VERSION_ONLY);
    this.#process = own === null || own === '' ? packageName : processOf(packageName, own);
    this.#cannotSaveState = attributes.boolean(CHECKED.cantSaveState, false);
    if (!this.#cannotSaveState || this.#process === packageName) return;
    if (reading.since(API_CANNOT_SAVE_STATE)) {
      refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'heavyProcess', element: 'application' });
    }
  }

  #checkClassLoader(attributes: StyledAttributes): void {
    const value = attributes.peek(CHECKED.classLoader);
    const name = value?.type === VALUE_TYPE.STRING ? value.string : null;
    if (name !== null && !CLASS_LOADERS.has(name) && this.#scope.reading.since(API_CLASS_LOADER)) {
      refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'classLoader', name });
    }
  }

  /**
   * A component the parser stands on.
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_BAD_NAME`, `MAN_BAD_VALUE`, `AXML_BAD_STRING`
   */
  component(kind: ComponentKind, attributes: StyledAttributes, name: string): ComponentCheck {
    const scope = this.#scope;
    if (kind === 'activity-alias') this.#checkAlias(attributes);
    checkNotReserved(scope, kind, name);
    attributes.peek(ATTR.label);
    checkNumbers(scope, attributes, kind);
    if (kind !== 'activity-alias') {
      checkCompoundNames(scope, attributes, kind, this.state.targetSdk);
      if (kind !== 'activity') this.#checkMainProcess(kind, attributes);
    }
    if (kind === 'activity' || kind === 'receiver') this.#checkDisplayCategory(kind, attributes);
    if (kind === 'provider' && (attributes.nonConfigurationString(ATTR.authorities) ?? '') === '') {
      refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element: kind, attribute: 'authorities' });
    }
    const isActivity = kind === 'activity' || kind === 'activity-alias';
    return new ComponentCheck(this.state, kind, name, attributes.peek(ATTR.exported) !== null, () => {
      if (isActivity) this.#activities.add(name);
    });
  }

  /** parseActivityAlias: the target is an activity, or an alias, that stands before. */
  #checkAlias(attributes: StyledAttributes): void {
    const element = 'activity-alias';
    const target = attributes.nonConfigurationString(ATTR.targetActivity, VERSION_ONLY);
    if (target === null || target === '') {
      refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute: 'targetActivity' });
    }
    const name = fullClassName(this.#scope.packageName, target);
    if (this.#scope.isPart !== true && !this.#activities.has(name))
      refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'noTarget', name });
  }

  /** Services, receivers and providers of an app that cannot save its state run in a process of their own. */
  #checkMainProcess(element: ComponentKind, attributes: StyledAttributes): void {
    if (!this.#cannotSaveState) return;
    const { packageName, reading } = this.#scope;
    const own = knownText(this.#scope, attributes, ATTR.process, VERSION_ONLY);
    const process = own === null || own === '' ? this.#process : processOf(packageName, own);
    if (process === packageName && reading.since(API_MAIN_PROCESS)) {
      refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'heavyProcess', element });
    }
  }

  #checkDisplayCategory(element: ComponentKind, attributes: StyledAttributes): void {
    const attribute = 'requiredDisplayCategory';
    const name = knownText(this.#scope, attributes, CHECKED[attribute]);
    const reason = name === null ? null : validCharactersReason(name, false);
    if (name === null || reason === null || !this.#scope.reading.since(API_DISPLAY_CATEGORY)) return;
    refuse(this.#scope, 'MAN_BAD_NAME', { problem: 'name', element, attribute, name, reason });
  }

  /**
   * A child of `<application>` that is no component. Consumes the subtree of those whose children are looked at.
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_BAD_NAME`
   */
  child(name: string): void {
    switch (name) {
      case 'static-library':
        this.#library(name, 'version', API_STATIC_LIBRARY);
        break;
      case 'sdk-library':
        this.#library(name, 'versionMajor', API_SDK_LIBRARY);
        break;
      case 'uses-static-library':
        this.#usesLibrary(name, 'version', API_STATIC_LIBRARY);
        break;
      case 'uses-sdk-library':
        this.#usesLibrary(name, 'versionMajor', API_SDK_LIBRARY);
        break;
      case 'processes':
        this.#processes();
        break;
      case 'apex-system-service':
        this.#apexService(name);
        break;
      default:
        break;
    }
  }

  /** parseApexSystemService: in any app, though only an APEX's are started. */
  #apexService(element: string): void {
    if ((attributesOf(this.#scope).string(ATTR.name) ?? '') !== '') return;
    this.#refuseSince(API_APEX_SERVICE, { problem: 'missing', element, attribute: 'name' });
  }

  #library(element: string, version: 'version' | 'versionMajor', since: number): void {
    const attributes = attributesOf(this.#scope);
    const missing = this.#missing(attributes, version);
    if (missing !== null) this.#refuseSince(since, { problem: 'missing', element, attribute: missing });
    if (this.state.hasSharedUser) this.#refuseSince(since, { problem: 'sharedUserLibrary' });
    if (this.#once.has(element)) this.#refuseSince(since, { problem: 'twice', element, name: '' });
    this.#once.add(element);
  }

  #usesLibrary(element: string, version: 'version' | 'versionMajor', since: number): void {
    const attributes = attributesOf(this.#scope);
    const noDigest = attributes.nonResourceString(CHECKED.certDigest) === null ? 'certDigest' : null;
    const missing = this.#missing(attributes, version) ?? noDigest;
    if (missing !== null) this.#refuseSince(since, { problem: 'missing', element, attribute: missing });
    const name = attributes.nonResourceString(ATTR.name) ?? '';
    const key = JSON.stringify([element, name]);
    if (this.#once.has(key)) this.#refuseSince(since, { problem: 'twice', element, name });
    this.#once.add(key);
    if (element === 'uses-static-library' && this.state.targetSdk < API_CERTIFICATES) return;
    this.#certificates(Math.max(since, API_CERTIFICATES));
  }

  /** parseAdditionalCertificates: each has a digest. */
  #certificates(since: number): void {
    for (const tag of this.#scope.parser.startTags()) {
      if (tag !== 'additional-certificate') continue;
      if ((attributesOf(this.#scope).nonResourceString(CHECKED.certDigest) ?? '') !== '') continue;
      this.#refuseSince(since, { problem: 'missing', element: tag, attribute: 'certDigest' });
    }
  }

  /** The attribute that a library lacks: its name, or a version from 0 on. */
  #missing(attributes: StyledAttributes, version: 'version' | 'versionMajor'): string | null {
    if (attributes.nonResourceString(ATTR.name) === null) return 'name';
    return attributes.int(CHECKED[version], -1) < 0 ? version : null;
  }

  /** parseProcesses: names are valid, and each is there once. */
  #processes(): void {
    const { parser, packageName, reading } = this.#scope;
    const outer = parser.depth;
    const names = new Set<string>();
    for (const tag of parser.startTags()) {
      if (parser.depth !== outer + 1 || tag !== 'process') {
        parser.skipCurrentTag();
        continue;
      }
      const own = knownText(this.#scope, attributesOf(this.#scope), ATTR.process);
      const name = own === null || own === '' ? packageName : processOf(packageName, own);
      if (reading.since(API_PROCESSES)) {
        checkCompoundName(this.#scope, own, tag, 'process');
        if (names.has(name)) refuse(this.#scope, 'MAN_BAD_ELEMENT', { problem: 'twice', element: tag, name });
      }
      names.add(name);
      parser.skipCurrentTag();
    }
  }

  #refuseSince(since: number, data: Parameters<typeof refuse<'MAN_BAD_ELEMENT'>>[2]): void {
    if (this.#scope.reading.since(since)) refuse(this.#scope, 'MAN_BAD_ELEMENT', data);
  }
}

/** One component while its children are read. */
export class ComponentCheck {
  #filters = 0;

  constructor(
    private readonly state: ApplicationState,
    private readonly kind: ComponentKind,
    private readonly name: string,
    private readonly saysExported: boolean,
    private readonly added: () => void,
  ) {}

  /** A filter the parser stands on; `endFilter` takes it back when it was read. */
  filter(): FilterCheck {
    return new FilterCheck(this.state.scope, this.state.deferred, 1);
  }

  /** Activities, aliases and receivers keep only filters with an action; services and providers keep all. */
  endFilter(filter: FilterCheck): void {
    if (filter.actions > 0 || this.kind === 'service') this.#filters++;
  }

  /**
   * The component's end.
   * @param place where the component starts
   * @throws PermauditError `MAN_NO_EXPORTED`
   */
  end(place: { offset: number; path: string }): void {
    this.added();
    if (this.saysExported || this.#filters === 0 || this.kind === 'provider') return;
    const data = { problem: 'missing', element: this.kind, name: this.name } as const;
    this.state.deferred.defer(TARGET_EXPORTED, API_EXPORTED, () => codedError('MAN_NO_EXPORTED', data, place));
  }
}

/** buildProcessName. */
function processOf(packageName: string, name: string): string {
  return name.startsWith(':') ? packageName + name : name;
}
