/** What is wrong with an SDK catalogue: the build stops on any of it. */

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PREFIX = /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*$/;
/** Prefixes of one label whose owner is beyond doubt; under any other the code of many people may lie. */
const SINGLE_LABELS = new Set([
  'androidx',
  'bolts',
  'butterknife',
  'coil',
  'coil3',
  'credoapp',
  'dagger',
  'kotlin',
  'kotlinx',
  'leakcanary',
  'okhttp3',
  'okio',
  'retrofit2',
  'rx',
  'timber',
  'twitter4j',
]);
/** Packages under which the code of many makers lies. */
const SHARED = new Set([
  ...['com.alibaba', 'com.amazon', 'com.android', 'com.baidu', 'com.bytedance', 'com.example', 'com.github'],
  ...['com.google', 'com.google.android', 'com.huawei', 'com.microsoft', 'com.ss.android', 'com.tencent'],
  ...['com.vivo', 'com.xiaomi', 'com.yandex', 'io.github', 'org.apache', 'net.sourceforge', 'com.googlecode'],
]);
/** The platform itself. */
const PLATFORM = /^(?:android|java|dalvik|libcore|sun)(?:\.|$)/;
/** Libraries that Google gives out in Android's own namespace. */
const IN_PLATFORM = /^android\.(?:support|arch)(?:\.|$)/;

/**
 * All problems, in plain words; none for a good catalogue.
 * @param purposes every purpose that an SDK may have, with its kind
 */
export function sdkProblems(catalog, purposes) {
  const problems = [];
  if (catalog.provenance.sources.length === 0) problems.push('provenance: names no source');
  const owners = new Map();
  const whole = new Map();
  for (const [at, sdk] of catalog.sdks.entries()) {
    const before = catalog.sdks[at - 1];
    if (before !== undefined && before.id >= sdk.id) problems.push(`${sdk.id}: not sorted, or twice the same`);
    problems.push(...oneSdkProblems(sdk, purposes).map((problem) => `${sdk.id}: ${problem}`));
    problems.push(...twice(owners, sdk, sdk.prefixes), ...twice(whole, sdk, sdk.packages ?? []));
  }
  return [...problems, ...catalog.sdks.flatMap((sdk) => coveringProblems(sdk, owners, whole))];
}

/** Packages that have an owner already; the others get one. */
function twice(owners, sdk, packages) {
  return packages.flatMap((name) => {
    const owner = owners.get(name);
    owners.set(name, sdk);
    return owner === undefined ? [] : [`${name}: belongs to ${owner.id} and to ${sdk.id}`];
  });
}

/** The packages that `name` lies in, itself first when it is to count. */
function around(name, itself) {
  const labels = name.split('.');
  const lengths = Array.from({ length: labels.length }, (_, index) => labels.length - index);
  return lengths.slice(itself ? 0 : 1).map((count) => labels.slice(0, count).join('.'));
}

/**
 * A package of one maker is no place for another's: whatever lies in an SDK's package without being known is told as that
 * SDK's. Exceptions lie within a prefix of their own SDK, and what another SDK has needs none.
 */
function coveringProblems(sdk, owners, whole) {
  const covered = (name, itself) =>
    around(name, itself)
      .map((outer) => owners.get(outer))
      .filter((owner) => owner !== undefined && owner !== sdk && (owner.team === null || owner.team !== sdk.team))
      .map((owner) => `${name} of ${sdk.id}: lies in a package of ${owner.id}, whose maker is another`);
  const needless = (sdk.except ?? []).flatMap((name) => [
    ...(around(name, false).some((outer) => owners.get(outer) === sdk) ? [] : [`${sdk.id}: has no ${name} to except`]),
    ...(owners.has(name) || whole.has(name) ? [`${sdk.id}: ${name} has an owner, and needs no exception`] : []),
  ]);
  return [
    ...sdk.prefixes.flatMap((name) => covered(name, false)),
    ...(sdk.packages ?? []).flatMap((name) => covered(name, true)),
    ...needless,
  ];
}

function oneSdkProblems(sdk, purposes) {
  const { id, name, kind, purpose, prefixes, packages = [], except = [], marks = [], sources, url } = sdk;
  const problems = [];
  if (!ID.test(id)) problems.push('not an id');
  if (name.trim() === '') problems.push('no name');
  if (!Object.hasOwn(purposes, purpose)) problems.push(`unknown purpose ${purpose}`);
  else if (purposes[purpose] !== kind) problems.push(`${purpose} is not of the kind ${kind}`);
  if (prefixes.length + packages.length === 0) problems.push('no prefix');
  if (sources.length === 0) problems.push('no source');
  if (sources.includes('review') && !/^https?:\/\/\S+$/.test(url ?? '')) problems.push('names no page that says so');
  for (const list of [prefixes, packages, except, marks]) {
    const unsorted = list.filter((one, at) => at > 0 && (list[at - 1] ?? '') >= one);
    problems.push(...unsorted.map((one) => `${one}: prefixes are not sorted`));
  }
  for (const prefix of prefixes) {
    const problem = prefixProblem(prefix);
    if (problem !== null) problems.push(`${prefix}: ${problem}`);
  }
  for (const one of [...packages, ...except, ...marks]) {
    if (!PREFIX.test(one)) problems.push(`${one}: not a package name`);
  }
  return problems;
}

/** Why a package cannot stand for one SDK; null when it can. */
export function prefixProblem(prefix) {
  if (!PREFIX.test(prefix)) return 'not a package name';
  if (PLATFORM.test(prefix) && !IN_PLATFORM.test(prefix)) return 'the platform itself';
  if (SHARED.has(prefix)) return 'shared by many';
  return prefix.includes('.') || SINGLE_LABELS.has(prefix) ? null : 'a single label';
}
