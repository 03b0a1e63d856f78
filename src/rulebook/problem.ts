/** What can be wrong with a rule file. Codes are stable; each has one meaning. */
export const RULE_PROBLEMS = {
  RULE_YAML: 'The file is not valid YAML.',
  RULE_FILE: 'The file is not one the rulebook knows, or a needed one is missing.',
  RULE_SCHEMA: 'The file does not follow its JSON Schema.',
  RULE_DUPLICATE_ID: 'Two things have one id.',
  RULE_UNKNOWN_DATA_TYPE: 'A data type is named that no file defines.',
  RULE_UNKNOWN_SOURCE: 'A source is named that no file defines.',
  RULE_UNKNOWN_FEATURE: 'A feature is named that no file defines.',
  RULE_UNKNOWN_CATEGORY: 'A category is named that no file defines or reserves.',
  RULE_UNKNOWN_PERMISSION: 'A permission is named that no data type, baseline or catalogue holds.',
  RULE_PERMISSION_TWICE: 'A permission or capability belongs to two data types.',
  RULE_PERMISSION_NOWHERE: 'A dangerous or special permission belongs to no data type.',
  RULE_FOREIGN_PERMISSION: 'A rule lists a permission or capability of another data type.',
  RULE_OVERLAP: 'Two rules of one category claim the same permission or capability.',
  RULE_GAP: 'A category has rules for a data type, and none of them covers a part of it.',
  RULE_NO_GENERIC_RULE: 'A data type has no rule in the category general.',
  RULE_EMPTY: 'A rule or clause matches nothing.',
  RULE_SEVERITY_REASON: 'A severity is overridden without a reason, or a reason stands alone.',
  RULE_PREDICATE_VERDICT: 'A verdict is needed with a predicate, and only there.',
  RULE_COMPOSITE: 'A composite rule and a composite predicate belong together; a combination may be composite.',
  RULE_QUOTE_REQUIRED: 'A clause whose text was read must quote it.',
  RULE_CITATION: 'A clause quotes, numbers or bars more than was read of its text.',
  RULE_TRANSLATION: 'A translation stands without a quotation, or is in the language of the text it translates.',
  RULE_FEATURES_REQUIRED: 'A conditional clause must name the features that satisfy it, and only such a clause may.',
  RULE_CITED_WITHOUT_CLAUSE: 'A policy lists a source as without a clause, and a clause of it cites the source.',
  RULE_DRAFT_NOT_CAPPED: 'A policy cites a draft and does not cap its severity at medium.',
  RULE_WEAK_PROHIBITION: 'A prohibition rests on memory of medium confidence.',
  RULE_CONFIDENCE_MARK: 'A text carries a confidence mark of the research notes.',
  RULE_DATE_REQUIRED: 'Neither a clause nor its source has a date, or a source named as context has none.',
  RULE_DATE_UNKNOWN: 'A date is not on the calendar.',
  RULE_SUPERSEDED: 'A text is replaced without a date, or by nothing that binds by then.',
  RULE_DATE_ORDER: 'Dates are out of order, or a range is empty.',
  RULE_BASELINE_SENSITIVE: 'A baseline permission opens a data type of medium or high sensitivity.',
  RULE_NEED_TWICE: 'A permission or capability is both necessary and conditional, or conditional twice.',
} as const;

export type RuleProblemCode = keyof typeof RULE_PROBLEMS;

/** One thing wrong with the rule files, and where. */
export interface RuleProblem {
  code: RuleProblemCode;
  message: string;
  file: string;
  /** From 1; null when the place is the file as a whole. */
  line: number | null;
}

/** `file:line: CODE message`, or without the line where it is not known. */
export function formatProblem(problem: RuleProblem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.code} ${problem.message}`;
}
