/** What callers may ask for, checked against a rulebook: the options of the command line under their plain names. */
import type { Justification } from '../audit/justify.js';
import type { AppRole } from '../audit/request.js';
import type { Audit } from '../audit/types.js';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import { lazily } from '../bytes/lazy.js';
import type { Budget } from '../bytes/limits.js';
import type { CodeLevel } from '../code/read-parts.js';
import type { OpenInputOptions } from '../inputs/opener.js';
import { categoriesNamed, declarable } from '../rulebook/find-category.js';
import { builtinRulebook } from '../rulebook/load.js';
import { policiesOf, regionsOf } from '../rulebook/select-policies.js';
import type { Lang, Rulebook } from '../rulebook/types.js';
import { withOwnRules } from '../words/own-rules.js';
import { daysJudged, isDay, today } from './days.js';
import { OptionError, type CheckedOption } from './errors.js';
import type { Asked } from './one-app.js';
import { tool } from './tool.js';

/** What an app is judged by. */
export interface JudgingOptions {
  /**
   * What kind of app it is: an id, alias, title or Google Play category. Default: null, nobody says what the app needs, and
   * what is sensitive stays unexplained.
   */
  category?: string | null;
  /** Ids of the policies to judge by. Default: those that the rulebook has as defaults. */
  policies?: readonly string[];
  /** Regions whose policies are judged by too, e.g. `in`. Default: none. */
  regions?: readonly string[];
  /** Ids of the features that the app really has. Default: none. */
  features?: readonly string[];
  /** `supply`: an app for drivers, couriers, merchants or hosts. Default: `consumer`. */
  role?: AppRole;
  /** The day on which the texts are judged, `YYYY-MM-DD`, from 2011 to a year from now. Default: today in UTC. */
  asOf?: string;
  /** The language of the texts in the audit. Default: `en`. */
  lang?: Lang;
  /** Default: the rules that ship with permaudit; `loadRules` puts own ones on top. */
  rulebook?: Rulebook;
  /** Who audits, as the report says. Default: permaudit in its version. */
  tool?: Readonly<Audit['tool']>;
}

/** How an app is read. */
export interface ReadingOptions {
  /** `none` reads no byte of the code. Default: `read`, as the command line does for one app; a batch `none`. */
  code?: CodeLevel;
  /** `verify` checks signatures over the whole file (`--verify-signatures`). Default: `read`. */
  signatures?: 'read' | 'verify';
  /** The API levels to judge by: one, or the first and the last. Default: from the app's minSdkVersion to the newest known. */
  api?: number | ApiRange;
  /** Budgets that differ from `DEFAULT_LIMITS`, in bytes, counts, or milliseconds for `timeMs`. */
  limits?: Partial<Record<Budget, number>>;
  /** What the app is called in the report. Default: its path; `-` for bytes, and the name of a `File`. */
  name?: string;
  /** For manifests as text: what the build would fill in. */
  manifest?: NonNullable<OpenInputOptions['manifest']>;
}

/** A finding that somebody answers for: exactly one of `permission` and `rule` is given. */
export type JustificationOption = Pick<Justification, 'reason' | 'owner'> &
  Partial<Omit<Justification, 'reason' | 'owner'>>;

/** What is known of an app beforehand: it is marked as accepted, and left out of the second score (`accepted`). */
export interface KnownOptions {
  /** As `justifications` of permaudit.yaml. Default: none. */
  justifications?: readonly JustificationOption[];
  /** An earlier audit whose findings are known (`--baseline`). Default: none. */
  baseline?: Pick<Audit, 'findings'>;
}

/** Everything that an audit may be asked for; each has the default of the command line. */
export interface AuditOptions extends JudgingOptions, ReadingOptions, KnownOptions {}

const LANGUAGES: readonly string[] = ['en', 'zh'] satisfies Lang[];
const ROLES: readonly string[] = ['consumer', 'supply'] satisfies AppRole[];
/** The most ids that a message lists. */
const MOST_LISTED = 12;

/** What an audit is asked for. @throws OptionError */
export function askedOf(options: JudgingOptions): Asked {
  const { features = [], role, asOf = today(), lang = 'en', rulebook = builtinRulebook() } = options;
  checkWord('lang', lang, LANGUAGES);
  if (role !== undefined) checkWord('role', role, ROLES);
  checkDay(asOf);
  const regions = (options.regions ?? []).map((region) => region.toLowerCase());
  checkPolicies(rulebook, options.policies, regions);
  checkIds('features', features, () => rulebook.features.map(({ id }) => id));
  return {
    rulebook,
    category: options.category == null ? null : categoryOf(rulebook, options.category),
    policies: policiesOf(rulebook, { policies: options.policies, regions }),
    features,
    ...(role === undefined ? {} : { role }),
    asOf,
    lang,
    tool: options.tool ?? tool(),
  };
}

/** How an input is opened; `name` is the caller's. @throws OptionError */
export function readingOf({
  code = 'read',
  signatures = 'read',
  api,
  limits,
  manifest,
}: ReadingOptions): OpenInputOptions {
  return {
    code,
    identity: signatures,
    ...(api === undefined ? {} : { apiRange: apiRangeOf(api) }),
    ...(limits === undefined ? {} : { limits }),
    ...(manifest === undefined ? {} : { manifest }),
  };
}

/** Entries as permaudit.yaml has them. @throws OptionError */
export function justificationsOf({ justifications = [] }: KnownOptions, rulebook: Rulebook): Justification[] {
  const rules = lazily(() =>
    withOwnRules(rulebook).categories.flatMap((category) => category.rules.map(({ id }) => id)),
  );
  const featureIds = (): string[] => rulebook.features.map(({ id }) => id);
  return justifications.map((entry, index) => {
    const {
      permission = null,
      rule = null,
      feature = null,
      expires = null,
      place = `justifications[${index}]`,
    } = entry;
    if ((permission === null) === (rule === null)) {
      throw new OptionError('OPTION_INVALID', 'justifications', place, 'an entry with either a permission or a rule');
    }
    if (rule !== null) checkIds('justifications', [rule], rules);
    if (feature !== null) checkIds('justifications', [feature], featureIds);
    if (expires !== null && !isDay(expires)) {
      throw new OptionError('OPTION_INVALID', 'justifications', expires, 'a day of the calendar as expires, or null');
    }
    return { permission, rule, feature, reason: entry.reason, owner: entry.owner, expires, place };
  });
}

/** The id of the category that a name stands for. @throws OptionError */
export function categoryOf(rulebook: Rulebook, typed: string): string {
  const [category, ...others] = categoriesNamed(rulebook, typed);
  if (category === undefined) {
    throw new OptionError('OPTION_UNKNOWN', 'category', typed, `one of ${declarable(rulebook).length} categories`);
  }
  if (others.length === 0) return category.id;
  throw new OptionError('OPTION_AMBIGUOUS', 'category', typed, listed([category, ...others].map(({ id }) => id)));
}

/** One level, or a range of them. @throws OptionError */
export function apiRangeOf(api: number | ApiRange): ApiRange {
  const [from, to] = typeof api === 'number' ? [api, api] : api;
  const areLevels = [from, to].every((level) => Number.isInteger(level) && level >= 1 && level <= NEWEST_API);
  if (areLevels && from <= to) return [from, to];
  throw new OptionError('OPTION_INVALID', 'api', `${from}-${to}`, `a level or range within 1-${NEWEST_API}`);
}

function checkPolicies(rulebook: Rulebook, policies: readonly string[] | undefined, regions: readonly string[]): void {
  if (policies !== undefined) {
    const ids = rulebook.policies.map(({ id }) => id);
    // By no policy, every app would be good.
    if (policies.length === 0) throw new OptionError('OPTION_INVALID', 'policies', '', listed(ids));
    checkIds('policies', policies, () => ids);
  }
  checkIds('regions', regions, () => regionsOf(rulebook));
}

function checkDay(asOf: string): void {
  const [first, last] = daysJudged(new Date());
  if (isDay(asOf) && asOf >= first && asOf <= last) return;
  throw new OptionError('OPTION_INVALID', 'asOf', asOf, `a day from ${first} to ${last}`);
}

function checkWord(option: CheckedOption, value: string, words: readonly string[]): void {
  if (!words.includes(value)) throw new OptionError('OPTION_INVALID', option, value, listed(words));
}

/** @param known asked where something was typed: most callers type nothing, and what is known may have to be parsed */
function checkIds(option: CheckedOption, typed: readonly string[], known: () => readonly string[]): void {
  if (typed.length === 0) return;
  const ids = known();
  const unknown = typed.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new OptionError('OPTION_UNKNOWN', option, unknown, listed(ids));
}

function listed(ids: readonly string[]): string {
  return `one of ${ids.slice(0, MOST_LISTED).join(', ')}${ids.length > MOST_LISTED ? ' ...' : ''}`;
}
