/**
 * What Android's full parser refuses in a compiled manifest. docs/refusals.md lists every error it can return, and which
 * of them are checked here. Text manifests are not checked: a build is still to come.
 */
import type { DefinedPermission } from '../../facts/facts.js';
import { ATTR } from '../attribute-ids.js';
import type { StyledAttributes } from '../styled-attributes.js';
import { ApplicationCheck, API_PROPERTY } from './application.js';
import { DeferredErrors } from './deferred.js';
import { FilterCheck } from './filter.js';
import {
  AttributionCheck,
  checkInstallConstraints,
  checkNamed,
  checkOverlay,
  extensionBelow,
  KeySetCheck,
  metaDataBelow,
  type Below,
} from './manifest.js';
import { checkMetaData } from './meta-data.js';
import { checkNotReserved, checkSharedUser } from './names.js';
import { checkNumbers, hasNumbers } from './numbers.js';
import { isUsesPermission } from '../uses-permission-tag.js';
import { PermissionCheck } from './permissions.js';
import { attributesOf, refuse, type Scope } from './scope.js';

/** Android 11 reads `<queries>`. */
const API_QUERIES = 30;

export class Checks {
  readonly #deferred: DeferredErrors;
  readonly #permissions: PermissionCheck;
  readonly #attributions: AttributionCheck;
  #hasSharedUser = false;

  constructor(private readonly scope: Scope) {
    this.#deferred = new DeferredErrors(scope.reading);
    this.#permissions = new PermissionCheck(scope);
    this.#attributions = new AttributionCheck(scope);
  }

  /**
   * The attributes of `<manifest>`.
   * @throws PermauditError `MAN_BAD_PACKAGE`, `MAN_BAD_VALUE`
   */
  manifest(attributes: StyledAttributes): void {
    const sharedUserId = attributes.nonConfigurationString(ATTR.sharedUserId);
    this.#hasSharedUser = sharedUserId !== null && sharedUserId !== '';
    checkNumbers(this.scope, attributes, 'manifest');
    checkSharedUser(this.scope, sharedUserId);
  }

  /**
   * An element at manifest level.
   * @returns what looks at the elements below it, where that matters
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_BAD_VALUE`
   */
  element(name: string): Below | null {
    const kind = isUsesPermission(name) ? 'uses-permission' : name;
    if (hasNumbers(kind)) checkNumbers(this.scope, attributesOf(this.scope), kind);
    switch (name) {
      case 'permission-tree':
        this.#permissions.tree(checkNamed(this.scope, name));
        return metaDataBelow(this.scope);
      case 'permission-group':
      case 'instrumentation':
        checkNamed(this.scope, name);
        return metaDataBelow(this.scope);
      case 'overlay':
        checkOverlay(this.scope);
        return null;
      case 'install-constraints':
        checkInstallConstraints(this.scope);
        return null;
      case 'attribution':
      case 'feature':
        return this.#attributions.open(name);
      case 'key-sets':
        return new KeySetCheck(this.scope);
      default:
        return null;
    }
  }

  /**
   * A `<permission>` that was read.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  permission(defined: DefinedPermission): Below {
    checkNotReserved(this.scope, 'permission', defined.name);
    this.#permissions.permission(defined);
    return metaDataBelow(this.scope);
  }

  /**
   * A `<uses-sdk>` that was read: errors that waited for the target count now.
   * @throws PermauditError `MAN_NO_EXPORTED`, `MAN_BAD_ELEMENT`
   */
  usesSdk(targetSdk: number): Below {
    this.#deferred.enable(targetSdk);
    return extensionBelow(this.scope);
  }

  /**
   * The `<application>` that is read.
   * @throws PermauditError as {@link ApplicationCheck.application}
   */
  application(attributes: StyledAttributes, targetSdk: number): ApplicationCheck {
    const check = new ApplicationCheck({
      scope: this.scope,
      deferred: this.#deferred,
      targetSdk,
      hasSharedUser: this.#hasSharedUser,
    });
    check.application(attributes);
    return check;
  }

  /**
   * A `<meta-data>` or `<property>` of the application or a component.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  metaData(element: string): void {
    if (element === 'meta-data') checkMetaData(this.scope, element);
    else if (element === 'property') checkMetaData(this.scope, element, API_PROPERTY);
  }

  /** An `<intent>` of `<queries>`, which the parser stands on. */
  query(): FilterCheck {
    return new FilterCheck(this.scope, this.#deferred, API_QUERIES);
  }

  /**
   * A `<package>` or `<provider>` of `<queries>`, by what it says.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  queried(element: string, attribute: string, text: string | null): void {
    if ((text === null || text === '') && this.scope.reading.since(API_QUERIES)) {
      refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute });
    }
  }

  /**
   * validateBaseApkTags, when all was read.
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_DUPLICATE_PERMISSION`
   */
  end(): void {
    this.#attributions.end();
    this.#permissions.end();
  }
}
