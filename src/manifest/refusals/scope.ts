/** What every check of the full parser's refusals works with. */
import type { XmlParser } from '../../axml/parser.js';
import { codedError, type ErrorCode, type ErrorData } from '../../bytes/errors.js';
import type { Reading } from '../../bytes/reading.js';
import { VALUE_TYPE } from '../../chunks/value.js';
import type { ResolvedValue, ResourceResolver } from '../../resources/resolver.js';
import { StyledAttributes } from '../styled-attributes.js';

export interface Scope {
  readonly parser: XmlParser;
  readonly resolver: ResourceResolver;
  readonly reading: Reading;
  readonly packageName: string;
  /** A split or module: what it refers to may be in another part of the app. */
  readonly isPart?: boolean;
}

/** The attributes of the element the parser stands on. */
export function attributesOf({ parser, resolver }: Scope): StyledAttributes {
  return new StyledAttributes(parser, resolver);
}

/** Ends the reading at the current element, as Android ends the installation. */
export function refuse<Code extends ErrorCode>({ parser }: Scope, code: Code, data: ErrorData<Code>): never {
  throw codedError(code, data, { offset: parser.offset, path: parser.tree.data.path });
}

const FRAMEWORK_PACKAGE = 0x01;

/** A resource of Android itself, or of another part: what it holds is not in the file, so nothing is said of it. */
export function isUnknown({ isPart = false }: Scope, value: ResolvedValue): boolean {
  return value.type === VALUE_TYPE.REFERENCE && (isPart || value.data >>> 24 === FRAMEWORK_PACKAGE);
}

/**
 * An attribute as text, as `getNonConfigurationString(id, allowed)` gives it; null too where it lies in
 * resources of which nothing is known.
 */
export function knownText(scope: Scope, attributes: StyledAttributes, id: number, allowed = 0): string | null {
  const value = attributes.peek(id);
  return value === null || isUnknown(scope, value) ? null : attributes.nonConfigurationString(id, allowed);
}
