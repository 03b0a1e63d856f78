/** The clauses in findings, as data; their sentences are in src/words. Names and texts are attacker-controlled. */
import type { DeviceSetting } from '../bytes/device.js';
import type { ClauseOf, None, Said } from '../bytes/message.js';
import type { Divergence } from '../facts/divergence.js';
import type { CapabilityClause, ImpliedClause } from '../facts/clauses.js';

/** What a finding says of one thing it rests on. */
export interface EvidenceDetails {
  NOTHING: None;
  /** By which element a permission is requested. */
  REQUESTED: { element: string | null; maxSdkVersion: number | null; devices?: readonly DeviceSetting[] };
  IMPLIED: { reasons: readonly Said<ImpliedClause>[]; devices?: readonly DeviceSetting[] };
  /** The first component that gives a capability, and how many more do. */
  COMPONENT: {
    module: string | null;
    component: string;
    detail: Said<CapabilityClause>;
    more: number;
    devices?: readonly DeviceSetting[];
  };
  /** Packages that a manifest names. */
  NAMED_PACKAGES: { names: readonly string[]; more: number };
  TARGET_SDK: { targetSdk: number; below: number | null };
  /** What other readers are shown otherwise. */
  DIVERGENCE: Divergence;
  /** A declared feature without code behind it. */
  NO_CODE_FOR: { feature: string };
  JUSTIFICATION: { place: string; accepted: AcceptedClause };
  /** A part of a combination: another rule's evidence. */
  OF_RULE: { rule: string; detail: Said<EvidenceClause> };
}
export type EvidenceClause = ClauseOf<EvidenceDetails>;

/** Why a finding is accepted. */
export interface AcceptedDetails {
  BASELINE: None;
  /** Somebody answers for it; `feature` and `expires` are null where none is stated. */
  JUSTIFIED: { reason: string; owner: string; feature: string | null; expires: string | null };
}
export type AcceptedClause = ClauseOf<AcceptedDetails>;

/** What makes a permission reach further than before. */
export interface WidenedDetails {
  FOR_LOCATION: None;
  MAX_SDK_LIFTED: { maxSdkVersion: number };
  MAX_SDK_RAISED: { from: number; to: number };
  /** Devices of another kind are asked too. */
  FEATURES_LIFTED: { features: readonly string[] };
  /** Devices of other settings ask for it too. */
  MORE_DEVICES: None;
  NOW_IMPLIED: { by: Said<ImpliedClause> };
  MORE_VERSIONS: None;
}
export type WidenedClause = ClauseOf<WidenedDetails>;

/** What two audits that are compared do not have in common; null: none. */
export interface CautionDetails {
  DIFFERS: {
    what: 'package' | 'category' | 'policies' | 'features' | 'android' | 'rulebook';
    before: string | null;
    after: string | null;
  };
}
export type CautionClause = ClauseOf<CautionDetails>;
