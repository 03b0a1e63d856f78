/** `<queries>`: ParsingPackageUtils.parseQueries (Android 11 and newer). */
import type { XmlParser } from '../axml/parser.js';
import type { Draft } from '../bytes/draft.js';
import type { Reading } from '../bytes/reading.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { Queries } from '../facts/facts.js';
import { readIntentFilter } from './intent-filter.js';
import type { Checks } from './refusals/checks.js';
import { noteMisplaced } from './uses-permission-tag.js';
import { StyledAttributes } from './styled-attributes.js';

/** Adds what one `<queries>` element names and consumes its subtree; an app may have several. */
export function readQueries(
  parser: XmlParser,
  resolver: ResourceResolver,
  into: Draft<Queries>,
  reading: Reading,
  checks: Checks | null,
): void {
  into.offset ??= parser.offset;
  for (const tag of parser.startTags()) {
    const attributes = new StyledAttributes(parser, resolver);
    switch (tag) {
      case 'intent':
        readIntent(parser, resolver, into, checks);
        break;
      case 'package':
        pushText(checked(checks, tag, 'name', attributes.nonConfigurationString(ATTR.name)), into.packages);
        parser.skipCurrentTag();
        break;
      case 'provider':
        pushText(
          checked(checks, tag, 'authorities', attributes.nonConfigurationString(ATTR.authorities)),
          into.providers,
        );
        parser.skipCurrentTag();
        break;
      default:
        noteMisplaced(parser, 'queries', reading);
        parser.skipCurrentTag();
        break;
    }
  }
}

function readIntent(parser: XmlParser, resolver: ResourceResolver, into: Draft<Queries>, checks: Checks | null): void {
  const check = checks?.query() ?? null;
  into.intents.push(readIntentFilter(parser, resolver, check));
  check?.checkQuery();
}

function checked(checks: Checks | null, element: string, attribute: string, text: string | null): string | null {
  checks?.queried(element, attribute, text);
  return text;
}

function pushText(text: string | null, list: string[]): void {
  if (text !== null && text !== '') list.push(text);
}
