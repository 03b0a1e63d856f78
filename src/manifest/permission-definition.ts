/** `<permission>` elements: ParsedPermissionUtils.parsePermission. */
import type { XmlParser } from '../axml/parser.js';
import { PermauditError } from '../bytes/errors.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { DefinedPermission } from '../facts/facts.js';
import { fullClassName } from './package-name.js';
import { StyledAttributes } from './styled-attributes.js';

/**
 * Reads a permission the app defines; the subtree is the caller's to skip.
 * @throws PermauditError `MAN_BAD_ELEMENT` when it has no name
 */
export function readPermissionDefinition(
  parser: XmlParser,
  resolver: ResourceResolver,
  packageName: string,
): DefinedPermission {
  const attributes = new StyledAttributes(parser, resolver);
  const name = attributes.nonConfigurationString(ATTR.name);
  if (name === null || name === '') {
    throw new PermauditError(
      'MAN_BAD_ELEMENT',
      { problem: 'noName', element: 'permission' },
      {
        offset: parser.offset,
        path: parser.tree.data.path,
      },
    );
  }
  return {
    name: fullClassName(packageName, name),
    protectionLevel: attributes.int(ATTR.protectionLevel, 0),
    group: attributes.nonResourceString(ATTR.permissionGroup),
    offset: parser.offset,
  };
}
