/** Names of classes, processes and task affinities: ParsingUtils.buildClassName, ComponentParseUtils.buildCompoundName. */
import { invalidNameReason, validCharactersReason } from '../package-name.js';
import type { StyledAttributes } from '../styled-attributes.js';
import { ATTR } from '../attribute-ids.js';
import { CHECKED } from './attribute-ids.js';
import { knownText, refuse, type Scope } from './scope.js';

/** Configuration.NATIVE_CONFIG_VERSION: a value may vary with the Android version, not otherwise. */
export const VERSION_ONLY = 0x0400;
/** Apps for Android 2.2 and newer may have a reference here; older ones only a text. */
const API_FROYO = 8;
/** PackageManager.APP_DETAILS_ACTIVITY_CLASS_NAME, known since Android 10. */
const APP_DETAILS = 'android.app.AppDetailsActivity';
const API_APP_DETAILS = 29;

/**
 * parseComponent: no element may be named as the page of settings that Android adds.
 * @throws PermauditError `MAN_BAD_ELEMENT`
 */
export function checkNotReserved(scope: Scope, element: string, className: string | null): void {
  if (className === APP_DETAILS && scope.reading.since(API_APP_DETAILS)) {
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'reservedName', element });
  }
}

/**
 * buildClassName: an empty name is none.
 * @throws PermauditError `MAN_BAD_ELEMENT`
 */
export function checkClassName(scope: Scope, name: string | null, element: string, attribute: string, since = 1): void {
  if (name === '' && (since === 1 || scope.reading.since(since))) {
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'emptyClass', element, attribute });
  }
}

/**
 * buildProcessName and buildTaskAffinityName of an element.
 * @throws PermauditError `MAN_BAD_NAME`
 */
export function checkCompoundNames(scope: Scope, attributes: StyledAttributes, element: string, target: number): void {
  for (const [attribute, id] of COMPOUND) {
    // Affinities are those of activities, receivers and the application.
    if (attribute === 'taskAffinity' && !WITH_AFFINITY.has(element)) continue;
    const isOld = target < API_FROYO && (attribute === 'process' || element === 'application');
    const name = isOld ? attributes.nonResourceString(id) : knownText(scope, attributes, id, VERSION_ONLY);
    checkCompoundName(scope, name, element, attribute);
  }
}

const COMPOUND: readonly (readonly [attribute: string, id: number])[] = [
  ['process', ATTR.process],
  ['taskAffinity', CHECKED.taskAffinity],
];
const WITH_AFFINITY: ReadonlySet<string> = new Set(['application', 'activity', 'receiver']);

/**
 * buildCompoundName: `:` and a name of the app's own, `system`, or a full name.
 * @throws PermauditError `MAN_BAD_NAME`
 */
export function checkCompoundName(scope: Scope, name: string | null, element: string, attribute: string): void {
  if (name === null || name === '' || name === 'system') return;
  const reason = name.startsWith(':')
    ? name.length < 2
      ? ({ fault: 'short' } as const)
      : validCharactersReason(name.slice(1), false)
    : validCharactersReason(name, true);
  if (reason !== null) refuse(scope, 'MAN_BAD_NAME', { problem: 'name', element, attribute, name, reason });
}

/**
 * parseSharedUser: the name must be one of a package.
 * @throws PermauditError `MAN_BAD_PACKAGE`
 */
export function checkSharedUser(scope: Scope, name: string | null): void {
  if (name === null || name === '' || scope.packageName === 'android') return;
  const reason = invalidNameReason(name, true);
  if (reason !== null) refuse(scope, 'MAN_BAD_PACKAGE', { problem: 'sharedUserId', name, reason });
}
