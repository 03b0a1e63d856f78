/**
 * The components of splits and feature modules. Android reads nothing of a split's manifest but its `<application>`, and
 * takes the components in it as the app's own (ParsingPackageUtils.parseSplitApk, parseSplitApplication).
 */
import { XmlParser } from '../axml/parser.js';
import type { Reading } from '../bytes/reading.js';
import { readApplication } from '../manifest/application.js';
import { capabilitiesOf } from '../manifest/capabilities.js';
import type { AppFacts, Manifest } from '../facts/facts.js';
import { emptyManifest } from '../manifest/manifest.js';
import { openManifestTag } from '../manifest/manifest-lite.js';
import type { OpenedManifest } from '../manifest/readings.js';

/** What a split's `<application>` holds. */
export type SplitComponents = Pick<Manifest, 'components' | 'applicationMetaData'>;

/**
 * Reads the first `<application>` of a split; the others Android skips.
 * @throws PermauditError `MAN_BAD_ELEMENT`, `AXML_*`, `LIMIT_*`
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
  for (const tag of parser.startTags()) {
    if (parser.depth > outer + 1 || tag !== 'application') continue;
    readApplication(parser, resolver, reading, manifest);
    break;
  }
  return manifest;
}

/**
 * Takes the components of the splits into the app: as its own, named with the module they come with.
 * @param added by the name of the module
 */
export function addSplitComponents(facts: AppFacts, added: ReadonlyMap<string, SplitComponents>): void {
  const { manifest, apiRange } = facts;
  if (manifest === null || added.size === 0) return;
  const components = [...manifest.components];
  const applicationMetaData = [...manifest.applicationMetaData];
  for (const [module, split] of added) {
    components.push(...split.components.map((component) => ({ ...component, module })));
    applicationMetaData.push(...split.applicationMetaData);
  }
  facts.manifest = { ...manifest, components, applicationMetaData };
  facts.capabilities = capabilitiesOf(facts.manifest, apiRange);
  facts.modules?.forEach((module) => {
    const split = module.kind === 'base' ? undefined : added.get(module.name);
    if (split === undefined) return;
    const own = capabilitiesOf({ ...emptyManifest(''), ...split }, apiRange);
    if (own.length > 0) module.capabilities = own.map(({ id }) => id);
  });
}
