/**
 * Which elements Android's package parser leaves open: its handlers read their attributes and do not consume their
 * subtree, and the loop around them does not look at depth, so that what stands inside is read as their sibling.
 * docs/handlers.md shows these tables.
 */
import type { XmlParser } from '../axml/parser.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { Reading } from '../bytes/reading.js';
import type { ComponentKind } from '../facts/facts.js';
import { API_FEATURE_FLAG, readSwitchable, switchedOffAt } from './feature-flags.js';

/** Tags left open, with the API level since which they are; every other tag is consumed or skipped. */
export type LeftOpen = ReadonlyMap<string, number>;

/** Android 8.1: uses-static-library of such targets lists more certificates, whose loop consumes the element. */
const TARGET_ALL_CERTIFICATES = 27;

const SPLIT: LeftOpen = new Map([
  ['meta-data', 30],
  ['uses-library', 30],
  ['uses-package', 30],
  ['property', 31],
  ['uses-native-library', 31],
]);
const BASE: LeftOpen = new Map([
  ...SPLIT,
  ['library', 30],
  ['static-library', 30],
  ['profileable', 30],
  ['apex-system-service', 33],
  ['sdk-library', 33],
]);

/**
 * Of the base's application: ParsingPackageUtils.parseBaseApplication and parseBaseAppChildTag (30 and newer;
 * PackageParser skips each before); of a split's: parseSplitApplication and parseSplitBaseAppChildTags, to which what
 * declares libraries is unknown. Targets below 27 leave `uses-static-library` open too (parseUsesStaticLibrary). Other
 * targets have it read by parseAdditionalCertificates, whose loop goes to the end of the element, as
 * `uses-sdk-library` always is (parseUsesSdkLibrary).
 */
export function leftOpenInApplication(targetSdk: number, part: 'base' | 'split' = 'base'): LeftOpen {
  const tags = part === 'base' ? BASE : SPLIT;
  return targetSdk < TARGET_ALL_CERTIFICATES ? new Map([...tags, ['uses-static-library', 30]]) : tags;
}

const COMPONENT: LeftOpen = new Map([
  ['meta-data', 30],
  ['property', 31],
]);

/**
 * Of components: ParsedActivityUtils.parseActivityOrAlias, ParsedServiceUtils.parseService,
 * ParsedProviderUtils.parseProviderTags. A tag that a kind does not know is skipped there (ParsingUtils.unknownTag).
 */
export const LEFT_OPEN_IN_COMPONENT: Readonly<Record<ComponentKind, LeftOpen>> = {
  activity: new Map([...COMPONENT, ['layout', 30]]),
  'activity-alias': COMPONENT,
  receiver: COMPONENT,
  service: COMPONENT,
  provider: new Map([...COMPONENT, ['grant-uri-permission', 30], ['path-permission', 30]]),
};

/** ParsedIntentInfoUtils.parseIntentInfo (30 and newer; PackageParser.parseIntent skips each before). */
export const LEFT_OPEN_IN_FILTER: LeftOpen = new Map([
  ['action', 30],
  ['category', 30],
  ['data', 30],
]);

/**
 * Visits the start tags up to the end of the current element that Android's loop over it comes to, the parser on each:
 * its children, and what elements left open hold. What the visit does not consume is skipped, unless it is left open.
 * @param visit is given the tag, and whether what refuses the file in it counts
 */
export function visitTags(
  parser: XmlParser,
  leftOpen: LeftOpen,
  reading: Reading,
  visit: (tag: string | null, isForgiven: boolean) => void,
): void {
  const outer = parser.depth;
  const since: number[] = [];
  while (parser.nextStart(outer)) {
    const level = parser.depth - outer;
    const open = level > 1 ? since[level - 1] : undefined;
    // Asked only here: files without such nesting are read once for all versions.
    if (open !== undefined && !reading.since(open)) {
      parser.skipCurrentTag();
      continue;
    }
    // Only now: of what is skipped, names are not read.
    const tag = parser.name;
    const { offset } = parser;
    const own = tag === null ? undefined : leftOpen.get(tag);
    const off = switchedOffAt(parser, tag, reading);
    if (own !== undefined) since[level] = own;
    readSwitchable(off, parser, reading, (isForgiven) => {
      visit(tag, isForgiven);
    });
    if (off !== null) {
      parser.reset(off);
      since[level] = own ?? API_FEATURE_FLAG;
    } else if (own === undefined && parser.offset === offset) parser.skipCurrentTag();
  }
}

/** Tells of an element that is read although it stands inside one that should have no such child. */
export function noteRescanned(
  parser: XmlParser,
  tag: string,
  evidence: string,
  offset: number,
  reading: Reading,
): void {
  reading.note({
    code: 'ANOM_MAN_RESCANNED',
    severity: 'high',
    data: { problem: 'inside', tag },
    offset,
    path: parser.tree.data.path,
    evidence,
    android: [30, NEWEST_API],
  });
}
