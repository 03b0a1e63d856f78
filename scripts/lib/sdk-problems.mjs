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

/** All problems, in plain words; none for a good catalogue. `kinds` are those that an SDK may have. */
export function sdkProblems(catalog, kinds) {
  const problems = [];
  if (catalog.provenance.sources.length === 0) problems.push('provenance: names no source');
  const owners = new Map();
  for (const [at, sdk] of catalog.sdks.entries()) {
    const before = catalog.sdks[at - 1];
    if (before !== undefined && before.id >= sdk.id) problems.push(`${sdk.id}: not sorted, or twice the same`);
    problems.push(...oneSdkProblems(sdk, kinds).map((problem) => `${sdk.id}: ${problem}`));
    for (const prefix of sdk.prefixes) {
      const owner = owners.get(prefix);
      if (owner !== undefined) problems.push(`${prefix}: belongs to ${owner} and to ${sdk.id}`);
      owners.set(prefix, sdk.id);
    }
  }
  return problems;
}

function oneSdkProblems({ id, name, kind, prefixes, sources }, kinds) {
  const problems = [];
  if (!ID.test(id)) problems.push('not an id');
  if (name.trim() === '') problems.push('no name');
  if (!kinds.includes(kind)) problems.push(`unknown kind ${kind}`);
  if (prefixes.length === 0) problems.push('no prefix');
  if (sources.length === 0) problems.push('no source');
  for (const [at, prefix] of prefixes.entries()) {
    if (at > 0 && (prefixes[at - 1] ?? '') >= prefix) problems.push(`${prefix}: prefixes are not sorted`);
    const problem = prefixProblem(prefix);
    if (problem !== null) problems.push(`${prefix}: ${problem}`);
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
