/** The facts an APK states: what the readers hand to knowledge, rules and reports. */
import type { Anomaly } from '../bytes/anomaly.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { DeviceSetting } from '../bytes/device.js';
import type { Divergence } from './divergence.js';
import type { ErrorMessage } from '../bytes/error-details.js';
import type { Said, StoredClause } from '../bytes/message.js';
import type { Place, Span } from '../bytes/place.js';
import type {
  CapabilityClause,
  CodeGapClause,
  DexProblemClause,
  HidingClause,
  ImpliedClause,
  InertClause,
  SignatureClause,
  SignerProblem,
} from './clauses.js';

/** The tags Android treats alike on API 23 and newer (ParsingPackageUtils.parseUsesPermission). */
export type UsesPermissionTag = 'uses-permission' | 'uses-permission-sdk-23' | 'uses-permission-sdk-m';

/** One `uses-permission` element that Android reads, as one Android version reads it. */
export interface RequestedPermission {
  readonly name: string;
  readonly element: UsesPermissionTag;
  /** The last API level on which it is requested; null: no limit. */
  readonly maxSdkVersion: number | null;
  /** The first API level on which it is requested (honoured by Android 15 and newer); null: no limit. */
  readonly minSdkVersion: number | null;
  /** Device features without which Android drops the request. */
  readonly requiredFeatures: readonly string[];
  /** Device features with which Android drops the request. */
  readonly requiredNotFeatures: readonly string[];
  /** `usesPermissionFlags` as written, 0 if absent. */
  readonly usesPermissionFlags: number;
  /** The app states that it does not derive location from this permission (flag 0x00010000). */
  readonly neverForLocation: boolean;
  /** ACCESS_FINE_LOCATION alone: on Android 17 it is had through the location button only (flag 0x00020000). */
  readonly onlyForLocationButton: boolean;
  /** The devices that read it so; absent: those of which nothing is said, and perhaps others. */
  readonly devices?: readonly DeviceSetting[];
  /** Byte offset of the element in AndroidManifest.xml. */
  readonly offset: number;
  /** Line in a text manifest, from 1; absent for binary ones. */
  readonly line?: number;
  /** Column in a text manifest, from 1; absent for binary ones. */
  readonly column?: number;
}

/** A permission the app defines itself. */
export interface DefinedPermission {
  readonly name: string;
  readonly protectionLevel: number;
  readonly group: string | null;
  readonly offset: number;
  /** Line in a text manifest, from 1; absent for binary ones. */
  readonly line?: number;
  /** Column in a text manifest, from 1; absent for binary ones. */
  readonly column?: number;
}

export interface IntentFilter {
  readonly actions: readonly string[];
  readonly categories: readonly string[];
  /** `data` elements, as `scheme`, `host`, `mimeType` ... pairs. */
  readonly data: readonly {
    readonly scheme: string | null;
    readonly host: string | null;
    readonly mimeType: string | null;
  }[];
}

export interface MetaData {
  readonly name: string;
  /** The value as text (`true`, `3`, a string), or null when it is only a resource reference. */
  readonly value: string | null;
  /** The referenced resource id, or null. */
  readonly resource: number | null;
}

export type ComponentKind = 'activity' | 'activity-alias' | 'service' | 'receiver' | 'provider';

export interface Component {
  readonly kind: ComponentKind;
  readonly name: string;
  /** The permission a caller must hold: its own, else the application's; of an alias its own alone. */
  readonly permission: string | null;
  /** Of providers: the permission that a reader, and a writer, must hold. */
  readonly readPermission?: string | null;
  readonly writePermission?: string | null;
  readonly exported: boolean | null;
  readonly enabled: boolean;
  /** The devices that read it so; absent: those of which nothing is said, and perhaps others. */
  readonly devices?: readonly DeviceSetting[];
  /** `foregroundServiceType` bits; 0 when absent. */
  readonly foregroundServiceType: number;
  readonly intentFilters: readonly IntentFilter[];
  readonly metaData: readonly MetaData[];
  /** The split or module that declares it; absent: the base. Attacker-controlled text. */
  readonly module?: string;
  /** Byte offset of the element in the AndroidManifest.xml of its module. */
  readonly offset: number;
  /** Line in a text manifest, from 1; absent for binary ones. */
  readonly line?: number;
  /** Column in a text manifest, from 1; absent for binary ones. */
  readonly column?: number;
}

/** `<queries>`: what other apps the app may see on Android 11 and newer. */
export interface Queries {
  readonly packages: readonly string[];
  readonly intents: readonly IntentFilter[];
  readonly providers: readonly string[];
  readonly offset: number | null;
  /** Line in a text manifest, from 1; absent for binary ones. */
  readonly line?: number;
  /** Column in a text manifest, from 1; absent for binary ones. */
  readonly column?: number;
}

/** Everything the full pass reads from one manifest. */
export interface Manifest {
  readonly packageName: string;
  readonly label: string;
  /** The label in each language or configuration that has one, by qualifier (`''` is the default). */
  readonly labels: Readonly<Record<string, string>>;
  readonly versionCode: number;
  readonly versionName: string | null;
  /** null when the manifest has no `minSdkVersion` (Android then takes 1). */
  readonly minSdk: number | null;
  /** null when the manifest has neither target nor minimum (Android then takes 0). */
  readonly targetSdk: number | null;
  /** A platform codename as target, for preview builds. */
  readonly targetCodename: string | null;
  readonly requested: readonly RequestedPermission[];
  readonly defined: readonly DefinedPermission[];
  readonly usesFeatures: readonly { readonly name: string; readonly required: boolean }[];
  readonly application: {
    readonly name: string | null;
    readonly debuggable: boolean;
    readonly testOnly: boolean;
    readonly usesCleartextTraffic: boolean | null;
    /** What callers must hold of a component that names no permission; absent: nothing. */
    readonly permission?: string;
  } | null;
  readonly applicationMetaData: readonly MetaData[];
  /** `meta-data` directly below `<manifest>`, which Android passes over; absent: there is none. */
  readonly manifestMetaData?: readonly MetaData[];
  readonly components: readonly Component[];
  readonly queries: Queries;
  readonly sharedUserId: string | null;
  /**
   * Set where devices of another language, screen or density, or with a feature flag off, read something else: what they
   * read is added, marked with their settings where it is a request or a component, and the lowest versions count. Here
   * are those of the other devices.
   */
  readonly elsewhere?: { readonly minSdk: number | null; readonly targetSdk: number | null };
  /**
   * Set where Android installs it only together with splits: the types it asks for, none where it names none
   * (`isSplitRequired`, `requiredSplitTypes`, `com.android.vending.splits.required`). Attacker-controlled text.
   */
  readonly needsSplits?: readonly string[];
}

/** What one stretch of Android versions makes of the file. */
export interface ManifestReading {
  readonly apiRange: ApiRange;
  readonly outcome: 'accepted' | 'refused';
  readonly manifest: Manifest | null;
  readonly error: ReadingError | null;
}

/** An error as a value, for reports. */
export type ReadingError = ErrorMessage & Place;

/** Why a permission is held although no element requests it. */
export interface ImpliedBy {
  readonly permission: string;
  /** The rule holds for targetSdkVersion below this; null: always. */
  readonly targetSdkBelow: number | null;
  /** e.g. `implied by READ_CONTACTS because targetSdk < 16`. */
  readonly reason: Said<ImpliedClause>;
  /** Of stored reports. */
  readonly reasonMessage?: StoredClause | null;
}

export interface ProtectionSpan {
  readonly apiRange: ApiRange;
  /** e.g. `dangerous`, `signature|appop`. */
  readonly level: string;
}

/** What a permission is asked for with on a stretch of versions, where several requests of it differ. */
export interface PermissionTerms {
  readonly apiRange: ApiRange;
  readonly requiredFeatures: readonly string[];
  readonly requiredNotFeatures: readonly string[];
  readonly neverForLocation: boolean;
}

/** One permission the app has or asks for, over the audited API range; its place in the manifest is null when implied. */
export interface EffectivePermission extends Span {
  readonly name: string;
  readonly origin: 'requested' | 'implied';
  readonly impliedBy: readonly ImpliedBy[];
  /** Of several requests of one name, the first that counts on any version. */
  readonly element: UsesPermissionTag | null;
  /** The loosest of those in force on some version, as the next four. */
  readonly maxSdkVersion: number | null;
  readonly minSdkVersion: number | null;
  readonly requiredFeatures: readonly string[];
  readonly requiredNotFeatures: readonly string[];
  readonly neverForLocation: boolean;
  /** The terms of each version, oldest first, where they differ; absent: those above hold throughout. */
  readonly terms?: readonly PermissionTerms[];
  /** Hull of `apiRanges`; null when the declaration never takes effect. */
  readonly apiRange: ApiRange | null;
  /** The exact API levels on which the app has it; empty for an inert declaration. */
  readonly apiRanges: readonly ApiRange[];
  /** The devices that have it on more versions than others, or alone have it; absent: all alike. */
  readonly devices?: readonly DeviceSetting[];
  /** Why a declaration has no effect, else null. */
  readonly inert: Said<InertClause> | null;
  /** Of stored reports. */
  readonly inertMessage?: StoredClause | null;
  /** Who defines it: the platform, a known vendor, the app itself, or nobody we know. */
  readonly definedBy: 'android' | 'vendor' | 'app' | 'unknown';
  /** Protection level on each stretch of the audited range. Empty when unknown. */
  readonly protection: readonly ProtectionSpan[];
  /** The permission group the user sees, e.g. `android.permission-group.SMS`, or null. */
  readonly group: string | null;
  /** Install-time restriction: `hard` and `soft` permissions need the installer's allow-list. */
  readonly restricted: 'hard' | 'soft' | null;
}

/** What an app can do through a component or declaration, with no `uses-permission` for it. */
export const CAPABILITY_IDS = [
  'accessibility-service',
  'notification-listener',
  'device-admin',
  'vpn-service',
  'input-method',
  'autofill-service',
  'call-screening-service',
  'call-redirection-service',
  'in-call-service',
  'voice-interaction-service',
  'carrier-messaging-client',
  'companion-device-service',
  'quick-settings-tile',
  'sms-receiver',
  'boot-receiver',
  'outgoing-call-receiver',
  'phone-state-receiver',
  'default-sms-handler',
  'default-dialer-handler',
  'default-assistant-handler',
  'home-screen',
  'foreground-service-camera',
  'foreground-service-connected-device',
  'foreground-service-data-sync',
  'foreground-service-health',
  'foreground-service-location',
  'foreground-service-media-playback',
  'foreground-service-media-processing',
  'foreground-service-media-projection',
  'foreground-service-microphone',
  'foreground-service-phone-call',
  'foreground-service-remote-messaging',
  'foreground-service-short-service',
  'foreground-service-special-use',
  'foreground-service-system-exempted',
  'queries-packages',
  'queries-many-packages',
  'queries-intents',
  'queries-launcher-wildcard',
  'accessibility-tool',
  'monitoring-tool',
  'location-button-only',
] as const;

export type CapabilityId = (typeof CAPABILITY_IDS)[number];

/** A component or declaration that gives a capability, and its place in the base's manifest. */
export interface CapabilityEvidence extends Span {
  /** Attacker-controlled name. */
  readonly component: string;
  readonly detail: Said<CapabilityClause>;
  /** Of stored reports. */
  readonly detailMessage?: StoredClause | null;
  /** The devices on which it gives it; absent: all. */
  readonly devices?: readonly DeviceSetting[];
  /** The split or module that declares it; absent: the base. */
  readonly module?: string;
}

export interface Capability {
  readonly id: CapabilityId;
  /** The components or declarations that give it. */
  readonly evidence: readonly CapabilityEvidence[];
  readonly apiRange: ApiRange;
}

/** All an audit knows of one app. */
export interface AppFacts {
  readonly file: string;
  readonly sha256: string | null;
  readonly size: number | null;
  /** The API levels audited. */
  readonly apiRange: ApiRange;
  /** What each stretch of versions reads, newest first. */
  readonly readings: readonly ManifestReading[];
  /** The reading of the newest version that accepts the file, with the components that its splits or modules add. */
  readonly manifest: Manifest | null;
  readonly permissions: readonly EffectivePermission[];
  readonly capabilities: readonly Capability[];
  readonly anomalies: readonly Anomaly[];
  /** What a reader by the published formats, or an older Android, would be shown otherwise; absent: nothing differs. */
  readonly divergences?: readonly Divergence[];
  /** The limit that stopped the reading, else the refusal of the newest version that refuses; null when all accept. */
  readonly error: ReadingError | null;
  /** Whether everything asked for was read. */
  readonly complete: boolean;
  /** What kind of input the facts come from; absent: a single APK read directly. */
  readonly input?: InputKind;
  /** The parts of the app, base first; absent: a single APK or a bare manifest. */
  readonly modules?: readonly AppModule[];
  /** Who signed what, and what was installed or shipped with it; absent when it was not asked for. */
  readonly identity?: AppIdentity;
  /** What the code shows of each permission; absent when the code was not asked for. */
  readonly code?: CodeEvidence;
}

/** What an input is, recognised by its content. */
export type InputKind =
  | 'apk'
  | 'apk-set'
  | 'apks-bundletool'
  | 'apks-sai'
  | 'xapk'
  | 'apkm'
  | 'zip-of-apks'
  | 'aab'
  | 'apktool-folder'
  | 'source-folder'
  | 'text-manifest'
  | 'binary-manifest'
  | 'proto-manifest';

/** When a module reaches the device (the `dist:delivery` of app bundles); null where the input does not say. */
export type ModuleDelivery = 'install-time' | 'conditional' | 'on-demand' | 'fast-follow';

/** One APK of a split set, or one module of an app bundle. Names are attacker-controlled text. */
export interface AppModule {
  /** `base`, or the split or module name. */
  readonly name: string;
  readonly kind: 'base' | 'split' | 'feature' | 'config' | 'asset-pack';
  /** The file or archive entry it was read from. */
  readonly file: string;
  readonly package: string;
  readonly versionCode: number;
  /** Permissions a module other than the base requests: Android reads none of them from there. */
  readonly permissionsIgnored: readonly string[];
  /** Those of them that the base does not request either. */
  readonly permissionsOnlyHere: readonly string[];
  /** What its components make possible: unlike its permissions, Android does take them. Absent: nothing of note. */
  readonly capabilities?: readonly CapabilityId[];
  readonly delivery: ModuleDelivery | null;
  /** App bundles: bundletool merges the module into the base APK (install-time modules that are not removable). */
  readonly fusedIntoBase: boolean;
}

export type SignatureState = 'absent' | 'present' | 'verified' | 'invalid';

/** A signer's X.509 certificate. Names are attacker-controlled text; null where the certificate cannot be decoded. */
export interface SignerCertificate {
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  readonly sha256: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** ISO 8601, UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Hexadecimal. */
  readonly serial: string | null;
}

export type SigningBlockKind = 'dependency-info' | 'frosting' | 'source-stamp';

/** The signature of one file, as its strongest scheme states it. */
export interface Signer {
  readonly schemes: {
    readonly v1: SignatureState;
    readonly v2: SignatureState;
    readonly v3: SignatureState;
    readonly v31: SignatureState;
    /** From Android 17; absent: there is none. */
    readonly v32?: SignatureState;
  };
  /** The signers' own certificates under the strongest scheme present. */
  readonly certificates: readonly SignerCertificate[];
  /** Proof of rotation: the keys the app was signed with, oldest first, the present one last; absent without one. */
  readonly lineage?: readonly SignerCertificate[];
  /** What else stands in the signing block: ids as `0x504b4453`, and what Android's tools put there; absent: nothing. */
  readonly blocks?: readonly { readonly id: string; readonly kind: SigningBlockKind | null }[];
  /** Signed with a key that Android's build tools make for tests (`CN=Android Debug`); absent: it is not. */
  readonly debugKey?: true;
  /** What was verified and what was only read. */
  readonly verifiedNote: Said<SignatureClause>;
  /** Of stored reports. */
  readonly verifiedNoteMessage?: StoredClause | null;
  /** What is wrong with the signature, one clause each. */
  readonly problems: readonly Said<SignerProblem>[];
  /** Of stored reports, in the same order. */
  readonly problemMessages?: readonly (StoredClause | null)[];
}

export interface AppIdentity {
  readonly versionCode: number | null;
  readonly versionName: string | null;
  /** Each APK of the input, base first. */
  readonly apks: readonly { readonly name: string; readonly sha256: string; readonly size: number }[];
  /** Of the base APK, or of the app bundle; null for inputs that carry no signature. */
  readonly signer: Signer | null;
  readonly debuggable: boolean | null;
  readonly testOnly: boolean | null;
  /** null: not stated, the platform's default holds. */
  readonly usesCleartextTraffic: boolean | null;
}

/** What the code of an app, and the manifest's own declarations, show of the use of its permissions. */
export interface CodeEvidence {
  /** `complete`: all code that Android loads was read. `none`: there is no code, or none of it could be read. */
  readonly state: 'complete' | 'partial' | 'none';
  /** Why the state is not `complete`; null when it is. May hold attacker-controlled text. */
  readonly reason: Said<CodeGapClause> | null;
  /** Of stored reports. */
  readonly reasonMessage?: StoredClause | null;
  /** Every DEX file met, in the order Android loads them, then those it does not load by itself. */
  readonly dexFiles: readonly DexFileFacts[];
  /** The requested permissions and those used without a request, by name. */
  readonly permissions: readonly PermissionEvidence[];
  /** What can hide use from a reader of DEX code, by kind. */
  readonly hiding: readonly HidingSign[];
  /** The known SDKs whose classes the DEX files define, by id. */
  readonly sdks: readonly SdkPresence[];
}

export interface DexFileFacts {
  /** The archive entry; `outer!inner` for one in a nested archive. Attacker-controlled text. */
  readonly name: string;
  /** The module it is in: `base`, a split or a bundle module. Attacker-controlled text. */
  readonly module: string;
  /** Uncompressed bytes. */
  readonly size: number;
  /** `035` to `041`; null when the header could not be read. */
  readonly version: string | null;
  /** Whether Android loads it when the app starts; others run only if the app loads them itself. */
  readonly loaded: boolean;
  /** What is wrong with it, null when nothing is. May hold attacker-controlled text. */
  readonly problem: Said<DexProblemClause> | null;
  /** Of stored reports. */
  readonly problemMessage?: StoredClause | null;
}

/**
 * `used`: code that Android loads, or the manifest, uses it. `used-undeclared`: so, in code of the app or of a known SDK,
 * but nothing requests it, nor another permission that is enough.
 * `uncalled`: all code was read, and only classes that no code and no other file of the package names would use it.
 * `no-evidence`: all code was read and shows no use; never "unused", see {@link CodeEvidence.hiding}.
 * `not-scanned`: nothing was found, but not all could be read, or nothing is known of what the permission guards.
 */
export type PermissionUse = 'used' | 'used-undeclared' | 'uncalled' | 'no-evidence' | 'not-scanned';

export interface PermissionEvidence {
  readonly permission: string;
  readonly use: PermissionUse;
  /**
   * The strongest evidence: `weak` is a hint that does not make the permission `used` (an API that needs it only for some
   * arguments, a string, a support library's wrapper, code that Android does not load by itself); null when there is none.
   */
  readonly strength: EvidenceStrength | null;
  /** All sites, those not kept included. */
  readonly totalSites: number;
  /** The most telling sites: strong ones first, then the app's own. */
  readonly sites: readonly EvidenceSite[];
  /** Who holds the sites: most strong ones first, then most of all. */
  readonly owners: readonly EvidenceOwner[];
}

export type EvidenceStrength = 'strong' | 'weak';

/** One API in one method that uses it. Class and method names are attacker-controlled text. */
export interface EvidenceSite {
  readonly kind: 'method' | 'field' | 'uri' | 'intent' | 'string' | 'manifest';
  /** What is used: `android.telephony.SmsManager.sendTextMessage`, a URI, an action, a capability. */
  readonly api: string;
  /** For content URIs: what is done with them where it can be told; null for everything else. */
  readonly access: 'read' | 'write' | 'read-write' | 'unknown' | null;
  /** e.g. `com.example.MainActivity$1`; for manifest evidence the component. */
  readonly callerClass: string;
  /** null for the initial value of a static field and for manifest evidence. */
  readonly callerMethod: string | null;
  /** The DEX file ({@link DexFileFacts.name}); null for manifest evidence. */
  readonly dex: string | null;
  /** How often it stands in the caller. */
  readonly count: number;
  readonly loaded: boolean;
  readonly strength: EvidenceStrength;
  readonly owner: CodeOwner;
}

/** Whose code it is, by its package name; obfuscated names are unattributed. */
export interface CodeOwner {
  readonly kind: 'app' | 'sdk' | 'unattributed';
  /** The SDK's id; null for other kinds. */
  readonly sdk: string | null;
  /** The SDK's name; null for other kinds. */
  readonly name: string | null;
}

export interface EvidenceOwner extends CodeOwner {
  /** What kind of SDK it is, e.g. `ads`; null for other owners. */
  readonly kindOfSdk: string | null;
  /**
   * What the packages of its sites have in common, of the strong ones where there are any, e.g. `com.example.ads`; null
   * for nothing. Attacker-controlled text.
   */
  readonly package: string | null;
  /** All its sites. */
  readonly sites: number;
  /** Those of them that show use by themselves; the others are hints. */
  readonly strongSites: number;
}

/** What can keep use out of sight of a reader of DEX code. */
export type HidingKind =
  | 'dynamic-loading'
  | 'reflection'
  | 'native-code'
  | 'webview'
  | 'webview-bridge'
  | 'packer'
  | 'missing-code'
  | 'hidden-dex'
  | 'invoke-custom';

export interface HidingSign {
  readonly kind: HidingKind;
  /** The API, library, packer or file. May hold attacker-controlled text. */
  readonly what: Said<HidingClause>;
  /** Of stored reports. */
  readonly whatMessage?: StoredClause | null;
  readonly count: number;
  /** The first places, in the order they were met. Attacker-controlled text. */
  readonly where: readonly string[];
}

/** A known SDK in the app. */
export interface SdkPresence {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  /** What sort of thing it is, e.g. `risk`. */
  readonly kind: string;
  /** What it is for, e.g. `credit-scoring`; absent in reports of versions that did not tell. */
  readonly purpose?: string;
  /** Classes of it that the DEX files define. */
  readonly classes: number;
  /** The permissions its code uses, by name; hints not counted. */
  readonly permissions: readonly string[];
}
