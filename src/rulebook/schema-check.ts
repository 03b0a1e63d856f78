/** Rule files against the JSON Schemas in schema/rules/ (draft 2020-12). */
import { createRequire } from 'node:module';
import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RuleProblem } from './problem.js';
import { RULE_FILE_KINDS, type ParsedRuleFile, type RuleFileKind, type ValuePath } from './rule-file.js';

type Validators = ReadonlyMap<RuleFileKind, ValidateFunction>;

let validators: Validators | undefined;

function loadValidators(): Validators {
  const require = createRequire(import.meta.url);
  const schema = (name: string): AnySchemaObject =>
    require(`../../schema/rules/${name}.schema.json`) as AnySchemaObject;
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  ajv.addSchema(schema('common'));
  return new Map(RULE_FILE_KINDS.map((kind) => [kind, ajv.compile(schema(kind))]));
}

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
  validators ??= loadValidators();
  const validate = validators.get(file.kind);
  if (validate === undefined) throw new Error(`no schema for ${file.kind}`);
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
