/** Rule files as written: what the JSON Schemas admit, before short forms are expanded. */
import type { CapabilityId } from '../facts/facts.js';
import type { Clause, DataType, Feature, Policy, Positive, Predicate, Rule, Source, Text } from './types.js';

export type RawText = string | Text;

type WithRawText<T, K extends keyof T> = Omit<T, K> & { [P in K]: T[P] extends Text[] ? RawText[] : RawText };
type Opens = { permissions?: string[]; capabilities?: CapabilityId[] };

export interface RawRulebookFile {
  version: string;
  reservedCategories?: string[];
  notHeldByStoreApps?: string[];
}

export type RawDataType = WithRawText<Omit<DataType, 'capabilities'>, 'name' | 'exposes' | 'saferAlternatives'> & {
  capabilities?: CapabilityId[];
};
export type RawSource = WithRawText<Omit<Source, 'note'>, 'title' | 'issuer'> & { note?: RawText };
export type RawFeature = WithRawText<Feature, 'name' | 'summary'>;

export type RawClause = WithRawText<Omit<Clause, 'capabilities' | 'note'>, 'title'> & {
  capabilities?: CapabilityId[];
  note?: RawText;
};
export type RawPolicy = WithRawText<Omit<Policy, 'clauses'>, 'name' | 'summary'> & { clauses: RawClause[] };

export type RawRule = WithRawText<
  Omit<Rule, 'permissions' | 'capabilities' | 'remediation' | 'severityReason' | 'predicate'>,
  'title' | 'why'
> &
  Opens & { remediation?: RawText[]; severityReason?: RawText; predicate?: Predicate };

export interface RawCategory {
  id: string;
  name: RawText;
  aliases?: string[];
  playCategories?: string[];
  official?: {
    source: string;
    number: number;
    name: RawText;
    basicFunction: RawText;
    necessaryInformation: RawText[];
  };
  summary: RawText;
  necessity?: 'not-judged';
  necessary?: (Opens & { why: RawText })[];
  conditional?: (Opens & { features: string[]; why: RawText })[];
  baseline?: { permissions: string[]; why: RawText }[];
  positives?: (string | Positive)[];
  rules: RawRule[];
  subtypes?: RawSubtype[];
}

/** A sub-type as written: its id is that of the category, an underscore and this one. */
export type RawSubtype = Omit<RawCategory, 'official' | 'baseline' | 'rules' | 'subtypes'> & { rules?: RawRule[] };
