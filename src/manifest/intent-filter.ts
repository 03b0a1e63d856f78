/** `<intent-filter>` and `<intent>`: ParsedIntentInfoUtils.parseIntentInfo. */
import type { XmlParser } from '../axml/parser.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { IntentFilter } from '../facts/facts.js';
import { StyledAttributes } from './styled-attributes.js';

/** Reads the actions, categories and data of the current element and consumes its subtree. */
export function readIntentFilter(parser: XmlParser, resolver: ResourceResolver): IntentFilter {
  const filter: IntentFilter = { actions: [], categories: [], data: [] };
  const outer = parser.depth;
  for (;;) {
    const event = parser.next();
    if (event === 'end-document' || (event === 'end-tag' && parser.depth <= outer)) return filter;
    if (event !== 'start-tag') continue;
    readPart(parser, resolver, filter);
    parser.skipCurrentTag();
  }
}

function readPart(parser: XmlParser, resolver: ResourceResolver, filter: IntentFilter): void {
  const attributes = new StyledAttributes(parser, resolver);
  switch (parser.name) {
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
