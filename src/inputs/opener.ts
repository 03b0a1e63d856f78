/** From an input to the opened app. */
import { baseName } from '../platform/index.js';
import type { Anomaly } from '../bytes/anomaly.js';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import { FileByteSource, MemoryByteSource, type ByteSource } from '../bytes/byte-source.js';
import { cutTexts } from '../bytes/cut-text.js';
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, DEFAULT_LIMITS, startClock, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import type { CodeKnowledge } from '../code/knowledge.js';
import { codeOfApks, codeOfBundle } from '../code/index.js';
import type { CodeLevel, CodeSettings } from '../code/read-parts.js';
import type { AppFacts, InputKind, ManifestReading } from '../facts/facts.js';
import { MANIFEST_NAME, readAllVersions } from '../manifest/readings.js';
import { ResourceResolver } from '../resources/resolver.js';
import { NO_VALUES, TableValues } from '../resources/value-table.js';
import { ArchiveFile } from '../zip/archive-file.js';
import type { ZipArchive } from '../zip/archive.js';
import { NestedBudget } from '../zip/nested.js';
import { isAppBundle, readAppBundle } from './app-bundle.js';
import { containerKind, holdsApks, openContainer, xapkPackage } from './bundle.js';
import { isFolder, readFolder, readWholeFile, stateOfFolder, type FolderContent } from './folder.js';
import { identityOf, signerOf, type IdentityLevel } from './identity.js';
import { listContainer } from './listed-container.js';
import { factsOf, hashOf, unreadable, withCode } from './open-apk.js';
import { readPackageSet } from './package-set.js';
import { firstNotes, inputNote, type ApkPart, type PartList } from './parts.js';
import { compileProtoManifest } from './proto-manifest.js';
import { readDocument, type ManifestSource, type ReadSettings } from './read-document.js';
import { recognise } from './recognise.js';
import { FileSignatures, refuseSignatures } from './signed-readings.js';
import { splitPermissionNotes } from './split-set.js';
import { readTextManifest, type TextManifestContext } from './text-manifest.js';
import { decodeText } from './xml-text.js';

export interface OpenInputOptions {
  /** The versions asked for; default: from the app's minSdkVersion to the newest known. */
  apiRange?: ApiRange;
  limits?: Partial<Limits>;
  /** Default `read`. */
  identity?: IdentityLevel;
  /** Whether the code is read; default `none`: then no byte of it is. */
  code?: CodeLevel;
  /** What to look for in the code, in place of the API map and the SDKs of this package. */
  codeKnowledge?: CodeKnowledge;
  /** For text manifests: what the build would fill in. */
  manifest?: Pick<TextManifestContext, 'minSdk' | 'targetSdk' | 'packageName' | 'placeholders'>;
  /** The name in the result; default: the path as given, `-` for bytes. */
  name?: string;
  /**
   * The SHA-256 of the input where it is a single file and the caller knows it already: it is not read for it again. null: it is
   * not wanted, since it takes every byte; a single APK is then not among those of the identity.
   */
  sha256?: string | null;
}

/** A path, the paths of one app's APKs, bytes (standard input), or a file that the caller opened and closes. */
export type AppInput = string | readonly string[] | Uint8Array | ByteSource;

/** An app and what it was read from, as long as its files are open. */
export interface OpenedApp {
  /** null: it could not be told what the input is. */
  readonly kind: InputKind | null;
  readonly facts: AppFacts;
  /** The app's APKs, base first; none for bundles, bare manifests, and what could not be read. */
  readonly apks: readonly ApkPart[];
  /** The manifest of an input without APKs, else null. */
  readonly manifest: ManifestSource | null;
}

/** With the archive of an app bundle, whose modules are no APKs. */
interface Opened extends OpenedApp {
  readonly bundle: ZipArchive | null;
}

interface Digest {
  sha256: string | null;
  size: number;
}

export function isPaths(input: AppInput): input is readonly string[] {
  return Array.isArray(input);
}

/** Opens one input, and holds its files until they are closed. */
export class Opener {
  readonly #files: FileByteSource[] = [];
  /** The file that the caller opened, and closes. */
  #given: FileByteSource | null = null;
  #folder: { path: string; state: string } | null = null;
  readonly #settings: ReadSettings;
  readonly #level: IdentityLevel;

  constructor(private readonly options: OpenInputOptions) {
    const limits = startClock({ ...DEFAULT_LIMITS, ...options.limits });
    this.#settings = options.apiRange === undefined ? { limits } : { limits, apiRange: options.apiRange };
    this.#level = options.identity ?? 'read';
  }

  close(): void {
    for (const file of this.#files) file.close();
  }

  /** Whether one of the files that were opened was written to meanwhile, or one of a folder came or went. */
  hasChanged(): boolean {
    const files = [...this.#files, ...(this.#given === null ? [] : [this.#given])];
    return files.some((file) => file.hasChanged()) || this.#hasFolderChanged();
  }

  #hasFolderChanged(): boolean {
    if (this.#folder === null) return false;
    const { path, state } = this.#folder;
    try {
      return stateOfFolder(path, this.#settings.limits) !== state;
    } catch (error) {
      // What was read once cannot be read any more.
      if (error instanceof PermauditError) return true;
      throw error;
    }
  }

  /** The app in place of one whose files changed while they were read: of what was read, nothing can be relied on. */
  changed(name: string): OpenedApp {
    const error = new PermauditError('IO_READ', { problem: 'changed' });
    return { kind: null, facts: unreadable(name, error, this.#settings.apiRange), apks: [], manifest: null };
  }

  /** What cannot be read is a value in the facts' `error`. */
  open(input: AppInput, name: string): OpenedApp {
    const opened = this.#orRefused(null, name, null, () => {
      if (isPaths(input)) {
        const [only] = input;
        return only !== undefined && input.length === 1 ? this.#openPath(only, name) : this.#openFiles(input, name);
      }
      if (typeof input === 'string') return this.#openPath(input, name);
      if (input instanceof FileByteSource) this.#given = input;
      return this.#openSource(input instanceof Uint8Array ? new MemoryByteSource(input) : input, name);
    });
    const { kind, apks, manifest } = opened;
    return { kind, facts: cutTexts(this.#withCode(opened)), apks, manifest };
  }

  /** With what the code shows; inputs without code (bare manifests, folders) stay without. */
  #withCode({ facts, apks, bundle }: Opened): AppFacts {
    if (this.options.code !== 'read' || facts.manifest === null) return facts;
    if (bundle !== null) return withCode(facts, codeOfBundle(bundle, facts, this.#codeSettings));
    if (apks.length === 0) return facts;
    const moduleOf = ({ name }: ApkPart): string => facts.modules?.find(({ file }) => file === name)?.name ?? 'base';
    const parts = apks.map((part) => ({ module: moduleOf(part), file: part.file }));
    return withCode(facts, codeOfApks(parts, facts, this.#codeSettings));
  }

  get #codeSettings(): CodeSettings {
    const { codeKnowledge } = this.options;
    const { limits } = this.#settings;
    return codeKnowledge === undefined ? { limits } : { limits, knowledge: codeKnowledge };
  }

  /**
   * What `open` gives, or the facts of an input that is refused.
   * @param kind what the input is, where that is known before it is open
   * @param single the input where it is a single file
   */
  #orRefused(kind: InputKind | null, name: string, single: ByteSource | null, open: () => Opened): Opened {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      const facts = {
        ...unreadable(name, error, this.#settings.apiRange),
        ...(kind === null ? {} : { input: kind }),
        ...this.#digestOfRefused(single),
      };
      return { kind, facts, apks: [], manifest: null, bundle: null };
    }
  }

  /** Whoever is told that a file cannot be audited must be able to say which file it was. */
  #digestOfRefused(source: ByteSource | null): { sha256: string | null; size: number | null } {
    if (source === null) return { sha256: null, size: this.#files[0]?.size ?? null };
    try {
      return this.#digestOf(source);
    } catch (error) {
      // What cannot be read is told already.
      if (!(error instanceof PermauditError)) throw error;
      return { sha256: null, size: source.size };
    }
  }

  /** Of a file that is the whole input. */
  #digestOf(source: ByteSource): Digest {
    const isHashed = this.#level !== 'none' && source.size <= this.#settings.limits.inputBytes;
    const { sha256: known } = this.options;
    const sha256 = !isHashed ? null : known === undefined ? hashOf(source) : known;
    return { sha256, size: source.size };
  }

  #openFile(path: string): FileByteSource {
    const file = new FileByteSource(path);
    this.#files.push(file);
    return file;
  }

  #openPath(path: string, name: string): Opened {
    if (isFolder(path)) {
      this.#folder = { path, state: stateOfFolder(path, this.#settings.limits) };
      return this.#openFolder(readFolder(path, this.#settings.limits), name);
    }
    return this.#openSource(this.#openFile(path), name);
  }

  #openFolder(content: FolderContent, name: string): Opened {
    if (content.kind === 'apk-set') {
      const opened = this.#openFiles(content.apks, name);
      const note = inputNote('ANOM_INPUT_SKIPPED', { problem: 'manifest' }, MANIFEST_NAME, '');
      return content.besideManifest ? withNote(opened, note) : opened;
    }
    const bytes = readWholeFile(content.manifest, this.#settings.limits.manifestBytes);
    return this.#readText(bytes, name, content.kind, { ...content.context, ...this.options.manifest }, null);
  }

  /** Several files are the APKs of one app. */
  #openFiles(paths: readonly string[], name: string): Opened {
    const distinct = new Set(paths.map((path) => baseName(path))).size === paths.length;
    const parts = paths.map((path): ApkPart => ({
      name: distinct ? baseName(path) : path,
      file: new ArchiveFile(this.#openFile(path)),
      delivery: null,
    }));
    return this.#readSet({ kind: 'apk-set', parts, notes: [] }, name, null, { sha256: null, size: null });
  }

  #openSource(source: ByteSource, name: string): Opened {
    return this.#orRefused(null, name, source, () => {
      switch (recognise(source)) {
        case 'text-manifest':
          return this.#readText(this.#whole(source), name, 'text-manifest', this.options.manifest ?? {}, source);
        case 'binary-manifest':
          return this.#readBinary(this.#whole(source), name);
        case 'proto-manifest':
          return this.#readProto(this.#whole(source), name);
        case 'encrypted-apkm':
          throw new PermauditError('APK_ENCRYPTED', { problem: 'apkm' }, {});
        default:
          return this.#openArchive(source, name);
      }
    });
  }

  #whole(source: ByteSource): Uint8Array {
    const limit = this.#settings.limits.manifestBytes;
    if (source.size <= limit) return source.read(0, source.size);
    throw new PermauditError('LIMIT_ENTRY', { problem: 'manifestSize', size: source.size, limit }, {});
  }

  #hash(bytes: Uint8Array): Digest {
    const sha256 = this.#level === 'none' ? null : hashOf(new MemoryByteSource(bytes));
    return { sha256, size: bytes.byteLength };
  }

  #reading(api?: number): Reading {
    const { limits, apiRange } = this.#settings;
    return new Reading(api ?? apiRange?.[1] ?? NEWEST_API, limits, deadlineOf(limits));
  }

  #finish(facts: AppFacts, kind: InputKind): AppFacts {
    const { identity } = facts;
    if (this.#level === 'none') return { ...facts, input: kind };
    return { ...facts, input: kind, identity: identity ?? identityOf(facts, [], null) };
  }

  #readText(
    bytes: Uint8Array,
    name: string,
    kind: InputKind,
    context: TextManifestContext,
    single: ByteSource | null,
  ): Opened {
    return this.#orRefused(kind, name, single, () =>
      this.#readAlone(readTextManifest(decodeText(bytes), MANIFEST_NAME, context, this.#reading()), bytes, name, kind),
    );
  }

  #readBinary(bytes: Uint8Array, name: string): Opened {
    return this.#readAlone(withoutResources({ bytes, places: [] }), bytes, name, 'binary-manifest');
  }

  #readProto(bytes: Uint8Array, name: string): Opened {
    const document = compileProtoManifest(bytes, MANIFEST_NAME, this.#reading());
    return this.#readAlone(withoutResources(document), bytes, name, 'proto-manifest');
  }

  /** A manifest that is the whole input. */
  #readAlone(manifest: ManifestSource, bytes: Uint8Array, name: string, kind: InputKind): Opened {
    const facts = this.#finish(readDocument(manifest, name, this.#hash(bytes), this.#settings), kind);
    return { kind, facts, apks: [], manifest, bundle: null };
  }

  /** An archive is an APK, unless it has no manifest and holds something else that can be audited. */
  #openArchive(source: ByteSource, name: string): Opened {
    const file = new ArchiveFile(source);
    const { limits } = this.#settings;
    const read = readAllVersions(file, this.#settings);
    const digest = this.#digestOf(source);
    const other = this.#openAsContainer(file, read.readings, name, digest);
    if (other !== null) return other;
    const signatures = new FileSignatures(file, { verify: this.#level === 'verify' }, limits);
    const result = refuseSignatures(read, signatures);
    const kind = 'apk';
    const facts: AppFacts = { ...factsOf(name, digest.sha256, digest.size, result), input: kind };
    const apks = facts.manifest === null ? [] : [{ name: baseName(name), file, delivery: null }];
    const opened = { kind, apks, manifest: null, bundle: null } as const;
    if (this.#level === 'none') return { ...opened, facts };
    const signer = signatures.signer(read);
    const hashed = this.options.sha256 === null ? [] : apks;
    return { ...opened, facts: { ...facts, identity: identityOf(facts, hashed, signer, digest.sha256) } };
  }

  /** What else an archive may be, whatever Android makes of it as an APK; null when it is nothing else. */
  #openAsContainer(
    file: ArchiveFile,
    readings: readonly ManifestReading[],
    name: string,
    digest: Digest,
  ): Opened | null {
    const code = readings[0]?.error?.code;
    if (code === 'APK_NO_MANIFEST' || code === 'APK_IS_BUNDLE') {
      return this.#openOther(file, file.as(this.#reading()), name, digest);
    }
    const accepted = readings.find(({ outcome }) => outcome === 'accepted');
    if (accepted === undefined && code?.startsWith('ZIP_') === true) {
      const archive = listContainer(file.source, this.#reading());
      const opened = archive === null ? null : this.#openOther(file, archive, name, digest);
      return opened && withNote(opened, inputNote('ANOM_INPUT_DISAGREES', { problem: 'container', code }, '', code));
    }
    if (accepted === undefined) return null;
    // Newer versions may refuse the archive itself.
    const archive = file.as(this.#reading(accepted.apiRange[1]));
    if (!isAppBundle(archive) && !holdsApks(archive)) return null;
    const opened = this.#openOther(file, archive, name, digest);
    if (opened === null) return null;
    const note = inputNote('ANOM_INPUT_SKIPPED', { problem: 'ownManifest' }, MANIFEST_NAME, '');
    const noted = withNote(opened, note);
    return { ...noted, facts: { ...noted.facts, complete: false } };
  }

  #openOther(file: ArchiveFile, archive: ZipArchive, name: string, digest: Digest): Opened | null {
    const reading = this.#reading();
    if (isAppBundle(archive)) return this.#readBundle(file, archive, name, digest, reading);
    const kind = containerKind(archive);
    if (kind === null) return null;
    return this.#orRefused(kind, name, file.source, () => {
      const list = openContainer(archive, kind, new NestedBudget(), reading);
      const opened = this.#readSet(list, name, file.source, digest);
      const facts = list.incomplete === true ? { ...opened.facts, complete: false } : opened.facts;
      const stated = kind === 'xapk' ? xapkPackage(archive, reading) : null;
      if (stated === null || facts.manifest === null || stated === facts.manifest.packageName) {
        return { ...opened, facts };
      }
      const note = inputNote('ANOM_INPUT_DISAGREES', { problem: 'package' }, 'manifest.json', stated);
      return { ...opened, facts: { ...facts, anomalies: [...facts.anomalies, note] } };
    });
  }

  #readBundle(file: ArchiveFile, bundle: ZipArchive, name: string, digest: Digest, reading: Reading): Opened {
    const kind = 'aab';
    return this.#orRefused(kind, name, file.source, () => {
      const { facts, manifest } = readAppBundle(bundle, name, digest, this.#settings);
      const notes = firstNotes(splitPermissionNotes(facts.modules ?? []));
      const noted = { ...facts, anomalies: [...facts.anomalies, ...notes] };
      const opened = { kind, apks: [], manifest, bundle } as const;
      if (this.#level === 'none') return { ...opened, facts: this.#finish(noted, kind) };
      const identity = identityOf(noted, [], signerOf(file, reading.api, this.#level, this.#settings.limits));
      return { ...opened, facts: this.#finish({ ...noted, identity }, kind) };
    });
  }

  #readSet(
    list: PartList,
    name: string,
    single: ByteSource | null,
    input: { sha256: string | null; size: number | null },
  ): Opened {
    const { kind } = list;
    return this.#orRefused(kind, name, single, () => {
      const facts = this.#finish(readPackageSet(list, name, input, this.#settings, this.#level), kind);
      return { kind, facts, apks: inOrder(list.parts, facts), manifest: null, bundle: null };
    });
  }
}

function withNote(opened: Opened, note: Anomaly): Opened {
  return { ...opened, facts: { ...opened.facts, anomalies: [...opened.facts.anomalies, note] } };
}

/** The APKs in the order of the modules: base first. */
function inOrder(parts: readonly ApkPart[], facts: AppFacts): ApkPart[] {
  const order = (facts.modules ?? []).map(({ file }) => file);
  const place = ({ name }: ApkPart): number => order.indexOf(name);
  return [...parts].sort((a, b) => place(a) - place(b));
}

/** A manifest in no package: its references lead nowhere. */
function withoutResources(document: ManifestSource['document']): ManifestSource {
  return {
    document,
    resolverFor: (reading) => new ResourceResolver(new TableValues(NO_VALUES, reading)),
    notes: [],
    path: MANIFEST_NAME,
  };
}
