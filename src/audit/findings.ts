/** Rules against facts: one finding for each rule and data type it meets. */
import { pushAll } from '../bytes/lists.js';
import { hullOf, mergeRanges } from '../bytes/api-range.js';
import type { Capability, EffectivePermission } from '../facts/facts.js';
import type { RulebookIndex } from '../rulebook/index-rulebook.js';
import {
  compareSensitivities,
  compareVerdicts,
  milder,
  oneStepMilder,
  strictestOf,
  worstSeverity,
} from '../rulebook/orders.js';
import type { DataType, Rule, Severity, Verdict } from '../rulebook/types.js';
import { contradictedFeatures } from './advice.js';
import { cite, references, sourceThen } from './citations.js';
import { capabilityEvidence, contradictionEvidence, permissionEvidence } from './finding-evidence.js';
import { codeContradicts } from './code.js';
import { fingerprintOf } from './fingerprint.js';
import { impliedAdvice, impliedTitle } from './implied.js';
import { shortPermissionName } from '../rulebook/permission-names.js';
import { withExceptions } from './role-advice.js';
import { heldOf, textIn, translationIn, type AuditContext } from './request.js';
import { severityOf } from './severity.js';
import type { Finding } from './types.js';
import { uncoveredOf } from './uncovered.js';
import { judge, type Judgement } from './verdicts.js';

/** The source of `articleQuote`. */
const ARTICLE = 'ARTICLE';

const PARTIAL_GRANT = 'android.permission.READ_MEDIA_VISUAL_USER_SELECTED';

/** What a rule met of one data type. */
interface Match {
  rule: Rule;
  dataType: DataType;
  permissions: EffectivePermission[];
  capabilities: Capability[];
}

/** Findings and, apart, those a declared feature justifies. */
export interface RuleFindings {
  findings: Finding[];
  justified: Finding[];
}

/** Evaluates the rules that look for permissions and capabilities. Points are not yet set. */
export function evaluateRules(context: AuditContext): RuleFindings {
  const findings: Finding[] = [];
  const justified: Finding[] = [];
  for (const match of matches(context)) {
    const judged = judgeMatch(match, context);
    if (judged === null) continue;
    (judged.justified === null ? findings : justified).push(judged);
  }
  return { findings: foldConditional(findings), justified };
}

/** What a rule looks for of one data type. */
interface Wanted {
  rule: Rule;
  /** The id of the data type. */
  type: string;
  /** All that the rule names: what another data type owns is passed over. */
  permissions: readonly string[];
  capabilities: ReadonlySet<string>;
}

/** Rules do not change between audits: what they look for is worked out once for each list of rules. */
const wantedBy = new WeakMap<readonly Rule[], Wanted[]>();

function wantedOf({ index, category }: AuditContext): Wanted[] {
  const rules = index.rulesFor(category?.id ?? null);
  let wanted = wantedBy.get(rules);
  if (wanted === undefined) {
    wanted = rules
      .filter(({ predicate }) => predicate === undefined)
      .flatMap((rule) => [rule.dataType, ...(rule.alsoDataTypes ?? [])].flatMap((id) => wantedOfType(rule, id, index)));
    wantedBy.set(rules, wanted);
  }
  return wanted;
}

function wantedOfType(rule: Rule, id: string, index: RulebookIndex): Wanted[] {
  const key = index.dataTypeKey(id);
  if (key === undefined) return [];
  const owned = new Set<string>(key.capabilities);
  const capabilities = new Set<string>(rule.capabilities.filter((capability) => owned.has(capability)));
  return [{ rule, type: id, permissions: rule.permissions, capabilities }];
}

function* matches(context: AuditContext): Generator<Match> {
  const met = new Set<string>();
  for (const { rule, type, permissions: names, capabilities: ids } of wantedOf(context)) {
    const permissions = heldOf(names, context).filter(({ name }) => context.index.dataTypeOf(name)?.id === type);
    const capabilities = context.able.filter(({ id }) => ids.has(id));
    for (const { name } of permissions) met.add(name);
    for (const { id } of capabilities) met.add(id);
    if (permissions.length + capabilities.length === 0) continue;
    const dataType = context.index.dataType(type);
    if (dataType !== undefined) yield { rule, dataType, permissions, capabilities };
  }
  yield* uncoveredOf(context, met);
}

/**
 * Whether a permission only comes with another that already speaks for it: one of the same data type that always brings
 * it, or one that opens something more sensitive. Then it is evidence, not a request of its own; what an old target
 * brings is told by the low-target rule.
 */
function comesWithAnother(permission: EffectivePermission, dataType: DataType, context: AuditContext): boolean {
  if (permission.origin !== 'implied') return false;
  return permission.impliedBy.some(({ permission: source, targetSdkBelow }) => {
    const owner = context.index.dataTypeOfPermission(source);
    if (owner === undefined || !context.effective.has(source)) return false;
    if (owner.id === dataType.id) return targetSdkBelow === null;
    return compareSensitivities(owner.sensitivity, dataType.sensitivity) > 0;
  });
}

function judgeMatch(match: Match, context: AuditContext): Finding | null {
  const own = match.permissions.filter((permission) => !comesWithAnother(permission, match.dataType, context));
  const judgements = [...own.map(({ name }) => name), ...match.capabilities.map(({ id }) => id)].map((name) =>
    judge(name, context),
  );
  const judged = judgements.filter(({ verdict }) => verdict !== null && verdict !== 'necessary');
  const verdict = strictestOf(judged.map((judgement) => judgement.verdict));
  if (verdict === null) return null;
  const names = new Set(judged.map(({ name }) => name));
  const kept: Match = {
    ...match,
    permissions: match.permissions.filter(({ name }) => names.has(name) || !own.some((other) => other.name === name)),
    capabilities: match.capabilities.filter(({ id }) => names.has(id)),
  };
  const severity = severityFor(kept, judged);
  const satisfied = judged.every((judgement) => judgement.satisfied);
  return finding(kept, { verdict, severity: satisfied ? 'info' : severity, judged, satisfied }, context);
}

/** The heaviest of what was judged. */
function severityFor({ rule, dataType }: Match, judged: readonly Judgement[]): Severity {
  return worstSeverity(judged.map((judgement) => weightOf(judgement, rule, dataType)));
}

/**
 * The heaviest vote by the table or the rule's override. Capped policies lower it, access to chosen pictures only weighs
 * medium at most, and what Android adds unasked weighs one step less than what is requested.
 */
function weightOf({ name, isImplied, votes }: Judgement, rule: Rule, dataType: DataType): Severity {
  const weights = votes.map(({ verdict, cap }) => {
    const weight = severityOf(rule, verdict, dataType.sensitivity);
    return cap === undefined ? weight : milder(weight, cap);
  });
  const heaviest = worstSeverity(weights);
  const weight = name === PARTIAL_GRANT ? milder(heaviest, 'medium') : heaviest;
  return isImplied ? oneStepMilder(weight) : weight;
}

function finding(
  match: Match,
  result: { verdict: Verdict; severity: Severity; judged: Judgement[]; satisfied: boolean },
  context: AuditContext,
): Finding {
  const { rule, dataType } = match;
  const { judged, verdict, severity, satisfied } = result;
  const names = new Set([...match.permissions.map(({ name }) => name), ...match.capabilities.map(({ id }) => id)]);
  const applied = judged.flatMap(({ cited, warnings }) => [...cited, ...warnings]);
  const costly = contradictedFeatures(context);
  const named = [...new Set(judged.flatMap((judgement) => judgement.features))].sort();
  const features = named.filter((feature) => !costly.has(feature));
  const ranges = mergeRanges([
    ...match.permissions.flatMap(({ apiRanges }) => apiRanges),
    ...match.capabilities.map(({ apiRange }) => apiRange),
  ]);
  const texts = textsOf(
    match,
    judged.filter((judgement) => judgement.verdict === verdict),
    context,
  );
  return {
    ...texts,
    remediation: adviceFor(judged, texts.remediation, context),
    verdict,
    severity,
    points: 0,
    permissions: match.permissions.map(({ name }) => name),
    capabilities: match.capabilities.map(({ id }) => id),
    apiRange: hullOf(ranges),
    evidence: [
      ...match.permissions.map(permissionEvidence),
      ...match.capabilities.map(capabilityEvidence),
      ...judged.flatMap(contradictionEvidence),
    ],
    clauses: cite(applied, names, context),
    policyVerdicts: policyVerdicts(judged, context),
    justified: satisfied ? { features: named.filter((feature) => context.features.has(feature)) } : null,
    features,
    suppressedBy: null,
    composite: false,
    severityReason:
      rule.severity === severity && rule.severityReason !== undefined && verdict !== 'conditional'
        ? textIn(rule.severityReason, context.request.lang)
        : null,
    fingerprint: fingerprintOf(
      rule.id,
      dataType.id,
      context.facts.manifest?.packageName ?? '',
      [...match.permissions, ...match.capabilities.map(({ id, apiRange }) => ({ name: id, apiRanges: [apiRange] }))],
      context.facts.apiRange[0],
    ),
  };
}

/** The rule's own words, unless nothing that decides the verdict is requested. */
function textsOf(
  { rule, dataType, permissions }: Match,
  deciding: readonly Judgement[],
  context: AuditContext,
): ReturnType<typeof ruleTexts> & Pick<Finding, 'implied'> {
  const texts = ruleTexts(rule, dataType, context);
  if (!deciding.every(({ isImplied }) => isImplied)) return texts;
  const names = new Set(deciding.map(({ name }) => name));
  const implied = permissions.filter(({ name }) => names.has(name));
  return {
    ...texts,
    title: impliedTitle(texts.dataTypeName, implied, context.sentences),
    remediation: impliedAdvice(implied, context.sentences),
    implied: true,
  };
}

/** The rule's advice, without what says to declare a feature that the code contradicts, or would once declared. */
function adviceFor(judged: readonly Judgement[], advice: readonly string[], context: AuditContext): string[] {
  const features = [...new Set(judged.flatMap(({ contradicted }) => contradicted ?? []))];
  const { sentences } = context;
  const code = context.facts.code ?? null;
  const unused = judged.filter(({ name, verdict }) => verdict === 'conditional' && codeContradicts(code, name));
  const namesOf = (some: readonly Judgement[]): string[] => some.map(({ name }) => shortPermissionName(name));
  return [
    ...(unused.length > 0 ? [sentences.REMOVE_UNUSED({ permissions: namesOf(unused) })] : []),
    ...features.map((feature) => {
      const against = judged.filter(({ contradicted }) => contradicted === feature);
      return sentences.UNDECLARE({ feature, permissions: namesOf(against) });
    }),
    ...withExceptions(judged, advice, context).filter(
      (text) => ![...contradictedFeatures(context)].some((feature) => namesFeature(text, feature)),
    ),
  ];
}

/** Whether a text of the rulebook names the feature's id as a whole word: `call` is not in `video-call`. */
function namesFeature(text: string, feature: string): boolean {
  return text.split(/[^a-z0-9-]+/i).includes(feature);
}

/** The parts of a finding that only depend on its rule, its data type and the day. */
export function ruleTexts(
  rule: Rule,
  dataType: DataType,
  context: AuditContext,
): Pick<
  Finding,
  | 'ruleId'
  | 'title'
  | 'dataType'
  | 'dataTypeName'
  | 'why'
  | 'exposes'
  | 'articleQuote'
  | 'articleTranslation'
  | 'remediation'
  | 'seeAlso'
> {
  const { lang } = context.request;
  // Nothing is quoted before it was written.
  const isOut = sourceThen(ARTICLE, context) !== undefined;
  const articleTranslation = isOut ? translationIn(rule.articleTranslation, lang) : undefined;
  return {
    ruleId: rule.id,
    title: textIn(rule.title, lang),
    dataType: dataType.id,
    dataTypeName: textIn(dataType.name, lang),
    why: textIn(rule.why, lang),
    exposes: textIn(dataType.exposes, lang),
    articleQuote: isOut ? (rule.articleQuote ?? null) : null,
    ...(articleTranslation === undefined ? {} : { articleTranslation }),
    remediation: (rule.remediation.length > 0 ? rule.remediation : dataType.saferAlternatives).map((text) =>
      textIn(text, lang),
    ),
    seeAlso: references(rule.seeAlso ?? [], context),
  };
}

function policyVerdicts(judged: readonly Judgement[], context: AuditContext): Finding['policyVerdicts'] {
  const rows: Finding['policyVerdicts'] = [];
  for (const policy of context.request.policies) {
    const answers = judged.flatMap(({ answers: all }) => all.filter((answer) => answer.policy === policy));
    const verdict = strictestOf(answers.map((answer) => answer.verdict));
    if (verdict === null) continue;
    const same = answers.filter((answer) => answer.verdict === verdict);
    rows.push({
      policy,
      verdict,
      says: same.some(({ says }) => says),
      clauseIds: [...new Set(same.flatMap(({ deciding }) => deciding.map(({ clause }) => clause.id)))],
    });
  }
  return rows;
}

/** A conditional finding says no more where a worse one of its data type already asks for removal: it becomes its evidence. */
function foldConditional(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const candidate of findings) {
    const worse =
      candidate.verdict === 'conditional' &&
      findings.find(
        (other) => other.dataType === candidate.dataType && compareVerdicts(other.verdict, 'conditional') > 0,
      );
    if (worse === false || worse === undefined) {
      kept.push(candidate);
      continue;
    }
    pushAll(worse.evidence, candidate.evidence);
  }
  return kept;
}
