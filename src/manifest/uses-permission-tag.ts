/** The tags that request a permission, and requests that stand where Android ignores them. */
import type { XmlParser } from '../axml/parser.js';
import type { Reading } from '../bytes/reading.js';
import type { UsesPermissionTag } from '../facts/facts.js';

const TAGS: ReadonlySet<string> = new Set<UsesPermissionTag>([
  'uses-permission',
  'uses-permission-sdk-23',
  'uses-permission-sdk-m',
]);

/** Whether a tag requests a permission. Any other suffix (`-sdk-24`) is an unknown tag. */
export function isUsesPermission(tag: string): tag is UsesPermissionTag {
  return TAGS.has(tag);
}

/** Notes a permission request that stands where Android ignores it. */
export function noteMisplaced(parser: XmlParser, parent: string, reading: Reading): void {
  const name = parser.readableName;
  if (name === null || !isUsesPermission(name)) return;
  reading.note({
    code: 'ANOM_MAN_MISPLACED',
    severity: 'low',
    data: { problem: 'inside', parent },
    offset: parser.offset,
    path: parser.tree.data.path,
    evidence: { code: 'ELEMENT_IN', data: { element: name, parent } },
  });
}
