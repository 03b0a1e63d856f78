/** What the code of an app shows of its permissions: the one place where DEX bytes of a package are read. */
import { pushAll } from '../bytes/lists.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { permissionInfo } from '../knowledge/index.js';
import type { AppFacts, CodeEvidence, PermissionEvidence } from '../facts/facts.js';
import { apiIndex, type ApiIndex } from './api-index.js';
import { reachNamedInFiles, reachNamedInManifests, reachStarted } from './called-code.js';
import { CodeSession } from './code-session.js';
import { findDexFiles, type CodeContainer, type DexSources } from './dex-sources.js';
import { addArchiveSigns, HidingSigns } from './hiding.js';
import type { ApiMap, CodeKnowledge, PermissionApis } from './knowledge.js';
import { manifestSites } from './manifest-evidence.js';
import { addMissingCode } from './missing-code.js';
import { Owners } from './owners.js';
import { ReachedClasses } from './reached-classes.js';
import type { CodeGap, CodeGapClause } from '../facts/clauses.js';

/** The catalogue counts what is older as of this one. */
const OLDEST_API = 4;
/** Gaps named in the reason; the rest are counted. */
const MAX_REASONS = 5;

/**
 * Reads the DEX files of an app and says of each permission whether code, or the manifest, uses it.
 *
 * @param containers the APKs of the app, base first, or the modules of its bundle
 * @param facts what its manifest says
 * @param unread what could not be opened at all
 * @returns evidence in a fixed order, the same for the same input; what cannot be read is in `reason`, never an exception
 */
export function readCode(
  containers: readonly CodeContainer[],
  facts: AppFacts,
  knowledge: CodeKnowledge,
  reading: Reading,
  unread: readonly CodeGap[] = [],
): CodeEvidence {
  const index = apiIndex(knowledge.apiMap);
  const signs = new HidingSigns();
  const requested = new Set(facts.permissions.map(({ name }) => name));
  const owners = new Owners(facts, knowledge.sdkOf);
  const { apiRange } = facts;
  const session = new CodeSession({ index, owners, signs, requested, apiRange }, reading);
  pushAll(session.gaps, unread);
  const sources = sourcesOf(containers, reading, session);
  for (const source of [...sources.loaded, ...sources.hidden]) session.open(source);
  session.scan();
  pushAll(session.gaps, sources.unread);
  addArchiveSigns(signs, containers, facts);
  if (session.scanned > 0) addMissingCode(signs, facts, (descriptor) => session.loads(descriptor));
  const reached = signs.list().some(({ kind }) => CALLS_FROM_OUTSIDE.has(kind))
    ? null
    : calledClasses(session, facts, containers, reading);
  session.collect((dex, classIndex) => reached?.has(dex, classIndex) ?? true);
  addManifestSites(session, facts, knowledge, index, requested);
  const { state, reason } = stateOf(session);
  const targetSdk = facts.manifest?.targetSdk ?? 0;
  return {
    state,
    reason,
    dexFiles: session.files,
    permissions: permissionsOf(session, { requested, targetSdk }, knowledge.apiMap, state === 'complete'),
    hiding: signs.list(),
    sdks: session.sdks.list(session.collector),
  };
}

/** Code that is not in the package may call any class of it. */
const CALLS_FROM_OUTSIDE: ReadonlySet<string> = new Set(['packer', 'missing-code']);

/**
 * The classes that something leads to; null where that cannot be told: not all could be read, or nothing that the manifest
 * starts is defined. The files beside the code are looked into only where a permission would be lost without them.
 */
function calledClasses(
  session: CodeSession,
  facts: AppFacts,
  containers: readonly CodeContainer[],
  reading: Reading,
): ReachedClasses | null {
  const sites = session.decidingSites();
  if (session.gaps.length > 0 || sites.length === 0) return null;
  const reached = new ReachedClasses(
    session.classes,
    session.openFiles(true),
    (dex) => session.mentions.get(dex) ?? null,
    reading,
    facts.manifest?.packageName ?? '',
  );
  if (!reachStarted(reached, facts)) return null;
  for (const { dex, classIndex } of sites) reached.want(dex, classIndex);
  for (const dex of session.openFiles(false)) reached.reachFrom(dex);
  if (!reachNamedInManifests(reached, containers, reading)) return null;
  reached.follow();
  const called = new Set(
    sites.filter(({ dex, classIndex }) => reached.has(dex, classIndex)).map(({ permission }) => permission),
  );
  if (sites.some(({ permission }) => !called.has(permission))) {
    if (!reachNamedInFiles(reached, containers, reading)) return null;
    reached.follow();
  }
  return reached.unsure ? null : reached;
}

/** Evidence of a package of which no code can be read. */
export function noCode(reason: CodeGapClause): CodeEvidence {
  return { state: 'none', reason, dexFiles: [], permissions: [], hiding: [], sdks: [] };
}

function sourcesOf(containers: readonly CodeContainer[], reading: Reading, session: CodeSession): DexSources {
  try {
    return findDexFiles(containers, reading);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    session.gaps.push({ error: error.told });
    return { loaded: [], hidden: [], unread: [] };
  }
}

function addManifestSites(
  { collector }: CodeSession,
  facts: AppFacts,
  { apiMap, sdkOf }: CodeKnowledge,
  index: ApiIndex,
  requested: ReadonlySet<string>,
): void {
  const owners = new Owners(facts, sdkOf);
  for (const { permission, alternatives, site } of manifestSites(facts, apiMap, index)) {
    if (!requested.has(permission) && alternatives.some((one) => requested.has(one))) continue;
    const found = owners.ownerOf(site.callerClass);
    const { kind, sdk, name } = found;
    const weight = { strength: site.strength, loaded: true, optional: false, owner: found };
    collector.add(permission, weight, () => ({ ...site, owner: { kind, sdk, name } }));
  }
}

function stateOf({ scanned, gaps, files }: CodeSession): Pick<CodeEvidence, 'state' | 'reason'> {
  const more = Math.max(0, gaps.length - MAX_REASONS);
  const reason: CodeGapClause = { code: 'GAPS', data: { gaps: gaps.slice(0, MAX_REASONS), more } };
  if (!files.some(({ loaded }) => loaded) && gaps.length === 0) {
    return { state: 'none', reason: { code: 'NO_DEX', data: {} } };
  }
  if (scanned === 0) return { state: 'none', reason };
  return gaps.length === 0 ? { state: 'complete', reason: null } : { state: 'partial', reason };
}

function permissionsOf(
  { collector, uncalled }: CodeSession,
  { requested, targetSdk }: { requested: ReadonlySet<string>; targetSdk: number },
  map: ApiMap,
  complete: boolean,
): PermissionEvidence[] {
  const found: PermissionEvidence[] = [];
  for (const permission of [...new Set([...requested, ...collector.permissions])].sort()) {
    const gathered = collector.of(permission);
    const strong = gathered?.strength === 'strong';
    // Libraries look whether they hold a permission before they use it: what only they hold is no use without a request.
    if (!requested.has(permission) && !(gathered?.attributed === true && isForApps(permission, targetSdk))) continue;
    const use = !requested.has(permission)
      ? 'used-undeclared'
      : strong
        ? 'used'
        : !complete || !guardsAnything(map.permissions[permission])
          ? 'not-scanned'
          : uncalled.has(permission)
            ? 'uncalled'
            : 'no-evidence';
    const { strength = null, totalSites = 0, sites = [], owners = [] } = gathered ?? {};
    found.push({ permission, use, strength, totalSites, sites, owners });
  }
  return found;
}

/** Whether anything is known that would show the use of a permission. */
function guardsAnything(apis: PermissionApis | undefined): boolean {
  if (apis === undefined) return false;
  const members = [apis.methods, apis.fields, apis.uriFields, apis.uriMethods];
  const more = [apis.uris, apis.paths, apis.prototypes, apis.texts, apis.intents, apis.strings, apis.capabilities];
  return [...members, ...more].some((list) => Object.keys(list ?? {}).length > 0);
}

/**
 * Whether an app of any developer can get the permission, and one of this target needs it: a permission that came after
 * the target guards what such an app may do without it.
 */
function isForApps(permission: string, targetSdk: number): boolean {
  const info = permissionInfo(permission);
  if (info === null || info.added > Math.max(targetSdk, OLDEST_API)) return false;
  // A vendor's permission exists on its devices only: elsewhere the same call needs none.
  if (info.vendor !== undefined || info.removed === true || info.gone !== undefined) return false;
  const level = info.protectionHistory[info.protectionHistory.length - 1]?.[1] ?? '';
  return info.special === true || ['normal', 'dangerous'].includes(level.split('|')[0] ?? '');
}
