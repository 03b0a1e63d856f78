/** The sentences of anomalies in English. A problem without its sentence does not compile. */
import type { AnomalyDetails } from '../../bytes/anomaly-details.js';
import type { Sentences } from '../sentences.js';
import { errorSentence } from './errors.js';

export const ANOMALIES_EN: Sentences<AnomalyDetails> = {
  ANOM_ZIP_METHOD: {
    entries: () => 'entries state a compression method that does not exist: tools that unpack the archive fail on them',
    entry: ({ method }) =>
      `compression method ${method} does not exist; Android 9 and newer read the entry as stored, most other tools fail`,
  },
  ANOM_ZIP_ENCRYPT_FLAG: {
    entries: () =>
      'entries are marked as encrypted: Android ignores the mark, tools that unpack the archive fail on them',
    entry: () =>
      'the entry is marked as encrypted although it is not; Android ignores the mark, other tools refuse the entry',
  },
  ANOM_ZIP_LFH_DIFFERS: {
    method: () =>
      'the local header and the central directory name different compression methods; Android follows the directory',
    descriptor: () =>
      'only one of the two headers says that a data descriptor follows; Android follows the local header, other readers the directory',
    resources: ({ cause }) =>
      `the resource table cannot be opened (${errorSentence(cause)}); Android goes on without it`,
  },
  ANOM_ZIP_PREFIX: {
    dex: ({ bytes }) =>
      `the first ${bytes} bytes are DEX code and belong to no entry: Android 8.0 and older run it instead of the app (Janus, CVE-2017-13156)`,
    bytes: ({ bytes }) => `the first ${bytes} bytes belong to no entry`,
  },
  ANOM_ZIP_GAP: {
    gap: ({ bytes }) =>
      `${bytes} bytes lie between the central directory and the end record: such a file cannot carry a v2 or newer signature, which apps with target API 30 or more need`,
  },
  ANOM_ZIP_CD_TAIL: {
    beyond: () =>
      'the central directory holds more than the counted entries: Android stops at the count, other readers go on',
  },
  ANOM_ZIP_MULTI_EOCD: {
    two: () => 'the file holds two complete end records; Android takes the last one, other readers may take the other',
  },
  ANOM_ZIP_LOOKALIKE: {
    almost: () =>
      'an entry has almost the name of a file Android reads; Android compares names byte for byte and ignores it',
  },
  ANOM_ZIP_OVERLAP: {
    share: () => 'entries share the same bytes: a way to make small archives that unpack to very much',
  },
  ANOM_ZIP_TRAVERSAL: {
    outside: () => 'entry names point outside the archive: harmless to Android, dangerous to tools that unpack it',
  },
  ANOM_ZIP_CRC: {
    differs: () => 'the checksum does not match the data; Android does not check it here',
  },
  ANOM_ZIP_SIZE: {
    stored: () => 'a stored entry has two different sizes; Android takes the uncompressed one',
  },
  ANOM_ZIP_NAME_ENCODING: {
    overlong: () => 'entry names use overlong UTF-8: Android compares bytes, other readers see another name',
  },
  ANOM_AXML_HEADER: {
    rootType: () => 'the root chunk does not say it is XML; Android 15 and older do not look',
    headerSize: () => 'the root chunk has an unusual header size',
  },
  ANOM_AXML_UNKNOWN_CHUNK: {
    between: () => 'a chunk of unknown type stands between the elements; Android skips it, other readers stop',
    before: () => 'a chunk of unknown type stands before the first element; Android skips it, other readers stop',
  },
  ANOM_AXML_EXTRA_POOL: {
    strings: () => 'the document has more than one string pool; Android uses the last, other readers the first',
    resources: () => 'the document has more than one resource map; Android uses the last, other readers the first',
  },
  ANOM_AXML_ATTR_LAYOUT: {
    layout: ({ tag }) =>
      `the attributes of <${tag}> are laid out in a way no build tool writes; Android follows it, other readers fail`,
  },
  ANOM_AXML_TRAILING: {
    follows: ({ bytes }) => `${bytes} bytes follow the document; Android ignores them`,
  },
  ANOM_STR_NUL: {
    tagHolds: () => "the tag's name holds a NUL, which is part of it to Android; other readers cut it there",
    tagCut: ({ tag }) => `the tag's name is longer in the file; Android cuts it at a NUL to <${tag}>`,
    cut: ({ attribute, tag }) => `the ${attribute} of <${tag}> is longer in the file; Android cuts it at a NUL`,
    tagOpen: ({ tag }) => `no NUL ends the tag's name; old versions of Android read on to the next one, to <${tag}>`,
    open: ({ attribute, tag }) =>
      `no NUL ends the ${attribute} of <${tag}>; old versions of Android read on to the next one`,
    part: ({ attribute, tag }) =>
      `the ${attribute} of <${tag}> holds a NUL, which is part of it to Android; other readers cut it there`,
  },
  ANOM_STR_LENGTH: {
    stated: ({ attribute, tag }) =>
      `the ${attribute} of <${tag}> states a wrong length; Android ignores it, other readers lose the string`,
  },
  ANOM_STR_ENCODING: {
    utf8: ({ attribute, tag }) =>
      `the ${attribute} of <${tag}> is not well-formed UTF-8; Android decodes it all the same, other readers see another text`,
  },
  ANOM_ATTR_NAME_ID: {
    otherName: ({ tag, attribute, name }) =>
      `an attribute of <${tag}> is ${attribute} to Android, but is named "${name}"`,
    noNamespace: ({ attribute, tag }) =>
      `the attribute ${attribute} of <${tag}> has no namespace; Android goes by its id alone`,
    foreignNamespace: ({ attribute, tag }) =>
      `the attribute ${attribute} of <${tag}> is in a foreign namespace; Android goes by its id alone, other readers miss it`,
  },
  ANOM_ATTR_RAW_TYPED: {
    typedOnly: ({ tag }) => `the name of <${tag}> has a typed value only; Android needs no other, some readers miss it`,
    rawFirst: ({ attribute, tag }) =>
      `the ${attribute} of <${tag}> has two values; Android reads the raw one first, then the typed one`,
    takesRaw: ({ attribute, tag }) => `the ${attribute} of <${tag}> has two values; Android takes the raw one`,
    takesTyped: ({ attribute, tag }) => `the ${attribute} of <${tag}> has two values; Android takes the typed one`,
  },
  ANOM_ATTR_UNSORTED: {
    order: ({ attribute, tag }) =>
      `the attribute ${attribute} of <${tag}> stands out of order: Android does not see it, other readers do`,
  },
  ANOM_ATTR_DUPLICATE: {
    twice: ({ tag, attribute }) => `<${tag}> has the attribute ${attribute} twice; Android takes the first`,
  },
  ANOM_ATTR_NO_ID: {
    byName: ({ attribute, tag }) =>
      `the attribute ${attribute} of <${tag}> has no resource id: Android finds it by its name, other readers miss it`,
    noId: ({ attribute, tag }) =>
      `the attribute ${attribute} of <${tag}> has no resource id: Android does not see it, other readers do`,
  },
  ANOM_ATTR_TYPE: {
    nameNotString: ({ tag }) =>
      `the name of <${tag}> is not a string: Android ignores the request, other readers may count it`,
    noValue: ({ attribute, tag }) => `the ${attribute} of <${tag}> has a text but no value; Android sees no value`,
    notNumber: ({ attribute, tag }) =>
      `the ${attribute} of <${tag}> is not a number: it is no limit to Android, other readers may take it for one`,
  },
  ANOM_PKGID_REMAP: {
    hides: ({ tag }) => `an attribute of <${tag}> hides behind a remapped package id; only Android resolves it`,
  },
  ANOM_MAN_RESCANNED: {
    inside: ({ tag }) =>
      `<${tag}> stands inside an element that should have no such child; Android 11 and newer read it all the same`,
  },
  ANOM_MAN_MISPLACED: {
    inside: ({ parent }) =>
      `a permission request stands inside <${parent}>, where Android ignores it; other readers may count it`,
  },
  ANOM_MAN_UNBALANCED: {
    follow: () => 'elements follow the point where Android takes the manifest to end; other readers may count them',
  },
  ANOM_MAN_SECOND_APPLICATION: {
    second: () =>
      'there is a second <application>; Android ignores it, but 11 and newer read its children as top-level',
  },
  ANOM_MAN_FEATURE_FLAG: {
    flag: () => 'a permission request depends on a feature flag of the device; it is counted as requested',
    element: ({ tag }) =>
      `a feature flag of the device can switch <${tag}> off, and what stands in it is then read beside it; it is read both ways`,
    refused: ({ cause }) =>
      `devices on which a feature flag is on refuse the file (${errorSentence(cause)}); it is read as the others do`,
  },
  ANOM_MAN_CONFIG_DEPENDENT: {
    depends: ({ attribute, tag }) => `the ${attribute} of <${tag}> depends on the configuration of the device`,
  },
  ANOM_MAN_DUPLICATE: {
    usesSdk: () => 'there is more than one <uses-sdk>; Android takes the last, other readers the first',
    request: () => 'a permission is requested more than once; the first request that is active counts',
  },
  ANOM_MAN_TAG_NAMESPACE: {
    carries: ({ tag }) => `<${tag}> carries a namespace, which Android ignores; other readers do not know the element`,
  },
  ANOM_MAN_LOOKALIKE_PERMISSION: {
    readsLike: ({ real }) => `a requested name reads like ${real}, but is another name: Android grants nothing for it`,
  },
  ANOM_MAN_SDK_DISAGREES: {},
  ANOM_MAN_LOW_TARGET: {
    tooOld: ({ targetSdk }) =>
      `targetSdkVersion ${targetSdk} is too old for newer versions to install; devices that already have the app keep it`,
  },
  ANOM_SPLIT_PERMISSION: {
    split: ({ name }) => `the split "${name}" requests a permission the base does not: Android ignores it`,
    feature: ({ name }) => `the feature module "${name}" requests a permission the base does not: Android ignores it`,
  },
  ANOM_INPUT_SKIPPED: {
    expansion: ({ bytes }) =>
      `an expansion file of ${bytes} bytes goes with the app; it holds data of its own making and is not read`,
    otherDevices: ({ count }) => `${count} APKs of the set are for other devices and are not read`,
    manifest: () => 'an AndroidManifest.xml lies beside the APKs: the APKs are what is installed, and what is audited',
    ownManifest: () =>
      'the container has an AndroidManifest.xml of its own, which is not audited: what is installed from it is',
    otherApk: ({ name }) => `"${name}" asks for or does something else than the APK audited, and is not audited`,
  },
  ANOM_INPUT_DISAGREES: {
    notJson: () => 'the container’s manifest.json is not JSON',
    missingFile: () => 'manifest.json names a file that the container does not hold',
    missingApk: () => 'the table of contents lists an APK that the set does not hold',
    container: ({ code }) =>
      `Android’s ZIP reader would not open this container (${code}); it never does, only the APKs in it, which are audited`,
    package: () => 'manifest.json names another package than the base APK, which is what Android goes by',
  },
  ANOM_SRC_TOOLS: {
    nodeRemove: ({ element }) =>
      `tools:node="remove" takes this <${element}> out of the merged manifest, wherever a library adds it: it does not count`,
    nodeRemoveAll: ({ element }) =>
      `tools:node="removeAll" takes every <${element}> out of the merged manifest: this one does not count`,
    node: ({ element, value }) =>
      `tools:node="${value}" decides how the build merges this <${element}> with those of libraries; it counts as written`,
    remove: ({ element }) => `tools:remove takes attributes that libraries add out of this <${element}>`,
    replace: ({ element }) => `tools:replace lets the attributes of this <${element}> win over those of libraries`,
    other: ({ element, name }) =>
      `tools:${name} decides how the build merges this <${element}>; the libraries' manifests are not known here`,
  },
  ANOM_SRC_PLACEHOLDER: {
    placeholder: () => 'a placeholder stands for a value that only the build knows: it is left as it is written',
  },
  ANOM_SRC_NO_SDK: {
    assumed: ({ target }) =>
      `the manifest states no SDK versions, the build does: targetSdkVersion ${target} and no minimum are assumed`,
  },
  ANOM_SRC_NO_PACKAGE: {
    assumed: ({ package: packageName }) =>
      `the manifest names no package, the build does: "${packageName}" stands for it`,
  },
  ANOM_SIGNING: {},
  ANOM_DEX_HIDDEN: {
    notLoaded: () => 'there is DEX code that Android does not load by itself: it runs only if the app loads it',
  },
  ANOM_NOT_COMPARED: {
    stopped: () => 'what a reader by the published formats would be shown of the manifest could not be established',
  },
};

/** How many more there are of a code than are told one by one. */
export const moreAnomaliesEn = (count: number): string => `${count} more of the same kind are not listed`;
