/**
 * Attributes that the package parser takes as numbers. `TypedArray.getInteger` throws for every type that is no integer,
 * `getInt` for a text that `XmlUtils.convertValueToInt` cannot parse, `getFloat` for one that is no number
 * (core/java/android/content/res/TypedArray.java): the exception refuses the file.
 */
import { isIntType, VALUE_TYPE } from '../../chunks/value.js';
import { ATTR } from '../attribute-ids.js';
import { isJavaInt, type StyledAttributes } from '../styled-attributes.js';
import { CHECKED } from './attribute-ids.js';
import { isUnknown, refuse, type Scope } from './scope.js';

type Taking = 'getInteger' | 'getInt' | 'getFloat';
type Attribute = keyof typeof CHECKED | keyof typeof ATTR;
/** An attribute, how it is taken, and the version that began to: `getInteger` up to the last one in the fourth place. */
type Numeric = readonly [attribute: Attribute, taking: Taking, since?: number, integerUntil?: number];

const API_29 = 29;

/** Up to Android 10 the parser takes these with getInteger, later with getInt. */
const screens = (attribute: Attribute): Numeric => [attribute, 'getInt', 1, API_29];

const ACTIVITY: readonly Numeric[] = [
  ['uiOptions', 'getInt'],
  ['launchMode', 'getInt'],
  ['documentLaunchMode', 'getInt'],
  ['maxRecents', 'getInt'],
  ['configChanges', 'getInt'],
  ['windowSoftInputMode', 'getInt'],
  ['persistableMode', 'getInteger'],
  ['screenOrientation', 'getInt'],
  ['lockTaskMode', 'getInt', 23],
  ['rotationAnimation', 'getInt', 26],
  ['colorMode', 'getInt', 26],
  ['recreateOnConfigChanges', 'getInt', 27],
];

/** By element: parseBaseApk, parseBaseApkTags, parseBaseAppBasicFlags, and the handlers of the elements. */
const NUMBERS: ReadonlyMap<string, readonly Numeric[]> = new Map<string, readonly Numeric[]>([
  [
    'manifest',
    [
      ['versionCode', 'getInteger'],
      ['versionCodeMajor', 'getInteger', 28],
      ['revisionCode', 'getInteger'],
      ['installLocation', 'getInteger'],
      ['targetSandboxVersion', 'getInteger', 26],
      ['compileSdkVersion', 'getInteger', 28],
    ],
  ],
  [
    'application',
    [
      ['uiOptions', 'getInt'],
      ['appCategory', 'getInt', 26],
      ['maxAspectRatio', 'getFloat', 26],
      ['minAspectRatio', 'getFloat', 29],
      ['autoRevokePermissions', 'getInt', 30],
      ['gwpAsanMode', 'getInt', 30],
    ],
  ],
  ['activity', ACTIVITY],
  ['receiver', [['uiOptions', 'getInt']]],
  ['service', [['foregroundServiceType', 'getInt', 29]]],
  ['provider', [['initOrder', 'getInt']]],
  [
    'intent-filter',
    [
      ['priority', 'getInt'],
      ['order', 'getInt', 28],
    ],
  ],
  [
    'permission',
    [
      ['protectionLevel', 'getInt'],
      ['permissionFlags', 'getInt'],
    ],
  ],
  [
    'permission-group',
    [
      ['priority', 'getInt'],
      ['permissionGroupFlags', 'getInt'],
    ],
  ],
  ['uses-permission', [['usesPermissionFlags', 'getInt', 31]]],
  [
    'uses-configuration',
    [
      ['reqTouchScreen', 'getInt'],
      ['reqKeyboardType', 'getInt'],
      ['reqNavigation', 'getInt'],
    ],
  ],
  ['uses-feature', [['version', 'getInt', 24]]],
  [
    'supports-screens',
    (
      [
        'requiresSmallestWidthDp',
        'compatibleWidthLimitDp',
        'largestWidthLimitDp',
        'smallScreens',
        'normalScreens',
        'largeScreens',
        'xlargeScreens',
        'resizeable',
        'anyDensity',
      ] as const
    ).map(screens),
  ],
  ['overlay', [['priority', 'getInt']]],
]);

/** Whether an element has numbers at all: most have none, and need no look at their attributes. */
export function hasNumbers(element: string): boolean {
  return NUMBERS.has(element);
}

/**
 * Checks the numbers of the current element, read as `element`.
 * @throws PermauditError `MAN_BAD_VALUE`, `AXML_BAD_STRING`
 */
export function checkNumbers(scope: Scope, attributes: StyledAttributes, element: string): void {
  const { reading } = scope;
  for (const [attribute, taking, since = 1, integerUntil] of NUMBERS.get(element) ?? []) {
    const id = attribute in ATTR ? ATTR[attribute as keyof typeof ATTR] : CHECKED[attribute as keyof typeof CHECKED];
    if (!attributes.has(id)) continue;
    const isNumber = numberTest(scope, attributes, id);
    if (isNumber === null) continue;
    const fails =
      !isNumber(taking) || (integerUntil !== undefined && !isNumber('getInteger') && isUntil(scope, integerUntil));
    if (fails && (since === 1 || reading.since(since))) {
      refuse(scope, 'MAN_BAD_VALUE', { problem: 'notNumber', element, attribute });
    }
  }
  // FeatureInfo: the version of OpenGL ES is taken only where the feature has no name.
  if (element === 'uses-feature' && attributes.nonResourceString(ATTR.name) === null) {
    const isNumber = numberTest(scope, attributes, CHECKED.glEsVersion);
    if (isNumber?.('getInt') === false) {
      refuse(scope, 'MAN_BAD_VALUE', { problem: 'notNumber', element, attribute: 'glEsVersion' });
    }
  }
}

function isUntil({ reading }: Scope, last: number): boolean {
  return !reading.since(last + 1);
}

/** Whether an attribute is a number to one of the methods; null where there is none, or it is Android's own. */
function numberTest(scope: Scope, attributes: StyledAttributes, id: number): ((taking: Taking) => boolean) | null {
  const value = attributes.peek(id);
  if (value === null || isUnknown(scope, value)) return null;
  const text = attributes.string(id);
  return (taking) => {
    if (isIntType(value.type)) return true;
    if (taking === 'getInteger') return false;
    if (taking === 'getInt') return isJavaInt(text);
    return value.type === VALUE_TYPE.FLOAT || (text !== null && isJavaFloat(text));
  };
}

const MOST_DIGITS = 64;

/** Float.parseFloat, by its decimal forms. */
function isJavaFloat(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= MOST_DIGITS && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/.test(trimmed);
}
