/** What is wrong with an API map: the build stops on any of it. */

const SOURCES = new Set(['metalava', 'axplorer-sdk', 'providers', 'curated', 'review']);
const DESCRIPTOR = /^L[A-Za-z_][\w$]*(?:\/[\w$]+)*;$/;
const MEMBER_NAME = /^(?:<init>|[A-Za-z_$][\w$]*)$/;
const CONTENT_URI = /^content:\/\/[\w.-]+(?:\/[\w.-]+)*$/;
const PATH = /^(?:\/[\w.-]+)+$/;
const ACTION = /^[\w-]+(?:\.[\w-]+)+$/;
const ACCESS = new Set(['read', 'write', 'read-write']);
const FILES = new Set(['read', 'write']);
const TYPE = /^(?:\*|boolean|int|long|void|[A-Za-z_][\w$]*(?:\.[\w$]+)+)$/;
const BESIDE = new Set(['bind-service', 'grant-page']);
const STRENGTHS = new Set(['strong', 'weak']);

/** All problems, in plain words; none for a good map. */
export function apiMapProblems(map, known) {
  const problems = [];
  if (map.provenance.sources.length === 0) problems.push('provenance: names no source');
  const names = Object.keys(map.permissions);
  if (!isSorted(names)) problems.push('permissions: not sorted');
  for (const [permission, apis] of Object.entries(map.permissions)) {
    if (!known.isPermission(permission)) problems.push(`${permission}: unknown permission`);
    problems.push(...permissionProblems(apis, known).map((problem) => `${permission}: ${problem}`));
  }
  return problems;
}

function permissionProblems(apis, known) {
  const problems = [];
  const { prototypes = [], texts = [] } = apis;
  const places = [apis.fields, apis.uris, apis.uriFields, apis.uriMethods, apis.paths, texts, apis.intents];
  const lists = [apis.methods, prototypes, ...places];
  for (const list of lists) {
    const keys = list.map((entry) => keyOf(entry));
    if (!isSorted(keys)) problems.push(`not sorted, or twice the same, near ${keys[0] ?? ''}`);
    for (const entry of list) problems.push(...entryProblems(entry).map((problem) => `${keyOf(entry)}: ${problem}`));
  }
  const isReviewed = lists.some((list) => list.some(({ sources }) => sources.includes('review')));
  if ((isReviewed || apis.capabilities.length > 0) && !apis.source)
    problems.push('does not say where its review is from');
  if (!isSorted(apis.strings)) problems.push('strings: not sorted');
  for (const id of apis.capabilities) if (!known.isCapability(id)) problems.push(`unknown capability ${id}`);
  if ([...lists, apis.strings, apis.capabilities].every((list) => list.length === 0)) problems.push('says nothing');
  return problems;
}

function keyOf(entry) {
  if ('uri' in entry) return entry.uri;
  if ('path' in entry) return entry.path;
  if ('text' in entry) return entry.text;
  if ('takes' in entry) return `${entry.class.slice(0, -1)}#${entry.name}(${entry.takes.join(', ')})${entry.gives}`;
  return 'action' in entry ? entry.action : `${entry.class.slice(0, -1)}#${entry.name}`;
}

function entryProblems(entry) {
  const problems = [];
  if ('class' in entry && !DESCRIPTOR.test(entry.class)) problems.push('not a class descriptor');
  if ('name' in entry && !MEMBER_NAME.test(entry.name)) problems.push('not a member name');
  if ('uri' in entry && !CONTENT_URI.test(entry.uri)) problems.push('not a content URI');
  if ('path' in entry && !PATH.test(entry.path)) problems.push('not a path');
  if (('path' in entry || 'files' in entry) && !FILES.has(entry.files))
    problems.push(`unknown use of files ${entry.files}`);
  if ('text' in entry && !BESIDE.has(entry.beside)) problems.push(`unknown company ${entry.beside}`);
  if ('takes' in entry) problems.push(...prototypeProblems(entry));
  if ('action' in entry && !ACTION.test(entry.action)) problems.push('not an intent action');
  if ('access' in entry && !ACCESS.has(entry.access)) problems.push(`unknown access ${entry.access}`);
  if (!STRENGTHS.has(entry.strength)) problems.push('unknown strength');
  if (entry.sources.length === 0 || !entry.sources.every((source) => SOURCES.has(source))) problems.push('bad sources');
  if ((entry.sinceApi ?? 1) > (entry.untilApi ?? Infinity)) problems.push('ends before it begins');
  return problems;
}

/** A prototype of names that are in every app, or of none, would say nothing. */
function prototypeProblems({ takes, gives }) {
  const problems = [...takes, gives].filter((type) => !TYPE.test(type)).map((type) => `not a type: ${type}`);
  const isTelling = [...takes, gives].some((type) => type.startsWith('com.google.'));
  return isTelling ? problems : [...problems, 'no type of the library itself'];
}

function isSorted(names) {
  return names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name);
}
