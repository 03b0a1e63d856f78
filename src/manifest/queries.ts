/** `<queries>`: ParsingPackageUtils.parseQueries (Android 11 and newer). */
import type { XmlParser } from '../axml/parser.js';
import type { Draft } from '../bytes/draft.js';
import type { Reading } from '../bytes/reading.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { Queries } from '../facts/facts.js';
import { readIntentFilter } from './intent-filter.js';
import { readSwitchable, switchedOffAt } from './feature-flags.js';
import { noteRescanned } from './handlers.js';
import type { Checks } from './refusals/checks.js';
import { noteMisplaced } from './uses-permission-tag.js';
import { StyledAttributes } from './styled-attributes.js';

/** `package`, `provider` and unknown tags are left open, and the loop is blind to depth: docs/handlers.md. */
const READ: ReadonlySet<string> = new Set(['intent', 'package', 'provider']);

/** Adds what one `<queries>` element names and consumes its subtree; an app may have several. */
export function readQueries(
  parser: XmlParser,
  resolver: ResourceResolver,
  into: Draft<Queries>,
  reading: Reading,
  checks: Checks | null,
): void {
  into.offset ??= parser.offset;
  const outer = parser.depth;
  for (const tag of parser.startTags()) {
    if (tag !== null && READ.has(tag) && parser.depth > outer + 1) {
      noteRescanned(parser, tag, `<${tag}>`, parser.offset, reading);
    }
    const off = switchedOffAt(parser, tag, reading);
    readSwitchable(off, parser, reading, (isForgiven) => {
      readQuery(tag, { parser, resolver, reading, checks: isForgiven ? null : checks }, into);
    });
    if (off !== null) parser.reset(off);
  }
}

interface QueryReaders {
  parser: XmlParser;
  resolver: ResourceResolver;
  reading: Reading;
  checks: Checks | null;
}

function readQuery(
  tag: string | null,
  { parser, resolver, reading, checks }: QueryReaders,
  into: Draft<Queries>,
): void {
  const attributes = new StyledAttributes(parser, resolver);
  switch (tag) {
    case 'intent': {
      const check = checks?.query() ?? null;
      into.intents.push(readIntentFilter(parser, resolver, reading, check));
      check?.checkQuery();
      break;
    }
    case 'package':
      pushText(checked(checks, tag, 'name', attributes.nonConfigurationString(ATTR.name)), into.packages);
      break;
    case 'provider':
      pushText(
        checked(checks, tag, 'authorities', attributes.nonConfigurationString(ATTR.authorities)),
        into.providers,
      );
      break;
    default:
      noteMisplaced(parser, 'queries', reading);
      break;
  }
}

function checked(checks: Checks | null, element: string, attribute: string, text: string | null): string | null {
  checks?.queried(element, attribute, text);
  return text;
}

function pushText(text: string | null, list: string[]): void {
  if (text !== null && text !== '') list.push(text);
}
