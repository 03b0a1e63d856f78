/** Failures of a call: what was asked for cannot be done, whatever the app is. Those of reading an app are PermauditErrors. */
import type { ReportProblemCode } from '../report/parse-report.js';
import type { RuleProblem } from '../rulebook/problem.js';

/** What every failure of a call has. Codes are stable. */
export abstract class CallError extends Error {
  abstract readonly code: string;
}

/** The names of the options that are checked against a rulebook, or by their shape. */
export type CheckedOption =
  | 'api'
  | 'asOf'
  | 'category'
  | 'failOn'
  | 'features'
  | 'format'
  | 'input'
  | 'justifications'
  | 'lang'
  | 'policies'
  | 'regions'
  | 'role';

/** An option has a value that it cannot have. */
export class OptionError extends CallError {
  override readonly name = 'OptionError';

  /**
   * @param code `OPTION_UNKNOWN`: the rulebook has no such id; `OPTION_AMBIGUOUS`: it has several; `OPTION_INVALID`: it is
   * no value of this option
   * @param value as it was given
   * @param wanted what could stand in its place, for people
   */
  constructor(
    readonly code: 'OPTION_UNKNOWN' | 'OPTION_AMBIGUOUS' | 'OPTION_INVALID',
    readonly option: CheckedOption,
    readonly value: string,
    wanted: string,
  ) {
    super(`${option}: "${value}" ${REASONS[code]}; wanted is ${wanted} [${code}]`);
  }
}

const REASONS = {
  OPTION_UNKNOWN: 'is not in the rulebook',
  OPTION_AMBIGUOUS: 'may be several',
  OPTION_INVALID: 'is no value of it',
} as const;

/** Rule files that are wrong: each problem with its code, file and line. */
export class RulesError extends CallError {
  override readonly name = 'RulesError';
  readonly code = 'RULES_INVALID';

  /** @param problems all of them, in the order of the files; at least one */
  constructor(readonly problems: readonly RuleProblem[]) {
    const [first] = problems;
    const line = first?.line ?? null;
    const place = first === undefined ? '' : line === null ? first.file : `${first.file}:${line}`;
    const told = first === undefined ? '' : `: ${place}: ${first.code} ${first.message}`;
    super(
      `rule files have ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}${told} [RULES_INVALID]`,
    );
  }
}

/** A text that is no JSON report that this version reads. */
export class ReportError extends CallError {
  override readonly name = 'ReportError';

  /** @param code `REPORT_CONTRADICTS`: its score is not the one that its findings make */
  constructor(
    readonly code: ReportProblemCode | 'REPORT_CONTRADICTS',
    message: string,
  ) {
    super(`${message} [${code}]`);
  }
}

/** No process can be started for a batch: of the machine, not of an app. */
export class BatchError extends CallError {
  override readonly name = 'BatchError';
  readonly code = 'BATCH_CANNOT_START';
}
