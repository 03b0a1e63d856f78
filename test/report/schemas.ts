/** The published schemas of the formats that have one, as checks. */
import { createRequire } from 'node:module';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { expect } from 'vitest';

/**
 * Microsoft's matcher: the schema of SARIF 2.1.0 (its last edition, rtm.5, which OASIS published), through a validator
 * that is not ours. It registers itself with the `expect` it finds, which vitest does not put there.
 */
Object.assign(globalThis, { expect });
const { toBeValidSarifLog } = createRequire(import.meta.url)('@microsoft/jest-sarif') as {
  toBeValidSarifLog: (log: unknown) => { pass: boolean; message: () => string };
};

/** What is wrong with a SARIF log; empty when nothing is. */
export function sarifProblems(log: unknown): string {
  const verdict = toBeValidSarifLog(log);
  return verdict.pass ? '' : verdict.message();
}

interface Shape {
  attributes: readonly string[];
  required: readonly string[];
  children: readonly string[];
}

const COUNTS = ['name', 'time', 'tests', 'failures', 'errors', 'disabled'];
const TEXT_IN = ['message', 'type'];

/** The schema of Jenkins' JUnit reader (junit-10.xsd), as far as it goes: what may stand where. */
const JUNIT: Readonly<Record<string, Shape>> = {
  testsuites: { attributes: COUNTS, required: [], children: ['testsuite'] },
  testsuite: {
    attributes: [
      ...COUNTS,
      'skipped',
      'timestamp',
      'hostname',
      'id',
      'package',
      'group',
      'file',
      'log',
      'url',
      'version',
    ],
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { attributes: [], required: [], children: ['property'] },
  property: { attributes: ['name', 'value'], required: ['name', 'value'], children: [] },
  testcase: {
    attributes: ['name', 'time', 'classname', 'group', 'assertions', 'status', 'class', 'file', 'line', 'log', 'url'],
    required: ['name'],
    children: ['skipped', 'error', 'failure', 'rerunFailure', 'system-out', 'system-err'],
  },
  skipped: { attributes: TEXT_IN, required: [], children: [] },
  failure: { attributes: TEXT_IN, required: [], children: [] },
  error: { attributes: TEXT_IN, required: [], children: [] },
  'system-out': { attributes: [], required: [], children: [] },
};

type Node = Record<string, unknown>;

/** What is wrong with a JUnit document; empty when nothing is. Throws when it is not well-formed. */
export function junitProblems(xml: string): string[] {
  SyntaxValidator.validate(xml);
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' });
  const roots = (parser.parse(xml) as Node[]).filter((node) => !('?xml' in node));
  if (roots.length !== 1 || !('testsuites' in roots[0]!)) return ['the root is not testsuites'];
  return problemsOf(roots[0]);
}

function problemsOf(node: Node): string[] {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const shape = JUNIT[name];
  if (shape === undefined) return [`${name} is not an element of it`];
  const attributes = Object.keys(node[':@'] ?? {});
  const children = (node[name] as Node[]).filter((child) => !('#text' in child));
  return [
    ...attributes.filter((key) => !shape.attributes.includes(key)).map((key) => `${name} has no attribute ${key}`),
    ...shape.required.filter((key) => !attributes.includes(key)).map((key) => `${name} needs ${key}`),
    ...children.flatMap((child) => {
      const inner = Object.keys(child).find((key) => key !== ':@') ?? '';
      return shape.children.includes(inner) ? problemsOf(child) : [`${inner} may not stand in ${name}`];
    }),
  ];
}
