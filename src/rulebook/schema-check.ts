/** Rule files against the JSON Schemas in schema/rules/ (draft 2020-12). */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { loadValidators } from '../platform/index.js';
import type { RuleProblem } from './problem.js';
import type { ParsedRuleFile, RuleFileKind, ValuePath } from './rule-file.js';

let validators: Readonly<Record<RuleFileKind, ValidateFunction>> | undefined;

/** A JSON pointer as path; numbers stay numbers, so that the path also walks a YAML document. */
function pointerPath(pointer: string): ValuePath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part));
}

function describe(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'the file' : error.instancePath;
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties')
    return `${where} has the unknown key ${String(params['additionalProperty'])}`;
  if (error.keyword === 'enum') return `${where} must be one of ${(params['allowedValues'] as string[]).join(', ')}`;
  return `${where} ${error.message ?? 'is wrong'}`;
}

/** Choices report each of their branches; the branch says more than the choice, so the choice is left out. */
function isChoice(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  const choice = error.keyword === 'oneOf' || error.keyword === 'anyOf';
  return choice && all.some((other) => other !== error && other.instancePath.startsWith(error.instancePath));
}

/** Checks one file against the schema of its kind. Returns `RULE_SCHEMA` problems, one a line and message. */
export function checkSchema(file: ParsedRuleFile): RuleProblem[] {
  validators ??= loadValidators('rules') as Readonly<Record<RuleFileKind, ValidateFunction>>;
  const validate = validators[file.kind];
  if (validate(file.value)) return [];
  const errors = validate.errors ?? [];
  const problems = errors
    .filter((error) => !isChoice(error, errors))
    .map((error): RuleProblem => ({
      code: 'RULE_SCHEMA',
      message: describe(error),
      file: file.path,
      line: file.lineOf(pointerPath(error.instancePath)),
    }));
  return problems.filter(
    (problem, at) =>
      problems.findIndex((other) => other.line === problem.line && other.message === problem.message) === at,
  );
}
