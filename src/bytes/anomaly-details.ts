/** What each anomaly says, as data, like the errors of error-details.ts. Names are attacker-controlled. */
import type { ErrorMessage } from './error-details.js';
import type { None } from './message.js';

export interface AnomalyDetails {
  ANOM_ZIP_METHOD: {
    entries: None;
    entry: { method: string };
  };
  ANOM_ZIP_ENCRYPT_FLAG: {
    entries: None;
    entry: None;
  };
  ANOM_ZIP_LFH_DIFFERS: {
    method: None;
    descriptor: None;
    resources: { cause: ErrorMessage };
  };
  ANOM_ZIP_PREFIX: {
    dex: { bytes: number };
    bytes: { bytes: number };
  };
  ANOM_ZIP_GAP: {
    gap: { bytes: number };
  };
  ANOM_ZIP_CD_TAIL: {
    beyond: None;
  };
  ANOM_ZIP_MULTI_EOCD: {
    two: None;
  };
  ANOM_ZIP_LOOKALIKE: {
    almost: None;
  };
  ANOM_ZIP_OVERLAP: {
    share: None;
  };
  ANOM_ZIP_TRAVERSAL: {
    outside: None;
  };
  ANOM_ZIP_CRC: {
    differs: None;
  };
  ANOM_ZIP_SIZE: {
    stored: None;
  };
  ANOM_ZIP_NAME_ENCODING: {
    overlong: None;
  };
  ANOM_AXML_HEADER: {
    rootType: None;
    headerSize: None;
  };
  ANOM_AXML_UNKNOWN_CHUNK: {
    between: None;
    before: None;
  };
  ANOM_AXML_EXTRA_POOL: {
    strings: None;
    resources: None;
  };
  ANOM_AXML_ATTR_LAYOUT: {
    layout: { tag: string };
  };
  ANOM_AXML_TRAILING: {
    follows: { bytes: number };
  };
  ANOM_STR_NUL: {
    tagHolds: None;
    tagCut: { tag: string };
    cut: { attribute: string; tag: string };
    open: { attribute: string; tag: string };
    tagOpen: { tag: string };
    part: { attribute: string; tag: string };
  };
  ANOM_STR_LENGTH: {
    stated: { attribute: string; tag: string };
  };
  ANOM_STR_ENCODING: {
    utf8: { attribute: string; tag: string };
  };
  ANOM_ATTR_NAME_ID: {
    otherName: { tag: string; attribute: string; name: string };
    noNamespace: { attribute: string; tag: string };
    foreignNamespace: { attribute: string; tag: string };
  };
  ANOM_ATTR_RAW_TYPED: {
    typedOnly: { tag: string };
    rawFirst: { attribute: string; tag: string };
    takesRaw: { attribute: string; tag: string };
    takesTyped: { attribute: string; tag: string };
  };
  ANOM_ATTR_UNSORTED: {
    order: { attribute: string; tag: string };
  };
  ANOM_ATTR_DUPLICATE: {
    twice: { tag: string; attribute: string };
  };
  ANOM_ATTR_NO_ID: {
    noId: { attribute: string; tag: string };
    byName: { attribute: string; tag: string };
  };
  ANOM_ATTR_TYPE: {
    nameNotString: { tag: string };
    noValue: { attribute: string; tag: string };
    notNumber: { attribute: string; tag: string };
  };
  ANOM_PKGID_REMAP: {
    hides: { tag: string };
  };
  ANOM_MAN_RESCANNED: {
    inside: { tag: string };
  };
  ANOM_MAN_MISPLACED: {
    inside: { parent: string };
  };
  ANOM_MAN_UNBALANCED: {
    follow: None;
  };
  ANOM_MAN_SECOND_APPLICATION: {
    second: None;
  };
  ANOM_MAN_FEATURE_FLAG: {
    flag: None;
    element: { tag: string };
    refused: { cause: ErrorMessage };
  };
  ANOM_MAN_CONFIG_DEPENDENT: {
    depends: { attribute: string; tag: string };
  };
  ANOM_MAN_DUPLICATE: {
    usesSdk: None;
    request: None;
  };
  ANOM_MAN_TAG_NAMESPACE: {
    carries: { tag: string };
  };
  ANOM_MAN_LOOKALIKE_PERMISSION: {
    readsLike: { real: string };
  };
  ANOM_MAN_SDK_DISAGREES: None;
  ANOM_MAN_LOW_TARGET: {
    tooOld: { targetSdk: number };
  };
  ANOM_SPLIT_PERMISSION: {
    split: { name: string };
    feature: { name: string };
  };
  ANOM_INPUT_SKIPPED: {
    expansion: { bytes: number };
    otherDevices: { count: number };
    manifest: None;
    ownManifest: None;
    otherApk: { name: string };
  };
  ANOM_INPUT_DISAGREES: {
    notJson: None;
    missingFile: None;
    missingApk: None;
    container: { code: string };
    package: None;
  };
  ANOM_SRC_TOOLS: {
    nodeRemove: { element: string };
    nodeRemoveAll: { element: string };
    node: { element: string; value: string };
    remove: { element: string };
    replace: { element: string };
    other: { element: string; name: string };
  };
  ANOM_SRC_PLACEHOLDER: {
    placeholder: None;
  };
  ANOM_SRC_NO_SDK: {
    assumed: { target: number };
  };
  ANOM_SRC_NO_PACKAGE: {
    assumed: { package: string };
  };
  ANOM_SIGNING: None;
  ANOM_DEX_HIDDEN: {
    notLoaded: None;
  };
  ANOM_NOT_COMPARED: { stopped: { cause: ErrorMessage } };
}
