/**
 * The components of splits and feature modules. Android reads nothing of a split's manifest but its `<application>`, and
 * takes the components in it as the app's own (ParsingPackageUtils.parseSplitApk, parseSplitApplication).
 */
import { pushAll } from '../bytes/lists.js';
import { XmlParser } from '../axml/parser.js';
import type { ApiRange } from '../bytes/api-range.js';
import { Reading } from '../bytes/reading.js';
import { readApplication, withDefaultPermission } from '../manifest/application.js';
import { capabilitiesOf, capabilitiesOfReadings } from '../manifest/capabilities.js';
import type { AppFacts, AppModule, Component, Manifest } from '../facts/facts.js';
import { emptyManifest } from '../manifest/manifest.js';
import { Checks } from '../manifest/refusals/checks.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { readSwitchable, switchedOffAt } from '../manifest/feature-flags.js';
import { openManifestTag } from '../manifest/manifest-lite.js';
import type { OpenedManifest } from '../manifest/readings.js';

/** What a split's `<application>` holds. */
export type SplitComponents = Pick<Manifest, 'components' | 'applicationMetaData'>;

/**
 * Reads the first `<application>` of a split; the others Android skips, unless a feature flag can switch off the first.
 * @throws PermauditError `MAN_*` for what every version refuses in it, `AXML_*`, `LIMIT_*`
 */
export function readSplitComponents(
  { tree, resolver }: Omit<OpenedManifest, 'archive'>,
  packageName: string,
  reading: Reading,
): SplitComponents {
  const manifest = emptyManifest(packageName);
  const parser = new XmlParser(tree, reading);
  openManifestTag(parser);
  const outer = parser.depth;
  while (parser.nextStart(outer)) {
    // Of what stands deeper, names are not read.
    if (parser.depth > outer + 1 || parser.name !== 'application') continue;
    const off = switchedOffAt(parser, 'application', reading);
    readSwitchable(off, parser, reading, (isForgiven) => {
      const checks = isForgiven ? null : partChecks(parser, resolver, packageName);
      readApplication({ parser, resolver, reading, checks, part: 'split' }, manifest);
    });
    if (off === null) break;
    parser.reset(off);
  }
  return manifest;
}

/**
 * What refuses the whole app in a part of it. A part is read once for all versions: what only some of them refuse is not
 * looked at, nor what the base or another part may define.
 */
function partChecks(parser: XmlParser, resolver: ResourceResolver, packageName: string): Checks {
  return new Checks({ parser, resolver, reading: new Reading(1), packageName, isPart: true });
}

/**
 * The app with the components of its splits: as its own, named with the module they come with.
 * @param added by the name of the module
 */
export function withSplitComponents(facts: AppFacts, added: ReadonlyMap<string, SplitComponents>): AppFacts {
  const { apiRange, modules, readings } = facts;
  if (facts.manifest === null || added.size === 0) return facts;
  const manifest = withParts(facts.manifest, added);
  const whole = readings.map((reading) =>
    reading.manifest === null ? reading : { ...reading, manifest: withParts(reading.manifest, added) },
  );
  const capabilities = capabilitiesOfReadings(whole, apiRange);
  if (modules === undefined) return { ...facts, manifest, capabilities };
  return {
    ...facts,
    manifest,
    capabilities,
    modules: modules.map((module) => withCapabilities(module, facts.manifest, added, apiRange)),
  };
}

/** The components of a split with the permission that the base's application gives them. */
function componentsIn(base: Manifest | null, { components }: SplitComponents): Component[] {
  const permission = base?.application?.permission ?? null;
  return components.map((component) => withDefaultPermission(component, permission));
}

function withParts(base: Manifest, added: ReadonlyMap<string, SplitComponents>): Manifest {
  const components = [...base.components];
  const applicationMetaData = [...base.applicationMetaData];
  for (const [module, split] of added) {
    pushAll(
      components,
      componentsIn(base, split).map((component) => ({ ...component, module })),
    );
    pushAll(applicationMetaData, split.applicationMetaData);
  }
  return { ...base, components, applicationMetaData };
}

function withCapabilities(
  module: AppModule,
  base: Manifest | null,
  added: ReadonlyMap<string, SplitComponents>,
  apiRange: ApiRange,
): AppModule {
  const split = module.kind === 'base' ? undefined : added.get(module.name);
  if (split === undefined) return module;
  const alone = { ...emptyManifest(''), ...split, components: componentsIn(base, split) };
  const own = capabilitiesOf(alone, apiRange);
  return own.length === 0 ? module : { ...module, capabilities: own.map(({ id }) => id) };
}
