/** `<application>` and its components: ParsingPackageUtils.parseBaseApplication, ParsedMainComponentUtils. */
import type { XmlParser } from '../axml/parser.js';
import type { Draft } from '../bytes/draft.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { coerceToString, VALUE_TYPE } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ATTR } from './attribute-ids.js';
import type { Component, ComponentKind, Manifest, MetaData } from '../facts/facts.js';
import { LEFT_OPEN_IN_COMPONENT, leftOpenInApplication, noteRescanned, visitTags } from './handlers.js';
import { readIntentFilter } from './intent-filter.js';
import type { ApplicationCheck, ComponentCheck } from './refusals/application.js';
import type { Checks } from './refusals/checks.js';
import { noteElement } from './manifest-oddities.js';
import { noteMisplaced } from './uses-permission-tag.js';
import { fullClassName } from './package-name.js';
import { checkLength, STRING_LIMITS } from './string-limits.js';
import { ELEMENT_SINCE, readSince } from './read-since.js';
import { StyledAttributes } from './styled-attributes.js';

/** The tags of components. */
export const COMPONENT_KINDS: ReadonlySet<string> = new Set<ComponentKind>([
  'activity',
  'activity-alias',
  'service',
  'receiver',
  'provider',
]);

/** What an application is read with. */
export interface ApplicationSource {
  parser: XmlParser;
  resolver: ResourceResolver;
  reading: Reading;
  /** Null where nothing is refused. */
  checks: Checks | null;
  part: 'base' | 'split';
}

/**
 * Reads the application into `manifest` and consumes its subtree. In a split, a component that names no permission is
 * left without: it has that of the base's application, which the caller knows.
 * @throws PermauditError `MAN_BAD_ELEMENT` for a component without a name
 */
export function readApplication(source: ApplicationSource, manifest: Draft<Manifest>): void {
  const { parser, resolver, reading, checks, part } = source;
  const attributes = new StyledAttributes(parser, resolver);
  const readers = {
    parser,
    resolver,
    reading,
    checks,
    application: checks?.application(attributes, manifest.targetSdk ?? 0) ?? null,
  };
  const name = attributes.nonConfigurationString(ATTR.name);
  const permission = attributes.nonConfigurationString(ATTR.permission);
  manifest.application = {
    name: name === null || name === '' ? null : fullClassName(manifest.packageName, name),
    debuggable: attributes.boolean(ATTR.debuggable, false),
    testOnly: attributes.boolean(ATTR.testOnly, false),
    usesCleartextTraffic: attributes.has(ATTR.usesCleartextTraffic)
      ? attributes.boolean(ATTR.usesCleartextTraffic, true)
      : null,
    ...(permission === null || permission === '' ? {} : { permission }),
  };
  readLabel(attributes, resolver, manifest);
  const outer = parser.depth;
  visitTags(parser, leftOpenInApplication(manifest.targetSdk ?? 0, part), reading, (tag, isForgiven) => {
    const rescanned = parser.depth > outer + 1;
    const { offset } = parser;
    const component = readApplicationChild(tag, isForgiven ? unchecked(readers) : readers, manifest);
    if (component === null) return;
    if (rescanned) noteRescanned(parser, component.kind, component.name, offset, reading);
    manifest.components.push(part === 'base' ? withDefaultPermission(component, permission) : component);
  });
}

/**
 * A component with the permission of the application where it names none: ParsedActivityUtils.parseActivityOrAlias,
 * ParsedServiceUtils.parseService and ParsedProviderUtils.parseProvider take `pkg.getPermission()`, but for an alias. An
 * empty text is none, and yet no default's place.
 */
export function withDefaultPermission(component: Component, ofApplication: string | null): Component {
  const given = component.kind === 'activity-alias' ? null : ofApplication;
  const orDefault = (own: string | null): string | null => ((own ?? given) === '' ? null : (own ?? given));
  const permission = orDefault(component.permission);
  if (component.kind !== 'provider') return { ...component, permission };
  // readPermission, else permission, else the application's; the same for writing.
  const readPermission = orDefault(component.readPermission ?? component.permission);
  const writePermission = orDefault(component.writePermission ?? component.permission);
  return { ...component, permission, readPermission, writePermission };
}

/** The label as shown by default, and in each language that has one. */
function readLabel(attributes: StyledAttributes, resolver: ResourceResolver, manifest: Draft<Manifest>): void {
  const value = attributes.peek(ATTR.label);
  const unresolved = value?.type === VALUE_TYPE.REFERENCE;
  manifest.label = unresolved ? '' : (attributes.string(ATTR.label) ?? '');
  const typed = attributes.raw(ATTR.label)?.typed;
  const labels = Object.create(null) as Record<string, string>;
  if (manifest.label !== '') labels[''] = manifest.label;
  if (typed?.type === VALUE_TYPE.REFERENCE || typed?.type === VALUE_TYPE.DYNAMIC_REFERENCE) {
    for (const [locale, text] of resolver.stringsOf(typed.data)) if (locale !== '') labels[locale] = text;
  }
  manifest.labels = labels;
}

const READ_IN_COMPONENT: ReadonlySet<string> = new Set(['intent-filter', 'meta-data']);

/** What the elements below `<application>` are read with; the checks are null where nothing is refused. */
interface Readers {
  parser: XmlParser;
  resolver: ResourceResolver;
  reading: Reading;
  checks: Checks | null;
  application: ApplicationCheck | null;
}

/** The same readers where nothing is refused. */
function unchecked(readers: Readers): Readers {
  return { ...readers, checks: null, application: null };
}

function readApplicationChild(name: string | null, readers: Readers, manifest: Draft<Manifest>): Component | null {
  const { parser, resolver, reading, checks, application } = readers;
  if (name === null) {
    throw new PermauditError(
      'MAN_BAD_ELEMENT',
      { problem: 'noTag' },
      {
        offset: parser.offset,
        path: parser.tree.data.path,
      },
    );
  }
  if (COMPONENT_KINDS.has(name)) {
    return readComponent(name as ComponentKind, readers, manifest.packageName);
  }
  readSince(ELEMENT_SINCE.get(name) ?? 1, parser, () => {
    checks?.metaData(name);
    if (name === 'meta-data') manifest.applicationMetaData.push(readMetaData(parser, resolver));
    else noteMisplaced(parser, 'application', reading);
    application?.child(name);
  });
  return null;
}

function readComponent(kind: ComponentKind, readers: Readers, packageName: string): Component {
  const { parser, resolver, reading, application } = readers;
  noteElement(parser, kind, resolver, reading);
  const attributes = new StyledAttributes(parser, resolver);
  const name = attributes.nonConfigurationString(ATTR.name);
  checkLength(name, STRING_LIMITS.name, parser, { problem: 'elementName', element: kind }, reading);
  if (name === null || name === '') {
    throw new PermauditError(
      'MAN_BAD_ELEMENT',
      { problem: 'noName', element: kind },
      {
        offset: parser.offset,
        path: parser.tree.data.path,
      },
    );
  }
  const component: Draft<Component> = {
    kind,
    name: fullClassName(packageName, name),
    permission: attributes.nonConfigurationString(ATTR.permission),
    exported: attributes.has(ATTR.exported) ? attributes.boolean(ATTR.exported, false) : null,
    enabled: attributes.boolean(ATTR.enabled, true),
    foregroundServiceType: attributes.int(ATTR.foregroundServiceType, 0),
    intentFilters: [],
    metaData: [],
    offset: parser.offset,
  };
  if (kind === 'provider') {
    component.readPermission = attributes.nonConfigurationString(ATTR.readPermission);
    component.writePermission = attributes.nonConfigurationString(ATTR.writePermission);
  }
  const check = application?.component(kind, attributes, component.name) ?? null;
  readComponentChildren(readers, component, check);
  check?.end({ offset: component.offset, path: parser.tree.data.path });
  return component;
}

function readComponentChildren(
  { parser, resolver, reading, checks }: Readers,
  component: Draft<Component>,
  check: ComponentCheck | null,
): void {
  const outer = parser.depth;
  visitTags(parser, LEFT_OPEN_IN_COMPONENT[component.kind], reading, (name, isForgiven) => {
    const counted = isForgiven ? null : check;
    if (parser.depth > outer + 1 && name !== null && READ_IN_COMPONENT.has(name)) {
      noteRescanned(parser, name, component.name, parser.offset, reading);
    }
    if (name === 'intent-filter') {
      const filter = counted?.filter() ?? null;
      component.intentFilters.push(readIntentFilter(parser, resolver, reading, filter));
      if (filter !== null) counted?.endFilter(filter);
      return;
    }
    if (name === 'preferred' && component.kind === 'activity' && counted !== null) {
      // Read as a filter, so that it can refuse the file; what it says has no effect for apps of users.
      readIntentFilter(parser, resolver, reading, counted.filter());
      return;
    }
    readSince(ELEMENT_SINCE.get(name ?? '') ?? 1, parser, () => {
      if (name !== null && !isForgiven) checks?.metaData(name);
      if (name === 'meta-data') component.metaData.push(readMetaData(parser, resolver));
      else noteMisplaced(parser, component.kind, reading);
    });
  });
}

/** Names of `meta-data` whose value decides what the app can do (capabilities, roles): others are only shown. */
const DECIDING_VALUES: ReadonlySet<string> = new Set([
  'isAccessibilityTool',
  'isMonitoringTool',
  'android.telecom.IN_CALL_SERVICE_UI',
  'android.telecom.IN_CALL_SERVICE_CAR_MODE_UI',
]);

/** parseMetaData: a resource reference, or a value as text. */
/** The `meta-data` element the parser stands on; its subtree is not consumed. */
export function readMetaData(parser: XmlParser, resolver: ResourceResolver): MetaData {
  const attributes = new StyledAttributes(parser, resolver);
  const resource = attributes.raw(ATTR.resource)?.typed;
  const name = attributes.nonConfigurationString(ATTR.name) ?? '';
  const value = DECIDING_VALUES.has(name) ? attributes.peekDeciding(ATTR.value) : attributes.peek(ATTR.value);
  return {
    name,
    value: value === null ? null : (value.string ?? coerceToString(value)),
    resource: resource?.type === VALUE_TYPE.REFERENCE ? resolver.translateId(resource.data) : null,
  };
}
