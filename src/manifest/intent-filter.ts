/** `<intent-filter>` and `<intent>`: ParsedIntentInfoUtils.parseIntentInfo. */
import type { XmlParser } from '../axml/parser.js';
import type { Draft } from '../bytes/draft.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { IntentFilter } from '../facts/facts.js';
import type { FilterCheck } from './refusals/filter.js';
import { StyledAttributes } from './styled-attributes.js';

/** Reads the actions, categories and data of the current element and consumes its subtree. */
export function readIntentFilter(
  parser: XmlParser,
  resolver: ResourceResolver,
  check: FilterCheck | null,
): IntentFilter {
  const filter: Draft<IntentFilter> = { actions: [], categories: [], data: [] };
  for (const tag of parser.startTags()) {
    check?.part(tag);
    readPart(tag, parser, resolver, filter);
    parser.skipCurrentTag();
  }
  return filter;
}

function readPart(
  tag: string | null,
  parser: XmlParser,
  resolver: ResourceResolver,
  filter: Draft<IntentFilter>,
): void {
  const attributes = new StyledAttributes(parser, resolver);
  switch (tag) {
    case 'action':
      pushName(attributes, filter.actions);
      break;
    case 'category':
      pushName(attributes, filter.categories);
      break;
    case 'data':
      filter.data.push({
        scheme: attributes.nonConfigurationString(ATTR.scheme),
        host: attributes.nonConfigurationString(ATTR.host),
        mimeType: attributes.nonConfigurationString(ATTR.mimeType),
      });
      break;
    default:
      break;
  }
}

function pushName(attributes: StyledAttributes, list: string[]): void {
  const name = attributes.nonConfigurationString(ATTR.name);
  if (name !== null && name !== '') list.push(name);
}
