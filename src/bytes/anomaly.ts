import type { AnomalyDetails } from './anomaly-details.js';
import type { ApiRange } from './api-range.js';
import type { DataOf } from './message.js';
import type { Place } from './place.js';
import type { SeenClause } from './seen.js';

/**
 * How far an anomaly is from what build tools make: `info` is what honest ones produce, `low` is unusual, `medium` and
 * above is not made by any we know and can part readers.
 */
export type AnomalySeverity = 'info' | 'low' | 'medium' | 'high';

/** Every anomaly code. Stable: never reused or renamed. */
export const ANOMALY_CODES = [
  'ANOM_ZIP_METHOD',
  'ANOM_ZIP_ENCRYPT_FLAG',
  'ANOM_ZIP_LFH_DIFFERS',
  'ANOM_ZIP_PREFIX',
  'ANOM_ZIP_GAP',
  'ANOM_ZIP_CD_TAIL',
  'ANOM_ZIP_MULTI_EOCD',
  'ANOM_ZIP_LOOKALIKE',
  'ANOM_ZIP_OVERLAP',
  'ANOM_ZIP_TRAVERSAL',
  'ANOM_ZIP_CRC',
  'ANOM_ZIP_SIZE',
  'ANOM_ZIP_NAME_ENCODING',
  'ANOM_AXML_HEADER',
  'ANOM_AXML_UNKNOWN_CHUNK',
  'ANOM_AXML_EXTRA_POOL',
  'ANOM_AXML_ATTR_LAYOUT',
  'ANOM_AXML_TRAILING',
  'ANOM_STR_NUL',
  'ANOM_STR_LENGTH',
  'ANOM_STR_ENCODING',
  'ANOM_ATTR_NAME_ID',
  'ANOM_ATTR_RAW_TYPED',
  'ANOM_ATTR_UNSORTED',
  'ANOM_ATTR_DUPLICATE',
  'ANOM_ATTR_NO_ID',
  'ANOM_ATTR_TYPE',
  'ANOM_PKGID_REMAP',
  'ANOM_MAN_RESCANNED',
  'ANOM_MAN_MISPLACED',
  'ANOM_MAN_UNBALANCED',
  'ANOM_MAN_SECOND_APPLICATION',
  'ANOM_MAN_FEATURE_FLAG',
  'ANOM_MAN_CONFIG_DEPENDENT',
  'ANOM_MAN_DUPLICATE',
  'ANOM_MAN_TAG_NAMESPACE',
  'ANOM_MAN_LOOKALIKE_PERMISSION',
  'ANOM_MAN_SDK_DISAGREES',
  'ANOM_MAN_LOW_TARGET',
  'ANOM_SPLIT_PERMISSION',
  'ANOM_INPUT_SKIPPED',
  'ANOM_INPUT_DISAGREES',
  'ANOM_SRC_TOOLS',
  'ANOM_SRC_PLACEHOLDER',
  'ANOM_SRC_NO_SDK',
  'ANOM_SRC_NO_PACKAGE',
  'ANOM_SIGNING',
  'ANOM_DEX_HIDDEN',
  'ANOM_NOT_COMPARED',
] as const satisfies readonly (keyof AnomalyDetails)[];

/** A stable anomaly code, e.g. `ANOM_ZIP_METHOD`. */
export type AnomalyCode = keyof AnomalyDetails;

/** What an anomaly of a code tells; `more` stands for those beyond the number that is told one by one. */
export type AnomalyData<Code extends AnomalyCode = AnomalyCode> =
  DataOf<AnomalyDetails, Code> | { readonly problem: 'more'; readonly count: number };

/** Code and data of an anomaly. */
export type AnomalyMessage = {
  [Code in AnomalyCode]: { readonly code: Code; readonly data: AnomalyData<Code> };
}[AnomalyCode];

/** Code and data as a value, where the code is only known as a type parameter. */
export function anomalyMessage<Code extends AnomalyCode>(code: Code, data: AnomalyData<Code>): AnomalyMessage {
  return { code, data } as unknown as AnomalyMessage;
}

/** What is told of every anomaly. */
export interface AnomalySetting extends Place {
  readonly severity: AnomalySeverity;
  /** The API levels on which the oddity changes what Android reads or accepts. */
  readonly android: ApiRange;
  /** What was seen: a raw value as it stands, e.g. `method=0x7600`, or data. Attacker-controlled text; `''` for nothing. */
  readonly evidence: SeenClause | string;
}

/** Something odd that Android accepts: read as Android reads it, and told. */
export type Anomaly = AnomalyMessage & AnomalySetting;

/** An anomaly as a reader notes it: all versions unless it says otherwise. */
export type NewAnomaly = AnomalyMessage & Omit<AnomalySetting, 'android'> & { readonly android?: ApiRange };
