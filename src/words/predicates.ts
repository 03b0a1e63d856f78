/** What a predicate looks for, as lines of plain text. */
import type { Combination, CombinationPart, Predicate } from '../rulebook/types.js';
import { shortPermissionName } from '../rulebook/permission-names.js';

/** The words of one language. */
export interface PredicateWords {
  lowTarget: (below: number) => string;
  evasion: string;
  namedPackages: (words: string, packages: string) => string;
  composite: (atLeast: number, dataTypes: string) => string;
  pair: (anyOf: string, others: string) => string;
  all: (part: string) => string;
  any: (atLeast: number, parts: string) => string;
  exceptNeeded: string;
  unless: (capabilities: string) => string;
  requires: (features: string) => string;
  comma: string;
  or: string;
}

const MOST_NAMES = 4;

function partOf(part: CombinationPart, words: PredicateWords): string {
  const permissions = (part.permissions ?? []).map((name) => shortPermissionName(name));
  const shown =
    permissions.length > MOST_NAMES ? [...permissions.slice(0, MOST_NAMES), `… (${permissions.length})`] : permissions;
  return [...shown, ...(part.capabilities ?? []), ...(part.dataTypes ?? [])].join(words.or);
}
function describeCombination(combination: Combination, words: PredicateWords): string[] {
  const { allOf = [], anyOf = [], atLeast = 1, exceptNeeded, unlessCapabilities, requiresFeatures } = combination;
  const any = anyOf.map((part) => partOf(part, words)).join(words.comma);
  return [
    ...allOf.map((part) => words.all(partOf(part, words))),
    ...(any === '' ? [] : [words.any(atLeast, any)]),
    ...(exceptNeeded === true ? [words.exceptNeeded] : []),
    ...(unlessCapabilities === undefined ? [] : [words.unless(unlessCapabilities.join(words.comma))]),
    ...(requiresFeatures === undefined ? [] : [words.requires(requiresFeatures.join(words.or))]),
  ];
}

/** One line for each condition. */
export function describePredicate(predicate: Predicate, words: PredicateWords): string[] {
  switch (predicate.kind) {
    case 'low-target':
      return [words.lowTarget(predicate.targetSdkBelow)];
    case 'evasion':
      return [words.evasion];
    case 'named-packages':
      return [words.namedPackages(predicate.words.join(words.comma), (predicate.packages ?? []).join(words.comma))];
    case 'composite':
      return [
        words.composite(predicate.atLeast, predicate.dataTypes.join(words.comma)),
        ...(predicate.pairs ?? []).map((pair) => words.pair(pair.anyOf.join(words.or), pair.with.join(words.or))),
      ];
    case 'combination':
      return describeCombination(predicate, words);
  }
}

/** The words in English. */
export const PREDICATE_EN: PredicateWords = {
  lowTarget: (below) => `a targetSdkVersion below ${below}, or sensitive permissions that an old target brings`,
  evasion:
    'the file shows a reader of the published formats, or an older Android, another package, other permissions, components or signers than the newest Android reads',
  namedPackages: (words, packages) =>
    `<queries> asks for an app of another maker whose package name holds one of: ${words}${packages === '' ? '' : `; or for one of: ${packages}`}`,
  composite: (atLeast, dataTypes) => `findings of medium or more on at least ${atLeast} of: ${dataTypes}`,
  pair: (anyOf, others) => `or a finding on ${anyOf}, together with one on ${others}`,
  all: (part) => `the app has: ${part}`,
  any: (atLeast, parts) => `and at least ${atLeast} of: ${parts}`,
  exceptNeeded: 'what the category needs, be it with a feature, is not counted among them',
  unless: (capabilities) => `not with: ${capabilities}`,
  requires: (features) => `only with the declared feature ${features}`,
  comma: ', ',
  or: ' or ',
};

/** The words in Chinese. */
export const PREDICATE_ZH: PredicateWords = {
  lowTarget: (below) => `targetSdkVersion 低于 ${below}，或者因目标版本过低而附加敏感权限`,
  evasion:
    '依照公开格式读取文件的工具，或者较旧的 Android，所读到的包名、权限、组件或签名者与最新 Android 读取的不一致',
  namedPackages: (words, packages) =>
    `<queries> 按包名查询其他开发者的应用，且其包名含有以下词语之一：${words}${packages === '' ? '' : `；或者为以下应用之一：${packages}`}`,
  composite: (atLeast, dataTypes) => `以下数据类型中至少 ${atLeast} 项有中级及以上的发现：${dataTypes}`,
  pair: (anyOf, others) => `或者 ${anyOf} 与 ${others} 同时有发现`,
  all: (part) => `应用具有：${part}`,
  any: (atLeast, parts) => `且具有以下至少 ${atLeast} 项：${parts}`,
  exceptNeeded: '该类别所需（包括声明功能后所需）的，不计入其中',
  unless: (capabilities) => `具有以下能力的除外：${capabilities}`,
  requires: (features) => `仅在声明功能 ${features} 时`,
  comma: '、',
  or: ' 或 ',
};
