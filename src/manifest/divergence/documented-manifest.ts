/**
 * What a plain reader is shown of a manifest: elements and attributes by their names (Namespaces in XML), `uses-permission`
 * where the documentation of the manifest has it (a child of `manifest`), components as children of `application`.
 */
import { documentedElements, type DocumentedAttribute, type DocumentedElement } from '../../axml/documented.js';
import type { Reading } from '../../bytes/reading.js';
import type { Taking } from '../../chunks/documented-strings.js';
import { isIntType, VALUE_TYPE } from '../../chunks/value.js';
import type { ResolvedValue, ResourceResolver } from '../../resources/resolver.js';
import { COMPONENT_KINDS } from '../application.js';
import { ANDROID_NAMESPACE, ATTR_NAMES } from '../attribute-ids.js';
import { isUsesPermission } from '../uses-permission-tag.js';

const FRAMEWORK_NAMES: ReadonlySet<string> = new Set(ATTR_NAMES.values());
type AttributeName = 'name' | 'maxSdkVersion' | 'minSdkVersion';
const DIGITS = /^[0-9]{1,10}$/;

/** Where in the document something is said. */
interface Said {
  offset: number;
  size: number;
}

export interface ShownRequest extends Said {
  name: string;
  maxSdkVersion: number | null;
  minSdkVersion: number | null;
}

export interface ShownComponent extends Said {
  kind: string;
  name: string;
}

export interface ShownManifest {
  packageName: string | null;
  requests: ShownRequest[];
  components: ShownComponent[];
}

export interface ManifestReader {
  taking: Taking;
  reading: Reading;
  /** Asked for only where a value is a reference. */
  resolver: () => ResourceResolver;
}

/**
 * Reads a document that {@link isDocument} takes for one.
 * @throws PermauditError `LIMIT_NODES`, `LIMIT_STRINGS`, `LIMIT_TIME`
 */
export function readDocumentedManifest(bytes: Uint8Array, path: string, reader: ManifestReader): ShownManifest {
  const shown: ShownManifest = { packageName: null, requests: [], components: [] };
  let depth = 0;
  let roots = 0;
  let inManifest = false;
  let applications = 0;
  let inApplication = false;
  for (const element of documentedElements(bytes, path, reader.taking, reader.reading)) {
    if (element === null) {
      depth--;
      // An XML document has one root: a plain reader stops there, or goes on and keeps the last.
      if (depth <= 0 && reader.taking === 'first') break;
      depth = Math.max(depth, 0);
      continue;
    }
    depth++;
    const tag = tagOf(element);
    if (depth === 1) {
      inManifest = tag === 'manifest';
      if (inManifest && roots++ > 0) Object.assign(shown, { packageName: null, requests: [], components: [] });
      if (inManifest) shown.packageName = packageOf(element, reader);
    } else if (inManifest && depth === 2) {
      if (tag !== null && isUsesPermission(tag)) addRequest(element, reader, shown);
      inApplication = tag === 'application' && (applications++ === 0 || reader.taking === 'second');
    } else if (inManifest && inApplication && depth === 3 && tag !== null && COMPONENT_KINDS.has(tag)) {
      addComponent(element, tag, reader, shown);
    }
  }
  return shown;
}

/** The name of an element that is in no namespace. Old mergers write `<android:uses-permission>`: taken for the same. */
function tagOf({ namespace, name }: DocumentedElement): string | null {
  return namespace === null || namespace === ANDROID_NAMESPACE ? name : null;
}

function packageOf(element: DocumentedElement, reader: ManifestReader): string | null {
  const named = element.attributes().filter(({ namespace, name }) => namespace === null && name === 'package');
  const attribute = taken(named, reader.taking);
  return attribute === null ? null : textOf(attribute, reader);
}

function addRequest(element: DocumentedElement, reader: ManifestReader, shown: ShownManifest): void {
  const attributes = element.attributes();
  const attribute = find(attributes, 'name', reader.taking);
  // Whether a reference is followed to its text is nowhere said: such a name shows nothing that could differ.
  const name = attribute === null ? null : textOf(attribute, reader);
  if (name === null) return;
  shown.requests.push({
    name,
    maxSdkVersion: numberOf(find(attributes, 'maxSdkVersion', reader.taking), reader),
    minSdkVersion: numberOf(find(attributes, 'minSdkVersion', reader.taking), reader),
    offset: element.offset,
    size: element.size,
  });
}

function addComponent(element: DocumentedElement, kind: string, reader: ManifestReader, shown: ShownManifest): void {
  const attribute = find(element.attributes(), 'name', reader.taking);
  if (attribute === null) return;
  const name = textOf(attribute, reader) ?? resolve(attribute, reader)?.string ?? null;
  if (name !== null) shown.components.push({ kind, name, offset: element.offset, size: element.size });
}

function taken(same: readonly DocumentedAttribute[], taking: Taking): DocumentedAttribute | null {
  return same[taking === 'first' ? 0 : same.length - 1] ?? null;
}

function find(
  attributes: readonly DocumentedAttribute[],
  name: AttributeName,
  taking: Taking,
): DocumentedAttribute | null {
  return taken(
    attributes.filter((attribute) => frameworkName(attribute) === name),
    taking,
  );
}

/**
 * The framework's attribute that one is: by its name, if that is one of the framework's; else, since build tools may empty
 * the names, by the id that the resource map gives it.
 */
function frameworkName({ namespace, name, mappedId }: DocumentedAttribute): string | null {
  if (namespace !== null && namespace !== ANDROID_NAMESPACE) return null;
  if (namespace === ANDROID_NAMESPACE && name !== null && FRAMEWORK_NAMES.has(name)) return name;
  return ATTR_NAMES.get(mappedId) ?? null;
}

/** A string: the typed one, or the raw one where there is one. */
function textOf(attribute: DocumentedAttribute, { taking }: ManifestReader): string | null {
  return taking === 'second' && attribute.hasRaw ? attribute.raw : attribute.typedString;
}

/** A whole number, written as one or as text. */
function numberOf(attribute: DocumentedAttribute | null, reader: ManifestReader): number | null {
  if (attribute === null) return null;
  const { raw, typed } = attribute;
  if (reader.taking === 'second' && raw !== null && DIGITS.test(raw)) return Number(raw);
  if (typed.type === VALUE_TYPE.FLOAT) return Math.trunc(floatOf(typed.data));
  const value = typed.type === VALUE_TYPE.STRING ? null : resolve(attribute, reader);
  if (value !== null && isIntType(value.type)) return value.data | 0;
  const text = value === null ? attribute.typedString : value.string;
  return text !== null && DIGITS.test(text) ? Number(text) : null;
}

function floatOf(bits: number): number {
  const value = new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0;
  return Number.isFinite(value) ? value : 0;
}

function resolve({ typed }: DocumentedAttribute, reader: ManifestReader): ResolvedValue | null {
  const isReference = typed.type === VALUE_TYPE.REFERENCE || typed.type === VALUE_TYPE.DYNAMIC_REFERENCE;
  return isReference ? reader.resolver().resolve(typed) : { ...typed, string: null, changingConfigs: 0 };
}
