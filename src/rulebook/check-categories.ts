/** Categories and their rules: each data type served without gap or overlap. */
import { checkKnown, checkPermissions, isOwn, opens, report, type CheckContext } from './check-context.js';
import { covers, haveCommonName } from './permission-names.js';
import type { Category, Combination, DataType, Rule } from './types.js';

/** The data types a rule covers. */
function covered(rule: Rule): string[] {
  return [rule.dataType, ...(rule.alsoDataTypes ?? [])];
}

/** A combination names only what exists, and can be met: by something, and by as many parts as it asks for. */
function checkCombination(context: CheckContext, rule: Rule, combination: Combination): void {
  const { allOf = [], anyOf = [], atLeast = 1, requiresFeatures } = combination;
  for (const { permissions = [], capabilities = [], dataTypes = [] } of [...allOf, ...anyOf]) {
    checkPermissions(context, rule, permissions, 'predicate');
    checkKnown(context, 'dataType', { part: rule, key: 'predicate', ids: dataTypes });
    if (permissions.length + capabilities.length + dataTypes.length === 0) {
      report(context, 'RULE_EMPTY', rule, `${rule.id}: a part of the combination names nothing`, ['predicate']);
    }
  }
  if (combination.anyOf === undefined ? combination.atLeast !== undefined : atLeast > anyOf.length) {
    report(context, 'RULE_EMPTY', rule, `${rule.id}: anyOf has fewer than ${atLeast} parts`, ['predicate']);
  }
  checkKnown(context, 'feature', { part: rule, key: 'predicate', ids: requiresFeatures });
}

function checkPredicate(context: CheckContext, rule: Rule): void {
  const { predicate } = rule;
  if ((predicate !== undefined) !== (rule.verdict !== undefined)) {
    report(context, 'RULE_PREDICATE_VERDICT', rule, `${rule.id}: a verdict is needed with a predicate, and only there`);
  }
  if (predicate?.kind === 'combination') {
    checkCombination(context, rule, predicate);
    return;
  }
  if ((rule.composite === true) !== (predicate?.kind === 'composite')) {
    report(context, 'RULE_COMPOSITE', rule, `${rule.id}: composite and a composite predicate belong together`);
  }
  if (predicate?.kind !== 'composite') return;
  const parts = [...predicate.dataTypes, ...(predicate.pairs ?? []).flatMap((pair) => [...pair.anyOf, ...pair.with])];
  checkKnown(context, 'dataType', { part: rule, key: 'predicate', ids: parts });
}

function checkRule(context: CheckContext, rule: Rule): void {
  checkKnown(context, 'dataType', { part: rule, key: 'dataType', ids: covered(rule) });
  checkKnown(context, 'source', { part: rule, key: 'seeAlso', ids: rule.seeAlso });
  checkPermissions(context, rule, rule.permissions, 'permissions');
  checkPredicate(context, rule);
  if ((rule.severity === undefined) !== (rule.severityReason === undefined)) {
    report(context, 'RULE_SEVERITY_REASON', rule, `${rule.id}: severity and severityReason belong together`);
  }
  if (rule.articleTranslation !== undefined && rule.articleQuote === undefined) {
    report(context, 'RULE_TRANSLATION', rule, `${rule.id} translates no quotation`, ['articleTranslation']);
  }
  if (opens(rule).length === 0 && rule.predicate === undefined) {
    report(context, 'RULE_EMPTY', rule, `${rule.id} has no permission, no capability and no predicate`);
  }
  const types = new Set(covered(rule));
  for (const name of opens(rule)) {
    const owner = context.ownerOf(name);
    if (owner !== undefined && !types.has(owner)) {
      report(context, 'RULE_FOREIGN_PERMISSION', rule, `${rule.id}: ${name} belongs to ${owner}`);
    }
  }
}

/** Who claimed the name, or a name that one wildcard shares with it. */
function claimant(claimed: ReadonlyMap<string, string>, name: string): string | undefined {
  const own = claimed.get(name);
  if (own !== undefined) return own;
  const shared = [...claimed.keys()].find((claim) => haveCommonName(claim, name));
  return shared === undefined ? undefined : claimed.get(shared);
}

function checkGaps(context: CheckContext, category: Category, dataTypes: ReadonlyMap<string, DataType>): void {
  const claimed = new Map<string, string>();
  for (const rule of category.rules) {
    for (const name of opens(rule)) {
      const other = claimant(claimed, name);
      if (other !== undefined && other !== rule.id)
        report(context, 'RULE_OVERLAP', rule, `${rule.id}: ${name} is already claimed by ${other}`);
      claimed.set(name, rule.id);
    }
  }
  const names = [...claimed.keys()];
  for (const id of new Set(category.rules.flatMap(covered))) {
    const dataType = dataTypes.get(id);
    const missing =
      dataType === undefined ? [] : opens(dataType).filter((name) => !names.some((claim) => covers(claim, name)));
    if (missing.length > 0) {
      report(context, 'RULE_GAP', category, `${category.id}: no rule of ${id} covers ${missing.join(', ')}`);
    }
  }
}

function checkNeeds(context: CheckContext, category: Category): void {
  const needed: string[] = [];
  for (const need of [...category.necessary, ...category.conditional]) {
    checkPermissions(context, need, need.permissions, 'permissions');
    if (opens(need).length === 0) report(context, 'RULE_EMPTY', need, `${category.id}: a need of nothing`);
    for (const name of opens(need)) {
      if (needed.some((other) => haveCommonName(other, name)))
        report(context, 'RULE_NEED_TWICE', need, `${category.id}: ${name} is needed twice`);
      needed.push(name);
    }
  }
  for (const need of category.conditional) {
    checkKnown(context, 'feature', { part: need, key: 'features', ids: need.features });
  }
}

function checkBaseline(context: CheckContext, category: Category, dataTypes: ReadonlyMap<string, DataType>): void {
  for (const group of category.baseline) {
    checkPermissions(context, group, group.permissions, 'permissions');
    for (const name of group.permissions) {
      const owner = dataTypes.get(context.ownerOf(name) ?? '');
      if (owner !== undefined && owner.sensitivity !== 'low') {
        report(
          context,
          'RULE_BASELINE_SENSITIVE',
          group,
          `${name} opens ${owner.id}, of ${owner.sensitivity} sensitivity`,
        );
      }
    }
  }
}

function checkGeneric(context: CheckContext): void {
  const general = context.assembly.categories.find((category) => category.id === 'general');
  if (general === undefined) return;
  const served = new Set(general.rules.flatMap(covered));
  for (const dataType of context.assembly.dataTypes) {
    if (opens(dataType).length === 0 || served.has(dataType.id)) continue;
    const serves = (id: string): boolean =>
      context.assembly.categories.some(
        (category) => category.id === id && category.rules.some((rule) => covered(rule).includes(dataType.id)),
      );
    if (dataType.onlyIn?.every(serves) === true) continue;
    report(context, 'RULE_NO_GENERIC_RULE', dataType, `the category general has no rule for ${dataType.id}`);
  }
}

/** Checks every category of the files, and that `general` has a rule for every data type that something opens. */
export function checkCategories(context: CheckContext): void {
  const dataTypes = new Map(context.assembly.dataTypes.map((dataType) => [dataType.id, dataType]));
  for (const category of context.assembly.categories.filter((candidate) => isOwn(context, candidate))) {
    if (category.official !== undefined) {
      const named = [category.official.source];
      checkKnown(context, 'source', { part: category, key: 'official', ids: named });
    }
    for (const rule of category.rules) checkRule(context, rule);
    checkGaps(context, category, dataTypes);
    checkNeeds(context, category);
    checkBaseline(context, category, dataTypes);
    for (const { without = [] } of category.positives) checkPermissions(context, category, without, 'positives');
  }
  checkGeneric(context);
}
