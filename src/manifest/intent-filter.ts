/** `<intent-filter>` and `<intent>`: ParsedIntentInfoUtils.parseIntentInfo. */
import { attributeByName } from '../axml/by-id.js';
import type { XmlParser } from '../axml/parser.js';
import type { Draft } from '../bytes/draft.js';
import type { Reading } from '../bytes/reading.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ANDROID_NAMESPACE, ATTR } from './attribute-ids.js';
import type { IntentFilter } from '../facts/facts.js';
import { LEFT_OPEN_IN_FILTER, noteRescanned, visitTags } from './handlers.js';
import type { FilterCheck } from './refusals/filter.js';
import { StyledAttributes } from './styled-attributes.js';

/** Reads the actions, categories and data of the current element and consumes its subtree. */
export function readIntentFilter(
  parser: XmlParser,
  resolver: ResourceResolver,
  reading: Reading,
  check: FilterCheck | null,
): IntentFilter {
  const filter: Draft<IntentFilter> = { actions: [], categories: [], data: [] };
  const outer = parser.depth;
  visitTags(parser, LEFT_OPEN_IN_FILTER, reading, (tag, isForgiven) => {
    if (!isForgiven) check?.part(tag);
    readPart(tag, parser, resolver, reading, filter);
    if (parser.depth > outer + 1 && tag !== null && LEFT_OPEN_IN_FILTER.has(tag)) {
      noteRescanned(parser, tag, `<${tag}>`, parser.offset, reading);
    }
  });
  return filter;
}

function readPart(
  tag: string | null,
  parser: XmlParser,
  resolver: ResourceResolver,
  reading: Reading,
  filter: Draft<IntentFilter>,
): void {
  switch (tag) {
    case 'action':
      pushName(parser, tag, resolver, reading, filter.actions);
      break;
    case 'category':
      pushName(parser, tag, resolver, reading, filter.categories);
      break;
    case 'data': {
      const attributes = new StyledAttributes(parser, resolver);
      filter.data.push({
        scheme: attributes.nonConfigurationString(ATTR.scheme),
        host: attributes.nonConfigurationString(ATTR.host),
        mimeType: attributes.nonConfigurationString(ATTR.mimeType),
      });
      break;
    }
    default:
      break;
  }
}

/**
 * `parser.getAttributeValue(ANDROID_RESOURCES, "name")` (XmlBlock.Parser): by namespace and name, the raw string first,
 * else the typed value as text. A reference is never followed: it gives "@2130771968".
 */
function pushName(parser: XmlParser, tag: string, resolver: ResourceResolver, reading: Reading, list: string[]): void {
  const attribute = attributeByName(parser, ANDROID_NAMESPACE, 'name');
  const name = attribute?.textValue ?? null;
  if (attribute === null || name === null || name === '') return;
  list.push(name);
  const place = { offset: attribute.offset, path: parser.tree.data.path };
  if (resolver.translateId(attribute.mappedId) !== ATTR.name) {
    const data = { problem: 'byName', attribute: 'name', tag } as const;
    reading.note({ code: 'ANOM_ATTR_NO_ID', severity: 'medium', data, evidence: name, ...place });
  }
  const typed = attribute.readableString;
  if (!attribute.hasRaw || typed === name) return;
  reading.note({
    code: 'ANOM_ATTR_RAW_TYPED',
    severity: 'high',
    data: { problem: 'takesRaw', attribute: 'name', tag },
    evidence: {
      code: 'TYPED_AND_RAW',
      data: { typed: typed ?? `type=0x${attribute.typed.type.toString(16)}`, raw: name },
    },
    ...place,
  });
}
