/**
 * Whatever people have in their hands: an APK, its splits, a container of them, an app bundle, a manifest in any form.
 * The one place where an input other than a bare APK is opened.
 */
import { basename } from 'node:path';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import { FileByteSource, MemoryByteSource, type ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import { ResourceResolver } from '../resources/resolver.js';
import { ZipArchive } from '../zip/archive.js';
import type { CodeKnowledge } from '../code/knowledge.js';
import { codeOfApks, codeOfBundle, type CodeLevel, type CodeSettings } from '../code/read-parts.js';
import type { AppFacts, InputKind } from '../facts/facts.js';
import { factsOf, hashOf, unreadable, withCode } from './open-apk.js';
import { MANIFEST_NAME, readAllVersions } from '../manifest/readings.js';
import { isAppBundle, readAppBundle } from './app-bundle.js';
import { containerKind, openContainer, xapkPackage } from './bundle.js';
import { isFolder, readFolder, readWholeFile, type FolderContent } from './folder.js';
import { identityOf, signerOf, type IdentityLevel } from './identity.js';
import { NestedBudget } from '../zip/nested.js';
import { readPackageSet } from './package-set.js';
import { firstNotes, inputNote, type ApkPart, type PartList } from './parts.js';
import { compileProtoManifest } from './proto-manifest.js';
import { readDocument, type ManifestSource, type ReadSettings } from './read-document.js';
import { splitPermissionNotes } from './split-set.js';
import { recognise } from './recognise.js';
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
  /** The SHA-256 of the input where it is a single file and the caller knows it already: it is not read for it again. */
  sha256?: string;
}

/** A path, the paths of one app's APKs, bytes (standard input), or a file that the caller opened and closes. */
export type AppInput = string | readonly string[] | Uint8Array | ByteSource;

/**
 * The facts of an input. What cannot be read or what Android would refuse is a value in `error`, never an exception: any
 * exception is a bug.
 */
export function openInput(input: AppInput, options: OpenInputOptions = {}): AppFacts {
  return withInput(input, options, (facts) => facts);
}

/**
 * As {@link openInput}, and hands the app's APKs (base first; none for bundles and bare manifests) to `use` while they
 * are open: for readers that need more than the manifest, such as the code of every split. The
 * manifest is that of an input without APKs, else null.
 */
export function withInput<T>(
  input: AppInput,
  options: OpenInputOptions,
  use: (facts: AppFacts, apks: readonly ApkPart[], manifest: ManifestSource | null) => T,
): T {
  const opener = new Opener(options);
  const name = options.name ?? nameOf(input);
  try {
    const facts = opener.open(input, name);
    return use(facts, opener.apksOf(facts), opener.manifest);
  } finally {
    opener.close();
  }
}

function nameOf(input: AppInput): string {
  if (typeof input === 'string') return input;
  return isPaths(input) ? (input[0] ?? '') : '-';
}

function isPaths(input: AppInput): input is readonly string[] {
  return Array.isArray(input);
}

/** The open files of one input. */
class Opener {
  readonly #files: FileByteSource[] = [];
  readonly #settings: ReadSettings;
  readonly #level: IdentityLevel;
  #parts: ApkPart[] = [];
  #kind: InputKind | null = null;
  /** Of an input without APKs. */
  manifest: ManifestSource | null = null;
  #bundle: ZipArchive | null = null;
  /** The input where it is a single file. */
  #single: ByteSource | null = null;

  constructor(private readonly options: OpenInputOptions) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#settings = options.apiRange === undefined ? { limits } : { limits, apiRange: options.apiRange };
    this.#level = options.identity ?? 'read';
  }

  close(): void {
    for (const file of this.#files) file.close();
  }

  /** With what the code shows; inputs without code (bare manifests, folders) stay without. */
  #addCode(facts: AppFacts): AppFacts {
    if (this.options.code !== 'read' || facts.manifest === null) return facts;
    if (this.#bundle !== null) return withCode(facts, codeOfBundle(this.#bundle, facts, this.#codeSettings));
    const apks = this.apksOf(facts);
    if (apks.length === 0) return facts;
    const moduleOf = ({ name }: ApkPart): string => facts.modules?.find(({ file }) => file === name)?.name ?? 'base';
    const parts = apks.map((part) => ({ module: moduleOf(part), source: part.source }));
    return withCode(facts, codeOfApks(parts, facts, this.#codeSettings));
  }

  get #codeSettings(): CodeSettings {
    const { codeKnowledge } = this.options;
    const { limits } = this.#settings;
    return codeKnowledge === undefined ? { limits } : { limits, knowledge: codeKnowledge };
  }

  /** The APKs in the order of the modules: base first. */
  apksOf(facts: AppFacts): readonly ApkPart[] {
    const order = (facts.modules ?? []).map(({ file }) => file);
    const place = ({ name }: ApkPart): number => order.indexOf(name);
    return [...this.#parts].sort((a, b) => place(a) - place(b));
  }

  open(input: AppInput, name: string): AppFacts {
    return this.#addCode(this.#open(input, name));
  }

  #open(input: AppInput, name: string): AppFacts {
    try {
      if (isPaths(input)) {
        const [only] = input;
        return only !== undefined && input.length === 1 ? this.#openPath(only, name) : this.#openFiles(input, name);
      }
      if (typeof input === 'string') return this.#openPath(input, name);
      return this.#openSource(input instanceof Uint8Array ? new MemoryByteSource(input) : input, name);
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      this.#parts = [];
      const facts = unreadable(name, error, this.#settings.apiRange);
      const kind = this.#kind === null ? {} : { input: this.#kind };
      return { ...facts, ...kind, ...this.#digestOfRefused() };
    }
  }

  /** Whoever is told that a file cannot be audited must be able to say which file it was. */
  #digestOfRefused(): { sha256: string | null; size: number | null } {
    const source = this.#single;
    if (source === null) return { sha256: null, size: this.#files[0]?.size ?? null };
    const isHashed = this.#level !== 'none' && source.size <= this.#settings.limits.inputBytes;
    try {
      return { sha256: isHashed ? (this.options.sha256 ?? hashOf(source)) : null, size: source.size };
    } catch (error) {
      // What cannot be read is told already.
      if (!(error instanceof PermauditError)) throw error;
      return { sha256: null, size: source.size };
    }
  }

  #openFile(path: string): FileByteSource {
    const file = new FileByteSource(path);
    this.#files.push(file);
    return file;
  }

  #openPath(path: string, name: string): AppFacts {
    if (isFolder(path)) return this.#openFolder(readFolder(path, this.#settings.limits), name);
    return this.#openSource(this.#openFile(path), name);
  }

  #openFolder(content: FolderContent, name: string): AppFacts {
    if (content.kind === 'apk-set') return this.#openFiles(content.apks, name);
    const bytes = readWholeFile(content.manifest, this.#settings.limits.manifestBytes);
    return this.#readText(bytes, name, content.kind, { ...content.context, ...this.options.manifest });
  }

  /** Several files are the APKs of one app. */
  #openFiles(paths: readonly string[], name: string): AppFacts {
    const distinct = new Set(paths.map((path) => basename(path))).size === paths.length;
    const parts = paths.map((path): ApkPart => ({
      name: distinct ? basename(path) : path,
      source: this.#openFile(path),
      delivery: null,
    }));
    return this.#readSet({ kind: 'apk-set', parts, notes: [] }, name, { sha256: null, size: null });
  }

  #openSource(source: ByteSource, name: string): AppFacts {
    this.#single = source;
    switch (recognise(source)) {
      case 'text-manifest':
        return this.#readText(this.#whole(source), name, 'text-manifest', this.options.manifest ?? {});
      case 'binary-manifest':
        return this.#readBinary(this.#whole(source), name);
      case 'proto-manifest':
        return this.#readProto(this.#whole(source), name);
      case 'encrypted-apkm':
        throw new PermauditError('APK_ENCRYPTED', { problem: 'apkm' }, {});
      default:
        return this.#openArchive(source, name);
    }
  }

  #whole(source: ByteSource): Uint8Array {
    const limit = this.#settings.limits.manifestBytes;
    if (source.size <= limit) return source.read(0, source.size);
    throw new PermauditError('LIMIT_ENTRY', { problem: 'manifestSize', size: source.size, limit }, {});
  }

  #hash(bytes: Uint8Array): { sha256: string | null; size: number } {
    const sha256 = this.#level === 'none' ? null : hashOf(new MemoryByteSource(bytes));
    return { sha256, size: bytes.byteLength };
  }

  #reading(): Reading {
    const { limits, apiRange } = this.#settings;
    return new Reading(apiRange?.[1] ?? NEWEST_API, limits, performance.now() + limits.timeMs);
  }

  #finish(facts: AppFacts, kind: InputKind): AppFacts {
    facts.input = kind;
    if (this.#level !== 'none') facts.identity ??= identityOf(facts, [], null);
    return facts;
  }

  #readText(bytes: Uint8Array, name: string, kind: InputKind, context: TextManifestContext): AppFacts {
    this.#kind = kind;
    const source = readTextManifest(decodeText(bytes), MANIFEST_NAME, context, this.#reading());
    this.manifest = source;
    return this.#finish(readDocument(source, name, this.#hash(bytes), this.#settings), kind);
  }

  #readBinary(bytes: Uint8Array, name: string): AppFacts {
    const source: ManifestSource = (this.manifest = {
      document: { bytes, places: [] },
      resolverFor: (reading: Reading) => new ResourceResolver(null, reading),
      notes: [],
      path: MANIFEST_NAME,
    });
    return this.#finish(readDocument(source, name, this.#hash(bytes), this.#settings), 'binary-manifest');
  }

  #readProto(bytes: Uint8Array, name: string): AppFacts {
    const source: ManifestSource = (this.manifest = {
      document: compileProtoManifest(bytes, MANIFEST_NAME, this.#reading()),
      resolverFor: (reading: Reading) => new ResourceResolver(null, reading),
      notes: [],
      path: MANIFEST_NAME,
    });
    return this.#finish(readDocument(source, name, this.#hash(bytes), this.#settings), 'proto-manifest');
  }

  /** An archive is an APK, unless it has no manifest and holds something else that can be audited. */
  #openArchive(source: ByteSource, name: string): AppFacts {
    const { limits, apiRange } = this.#settings;
    const result = readAllVersions(source, apiRange === undefined ? { limits } : { limits, apiRange });
    const isHashed = this.#level !== 'none' && source.size <= limits.inputBytes;
    const sha256 = isHashed ? (this.options.sha256 ?? hashOf(source)) : null;
    const refusal = result.readings[0]?.error?.code;
    if (refusal === 'APK_NO_MANIFEST' || refusal === 'APK_IS_BUNDLE') {
      const other = this.#openOther(source, name, sha256);
      if (other !== null) return other;
    }
    const facts = factsOf(name, sha256, source.size, result);
    facts.input = 'apk';
    this.#parts = facts.manifest === null ? [] : [{ name: basename(name), source, delivery: null }];
    if (this.#level === 'none') return facts;
    const api = facts.readings.find(({ outcome }) => outcome === 'accepted')?.apiRange[1] ?? facts.apiRange[1];
    facts.identity = identityOf(facts, this.#parts, signerOf(source, api, this.#level, limits), sha256);
    return facts;
  }

  #openOther(source: ByteSource, name: string, sha256: string | null): AppFacts | null {
    const reading = this.#reading();
    const archive = ZipArchive.open(source, reading);
    const input = { sha256, size: source.size };
    if (isAppBundle(archive)) {
      this.#kind = 'aab';
      this.#bundle = archive;
      const facts = readAppBundle(archive, name, input, this.#settings, (source) => {
        this.manifest = source;
      });
      facts.anomalies.push(...firstNotes(splitPermissionNotes(facts.modules ?? [])));
      if (this.#level !== 'none') {
        facts.identity = identityOf(facts, [], signerOf(source, reading.api, this.#level, this.#settings.limits));
      }
      return this.#finish(facts, 'aab');
    }
    const kind = containerKind(archive);
    if (kind === null) return null;
    this.#kind = kind;
    const list = openContainer(archive, kind, new NestedBudget(), reading);
    const facts = this.#readSet(list, name, input);
    const stated = kind === 'xapk' ? xapkPackage(archive, reading) : null;
    if (stated !== null && facts.manifest !== null && stated !== facts.manifest.packageName) {
      facts.anomalies.push(inputNote('ANOM_INPUT_DISAGREES', { problem: 'package' }, 'manifest.json', stated));
    }
    return facts;
  }

  #readSet(list: PartList, name: string, input: { sha256: string | null; size: number | null }): AppFacts {
    this.#parts = list.parts;
    this.#kind = list.kind;
    return this.#finish(readPackageSet(list, name, input, this.#settings, this.#level), list.kind);
  }
}
