/** The types of rules as data: what `rules/` holds once it is validated and compiled. */
import type { CapabilityId } from '../facts/facts.js';

export type Lang = 'en' | 'zh';
/** Text in the languages the report speaks. English is always there. */
export type Text = { en: string; zh?: string };
/** Our translation of a quotation, by language; never in the quotation's own. */
export type Translation = { [L in Lang]?: string };

/**
 * `unexplained`: sensitive, and no declared category says what the app needs it for; no clause has it. Mildest first, as
 * in `orders.ts`.
 */
export type Verdict = 'necessary' | 'conditional' | 'unexplained' | 'unjustified' | 'prohibited';
/** What a text or rule can say: whether something is explained follows from the category alone. */
export type StatedVerdict = Exclude<Verdict, 'unexplained'>;
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';
export type Sensitivity = 'low' | 'medium' | 'high';

/** How a clause binds to a permission: names the constant, names a data type we map, or is our own judgement. */
export type Basis = 'explicit' | 'derived' | 'inferred';
/** How the statement was checked: primary text read, secondary source, or memory (high / medium). Low never ships. */
export type Verification = 'primary' | 'secondary' | 'unverified-high' | 'unverified-medium';
export type Authority =
  'law' | 'regulation' | 'normative-document' | 'guidance' | 'standard' | 'platform' | 'research' | 'article';
export type SourceStatus = 'in-force' | 'draft' | 'superseded' | 'notice' | 'published';

/** A kind of personal data or power, and what opens it. */
export interface DataType {
  id: string;
  name: Text;
  sensitivity: Sensitivity;
  /** What someone who has it can do to the person, in plain words. */
  exposes: Text;
  /** Full permission names, and wildcards (`prefix.*`) for names that no catalogue has yet. */
  permissions: string[];
  capabilities: CapabilityId[];
  /** The last API level on which a permission, by full name, opens it to an app from a store; absent: to the newest. */
  opensUntil?: Record<string, number>;
  /** By permission, full names beside one of which alone it opens anything; absent: it does by itself. */
  opensBeside?: Record<string, string[]>;
  /** The only categories in which it is of concern; absent: all. */
  onlyIn?: string[];
  /** What to use instead. */
  saferAlternatives: Text[];
}

/** An instrument that clauses cite. */
export interface Source {
  id: string;
  title: Text;
  /** The official title in its own language. */
  originalTitle?: string;
  /** The language of the text that clauses quote (ISO 639-1); English when absent. */
  language?: string;
  number?: string;
  issuer: Text;
  /** ISO dates, as precise as known: `2021-03-12`, `2021-03`, `2021`. */
  issued?: string;
  inForce?: string;
  /** Where no date of issue is known: a day on which the text was there. It is cited for no earlier day. */
  notBefore?: string;
  /** From when it is in force no more, and the source that replaced it. */
  until?: string;
  supersededBy?: string;
  url?: string;
  authority: Authority;
  status: SourceStatus;
  verification: Verification;
  /** `consumer`: it speaks of the data of consumers only, so not of apps for drivers, couriers, merchants or hosts. */
  appliesTo?: 'consumer';
  note?: Text;
}

/** What one instrument says about permissions for some categories. */
export interface Clause {
  id: string;
  source: string;
  /** Article, paragraph or section where it was verified. */
  locator?: string;
  title: Text;
  /** A short exact quotation in the source's own language. */
  quote?: string;
  /** Ours, for readers of another language than the quotation's. */
  translation?: Translation;
  /** Category ids, or `['*']` for every category. */
  categories: string[];
  exceptCategories?: string[];
  verdict: StatedVerdict;
  basis: Basis;
  verification: Verification;
  permissions: string[];
  capabilities: CapabilityId[];
  /** Features that satisfy a conditional clause. */
  features?: string[];
  /** Capabilities that lift the clause when the manifest has any of them (e.g. `default-sms-handler`). */
  unlessCapabilities?: CapabilityId[];
  /** Features that lift the clause when any of them is declared, e.g. an exception the platform has approved. */
  unlessFeatures?: string[];
  /** The clause speaks only of apps that declare one of these, e.g. of apps directed at children. */
  requiresFeatures?: string[];
  /** The clause speaks only of what the app's category does not need: it bars or questions over-asking. */
  whenUnneeded?: boolean;
  /** The clause speaks only of apps whose targetSdkVersion is in this range. */
  targetSdk?: { min?: number; max?: number };
  /** The clause speaks only of apps that require one of these device features (`uses-feature`). */
  requiresUsesFeatures?: string[];
  /** Device features (`uses-feature`) that lift the clause when the app requires any of them. */
  unlessUsesFeatures?: string[];
  /** The clause needs every one of these permissions effective too; of a wildcard, one under its prefix. */
  requiresPermissions?: string[];
  /** ISO dates. Before `effective` (or `enforced`, where only that is known) the clause is only a dated warning. */
  announced?: string;
  effective?: string;
  enforced?: string;
  /** Where the text says no date, or is younger than its source: a day on which it was there. */
  notBefore?: string;
  /** From when it is in force no more, and the clause that replaced it; those of its source when absent. */
  until?: string;
  supersededBy?: string;
  note?: Text;
}

/** One instrument or one consistent set of them, selectable with `--policy`. */
export interface Policy {
  id: string;
  name: Text;
  summary: Text;
  /** Region codes that select it, e.g. `in`. */
  regions: string[];
  /** Part of the default set. */
  default: boolean;
  /** Sources that no clause cites, because they name nothing that a manifest shows. */
  withoutClause?: string[];
  /** What this policy says weighs no more than this, and bars nothing (drafts are warnings). */
  severityCap?: Severity;
  clauses: Clause[];
}

/** Why a permission may be needed: silent once its feature is declared. */
export interface ConditionalNeed {
  permissions: string[];
  capabilities: CapabilityId[];
  features: string[];
  why: Text;
}

/** A rule of a category: one data type, what opens it, why it is wrong here, what to do instead. */
export interface Rule {
  id: string;
  dataType: string;
  /** Further data types the rule covers: one finding per data type, each with the permissions that data type owns. */
  alsoDataTypes?: string[];
  title: Text;
  permissions: string[];
  capabilities: CapabilityId[];
  /** Why this category has no need of it. */
  why: Text;
  /** Short exact quotation of the seed article, where it speaks of this. */
  articleQuote?: string;
  articleTranslation?: Translation;
  remediation: Text[];
  /** Replaces the severity of verdict x sensitivity when the verdict is unjustified or prohibited. */
  severity?: Severity;
  /** Why the severity is overridden; required with `severity`. */
  severityReason?: Text;
  /** Sources cited as context, beyond the clauses that decided the verdict. */
  seeAlso?: string[];
  /** Predicate instead of permissions, for what no single permission shows. */
  predicate?: Predicate;
  /** The verdict of a predicate rule, which no clause decides. Only, and always, with `predicate`. */
  verdict?: StatedVerdict;
  /** A composite adds context to its parts and takes no points of its own. */
  composite?: boolean;
}

/** One part of a combination: there when any of these is. */
export interface CombinationPart {
  /** Full permission names. */
  permissions?: string[];
  capabilities?: CapabilityId[];
  /** All permissions and capabilities of these data types. */
  dataTypes?: string[];
}

/** Permissions and capabilities that together say what none says alone. */
export interface Combination {
  kind: 'combination';
  /** Every one of these parts is there. */
  allOf?: CombinationPart[];
  /** At least `atLeast` (1 when absent) of these parts are there. */
  anyOf?: CombinationPart[];
  atLeast?: number;
  /** What the category needs, be it with a feature, does not count as a part of `anyOf`. */
  exceptNeeded?: boolean;
  /** Capabilities that explain the combination: with any of them it is no finding. */
  unlessCapabilities?: CapabilityId[];
  /** Only in apps that declare one of these features. */
  requiresFeatures?: string[];
}

/** What a rule without a simple permission list looks for. */
export type Predicate =
  /** Sensitive permissions that an old target adds, or, below `targetSdkBelow`, that Android then grants unasked. */
  | { kind: 'low-target'; targetSdkBelow: number }
  /** Other readers are shown other permissions, components, package or signer than Android reads. */
  | { kind: 'evasion' }
  /** At least `atLeast` of the data types have a finding of medium or more; or one of `anyOf` and one of `with`. */
  | { kind: 'composite'; atLeast: number; dataTypes: string[]; pairs?: { anyOf: string[]; with: string[] }[] }
  | NamedPackages
  | Combination;

/** Apps that `<queries>` asks for by name: one of `packages`, or one whose own name holds one of `words`. */
export interface NamedPackages {
  kind: 'named-packages';
  /** Letters and digits in small letters. */
  words: string[];
  packages?: string[];
}

export interface Category {
  id: string;
  /** The category this is a sub-type of, e.g. `tools` of `tools_flashlight`. */
  parent?: string;
  name: Text;
  aliases: string[];
  playCategories: string[];
  /** The official type this category follows, with its basic function and necessary personal information. */
  official?: { source: string; number: number; name: Text; basicFunction: Text; necessaryInformation: Text[] };
  summary: Text;
  /** Nobody says what such an app needs: what is sensitive and no text speaks of stays unexplained. */
  necessity?: 'not-judged';
  necessary: { permissions: string[]; capabilities: CapabilityId[]; why: Text }[];
  conditional: ConditionalNeed[];
  /** Permissions and capabilities of no concern in any category are listed once, in `general`. */
  baseline: { permissions: string[]; why: Text }[];
  rules: Rule[];
  /** What is fine and why: printed, never a finding. */
  positives: Positive[];
}

/** A sentence on what is fine, said only of an app that has none of the permissions it tells to be needless. */
export type Positive = Text & { without?: string[] };

export interface Feature {
  id: string;
  name: Text;
  summary: Text;
  /** False: declaring it justifies nothing; it makes rules apply that speak of such apps. */
  justifies?: false;
}

/** The whole rulebook, as compiled. */
export interface Rulebook {
  version: string;
  /** SHA-256 of the canonical compiled content. */
  sha256: string;
  dataTypes: DataType[];
  sources: Source[];
  features: Feature[];
  categories: Category[];
  policies: Policy[];
}
