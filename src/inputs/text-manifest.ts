/**
 * Source, merged and decoded text manifests. Android reads none of them: they are compiled the way the build would, and
 * what the build would still change (tools: attributes, placeholders, SDK versions) is told.
 */
import { anomalyMessage, type Anomaly, type AnomalyCode, type AnomalyData } from '../bytes/anomaly.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { Span } from '../bytes/place.js';
import type { Reading } from '../bytes/reading.js';
import { ANDROID_NAMESPACE } from '../manifest/attribute-ids.js';
import { frameworkId, unescapeText, valueOfText } from './attribute-format.js';
import { compileDocument, type SourceAttribute, type SourceEvent } from './document.js';
import { firstNotes } from './parts.js';
import type { ManifestSource } from './read-document.js';
import { TextResources, type ValuesFile } from './text-resources.js';
import { ResourceResolver } from '../resources/resolver.js';
import { TableValues } from '../resources/value-table.js';
import { parseXml, type TextElement, type TextEvent } from './xml-text.js';

const TOOLS_NAMESPACE = 'http://schemas.android.com/tools';
/** The package of a manifest that names none: Android Studio projects state it in the build script. */
export const UNKNOWN_PACKAGE = 'unknown.package';
/** tools: attributes that change what the build makes of an element; the others only speak to editors and lint. */
const MERGE_ATTRIBUTES: ReadonlySet<string> = new Set(['node', 'remove', 'replace', 'strict', 'selector']);
const REMOVING: ReadonlySet<string> = new Set(['remove', 'removeAll']);

/** What stands beside a text manifest and belongs into it. */
export interface TextManifestContext {
  /** From apktool.yml or the caller; used where the manifest has no `uses-sdk`. */
  minSdk?: number;
  targetSdk?: number;
  versionCode?: number;
  versionName?: string;
  /** The application id, where the manifest names no package. */
  packageName?: string;
  /** Values of `${placeholders}`. */
  placeholders?: Readonly<Record<string, string>>;
  /** A decoded manifest states everything an APK's did: nothing is left to a build. */
  decoded?: boolean;
  /** Files of the project's `res/values*` folders. */
  values?: Iterable<ValuesFile>;
}

/**
 * Compiles a text manifest.
 * @throws PermauditError `XML_SYNTAX`, `XML_UNSUPPORTED`, `LIMIT_NODES`, `LIMIT_TIME`
 */
export function readTextManifest(
  text: string,
  path: string,
  context: TextManifestContext,
  reading: Reading,
): ManifestSource {
  const compiler = new TextCompiler(path, context);
  const events = compiler.compile(parseXml(text, path, reading));
  compiler.resources.load(context.values ?? [], reading);
  return {
    document: compileDocument(events, path),
    form: 'source',
    resolverFor: (current) => new ResourceResolver(new TableValues(compiler.resources, current)),
    notes: firstNotes(compiler.notes),
    path,
  };
}

class TextCompiler {
  readonly resources = new TextResources();
  readonly notes: Anomaly[] = [];
  readonly #scopes: ReadonlyMap<string, string>[] = [];
  readonly #placeholders = new Map<string, string>();
  readonly #unknown = new Set<string>();

  constructor(
    private readonly path: string,
    private readonly context: TextManifestContext,
  ) {
    for (const [name, value] of Object.entries(context.placeholders ?? {})) this.#placeholders.set(name, value);
  }

  compile(events: Iterable<TextEvent>): SourceEvent[] {
    const compiled: SourceEvent[] = [];
    let skipping = 0;
    for (const event of events) {
      if (event.kind === 'text') continue;
      if (skipping > 0) {
        skipping += event.kind === 'start' ? 1 : -1;
      } else if (event.kind === 'end') {
        this.#scopes.pop();
        compiled.push({ kind: 'end' });
      } else {
        if (this.#scopes.length === 0) this.#learnPackage(event);
        const element = this.#element(event);
        if (element === null) skipping = 1;
        else compiled.push(element);
      }
    }
    return this.#complete(compiled);
  }

  #note<Code extends AnomalyCode>(
    code: Code,
    data: AnomalyData<Code>,
    { offset, line, column }: Span,
    evidence: Anomaly['evidence'],
  ): void {
    this.notes.push({
      ...anomalyMessage(code, data),
      severity: 'info',
      path: this.path,
      android: [1, NEWEST_API],
      evidence,
      offset,
      ...(line === undefined || column === undefined ? {} : { line, column }),
    });
  }

  /** `${applicationId}` and `${packageName}` stand for the package all over the manifest. */
  #learnPackage(root: TextElement): void {
    const written = root.attributes.find(([name]) => name === 'package')?.[1];
    const stated = written?.includes('${') === false ? written : undefined;
    const packageName = this.context.packageName ?? stated;
    if (packageName === undefined) return;
    for (const name of ['applicationId', 'packageName']) {
      if (!this.#placeholders.has(name)) this.#placeholders.set(name, packageName);
    }
  }

  /** The element as the build leaves it; null when the build removes it with all it holds. */
  #element(event: TextElement): SourceEvent | null {
    const scope = this.#openScope(event);
    const { uri, local } = resolveName(event.name, scope, '');
    const attributes: SourceAttribute[] = [];
    let removed = false;
    for (const [name, text] of event.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const resolved = resolveName(name, scope, null);
      // Only a build acts on tools: what stands in an APK's manifest is an attribute that Android does not know.
      if (resolved.uri === TOOLS_NAMESPACE && this.context.decoded !== true) {
        this.#noteTools(event, resolved.local, text);
        if (resolved.local === 'node' && REMOVING.has(text.trim())) removed = true;
      } else {
        attributes.push(this.#attribute(resolved, text, event));
      }
    }
    if (removed) return null;
    this.#scopes.push(scope);
    return { kind: 'start', namespace: uri, name: local, attributes, position: event.position };
  }

  #openScope(event: TextElement): ReadonlyMap<string, string> {
    const outer = this.#scopes[this.#scopes.length - 1] ?? new Map<string, string>();
    const declared = event.attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
    if (declared.length === 0) return outer;
    return new Map([...outer, ...declared.map(([name, uri]): [string, string] => [name.slice(6), uri])]);
  }

  #noteTools(event: TextElement, name: string, text: string): void {
    if (!MERGE_ATTRIBUTES.has(name)) return;
    const what = event.attributes.find(([key]) => key.endsWith(':name'))?.[1] ?? '';
    this.#note(
      'ANOM_SRC_TOOLS',
      toolsMeaning(event.name, name, text.trim()),
      event.position,
      `<${event.name}> ${what} tools:${name}="${text}"`,
    );
  }

  #attribute(name: { uri: string; local: string }, written: string, event: TextElement): SourceAttribute {
    const text = this.#fill(written, event.position);
    const resourceId = name.uri === ANDROID_NAMESPACE ? frameworkId(name.local) : 0;
    const base = { namespace: name.uri, name: name.local, resourceId };
    if (name.uri === '') return { ...base, value: { text: unescapeText(text) } };
    const reference = this.resources.referenceOf(text);
    if (reference !== null) return { ...base, value: reference };
    return { ...base, value: resourceId === 0 ? { text: unescapeText(text) } : valueOfText(name.local, text) };
  }

  /** Fills the placeholders that are known and tells of the others, each once. */
  #fill(text: string, position: Span): string {
    if (!text.includes('${')) return text;
    return text.replace(/\$\{([^{}$]{1,100})\}/g, (whole, name: string) => {
      const value = this.#placeholders.get(name);
      if (value !== undefined) return value;
      if (!this.#unknown.has(name)) {
        this.#unknown.add(name);
        this.#note('ANOM_SRC_PLACEHOLDER', { problem: 'placeholder' }, position, whole);
      }
      return whole;
    });
  }

  /** Adds what the build adds: a package, SDK versions and the version of the app. */
  #complete(events: SourceEvent[]): SourceEvent[] {
    const [root] = events;
    if (root?.kind !== 'start' || root.name !== 'manifest') return events;
    this.#completePackage(root.attributes, root.position);
    const { versionCode, versionName } = this.context;
    if (versionCode !== undefined) addMissing(root.attributes, 'versionCode', String(versionCode));
    if (versionName !== undefined) addMissing(root.attributes, 'versionName', versionName);
    const hasSdk = events.some((event) => event.kind === 'start' && event.name === 'uses-sdk');
    if (!hasSdk) events.splice(1, 0, ...this.#usesSdk(root.position));
    return events;
  }

  #completePackage(attributes: SourceAttribute[], position: Span): void {
    const stated = attributes.find(({ namespace, name }) => namespace === '' && name === 'package');
    const text = stated !== undefined && 'text' in stated.value ? stated.value.text : null;
    if (text !== null && !text.includes('${')) return;
    const packageName = this.context.packageName ?? UNKNOWN_PACKAGE;
    const value = { text: packageName };
    if (stated === undefined) attributes.push({ namespace: '', name: 'package', resourceId: 0, value });
    else stated.value = value;
    if (this.context.packageName !== undefined) return;
    this.#note(
      'ANOM_SRC_NO_PACKAGE',
      { problem: 'assumed', package: UNKNOWN_PACKAGE },
      position,
      text ?? { code: 'NO_PACKAGE', data: {} },
    );
  }

  #usesSdk(position: Span): SourceEvent[] {
    const { minSdk, targetSdk, decoded } = this.context;
    const given = minSdk !== undefined || targetSdk !== undefined;
    if (!given && decoded === true) return [];
    const target = targetSdk ?? (given ? undefined : NEWEST_API);
    if (!given) {
      this.#note('ANOM_SRC_NO_SDK', { problem: 'assumed', target: NEWEST_API }, position, {
        code: 'NO_USES_SDK',
        data: {},
      });
    }
    const attributes: SourceAttribute[] = [];
    if (minSdk !== undefined) addMissing(attributes, 'minSdkVersion', String(minSdk));
    if (target !== undefined) addMissing(attributes, 'targetSdkVersion', String(target));
    return [{ kind: 'start', namespace: '', name: 'uses-sdk', attributes, position }, { kind: 'end' }];
  }
}

function addMissing(attributes: SourceAttribute[], name: string, text: string): void {
  const resourceId = frameworkId(name);
  if (attributes.some((attribute) => attribute.resourceId === resourceId)) return;
  attributes.push({ namespace: ANDROID_NAMESPACE, name, resourceId, value: valueOfText(name, text) });
}

/** A prefixed name as namespace and local name; a prefix that is not declared stays part of the name. */
function resolveName(
  name: string,
  scope: ReadonlyMap<string, string>,
  unprefixed: '' | null,
): { uri: string; local: string } {
  const colon = name.indexOf(':');
  if (colon < 0) return { uri: unprefixed === null ? '' : (scope.get('') ?? ''), local: name };
  const uri = scope.get(name.slice(0, colon));
  return uri === undefined ? { uri: '', local: name } : { uri, local: name.slice(colon + 1) };
}

function toolsMeaning(element: string, name: string, value: string): AnomalyData<'ANOM_SRC_TOOLS'> {
  if (name === 'node' && value === 'remove') return { problem: 'nodeRemove', element };
  if (name === 'node' && value === 'removeAll') return { problem: 'nodeRemoveAll', element };
  if (name === 'node') return { problem: 'node', element, value };
  if (name === 'remove' || name === 'replace') return { problem: name, element };
  return { problem: 'other', element, name };
}
