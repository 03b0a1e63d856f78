/** `<meta-data>` and `<property>`: ParsingPackageUtils.parseMetaData. */
import { VALUE_TYPE } from '../../chunks/value.js';
import { ATTR } from '../attribute-ids.js';
import { attributesOf, refuse, type Scope } from './scope.js';

/**
 * Checks the element the parser stands on: a name, and a resource or a value.
 * @param since the version that began to read it there
 * @throws PermauditError `MAN_BAD_ELEMENT`, `AXML_BAD_STRING`
 */
export function checkMetaData(scope: Scope, element: string, since = 1): void {
  const attributes = attributesOf(scope);
  const applies = (): boolean => since === 1 || scope.reading.since(since);
  if (attributes.nonConfigurationString(ATTR.name) === null && applies()) {
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'missing', element, attribute: 'name' });
  }
  // TypedValue.resourceId: that of the last reference followed, also where nothing is behind it.
  const typed = attributes.raw(ATTR.resource)?.typed;
  const isReference = typed?.type === VALUE_TYPE.REFERENCE || typed?.type === VALUE_TYPE.DYNAMIC_REFERENCE;
  if (isReference && attributes.peek(ATTR.resource) !== null) return;
  if (attributes.peek(ATTR.value) === null && applies())
    refuse(scope, 'MAN_BAD_ELEMENT', { problem: 'noValue', element });
}
