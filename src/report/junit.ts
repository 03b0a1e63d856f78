/** JUnit XML, for the test views of CI systems: one test case for each rule that has something to say. */
import type { Audit, Finding } from '../audit/types.js';
import { describePlace } from './error-text.js';
import { escapeName, escapePath, escapeText } from './escape.js';
import { builtAs, innerApks, landing, placeOfFinding } from './identity-facts.js';
import { signatureSchemes, signerDigests } from './signature.js';
import { EN } from './strings/en.js';

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML character data or attribute value. Characters that XML 1.0 forbids are written out as `\u{..}`. */
function xml(text: string): string {
  return escapeText(text).replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character);
}

function element(name: string, attributes: Record<string, string | number>, content: readonly string[]): string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  const open = `<${name}${written.join('')}`;
  if (content.length === 0) return [`${open}/>`];
  return [`${open}>`, ...content.map((line) => `  ${line}`), `</${name}>`];
}

/** The story of a finding, one line for each part. */
function bodyOf(finding: Finding): string[] {
  const names = [...finding.permissions, ...finding.capabilities].map(escapeName).join(', ');
  const place = placeOfFinding(finding);
  const cited = finding.clauses.map((clause) => {
    const where = [clause.issuer, clause.sourceTitle, clause.locator, clause.date].filter((part) => part !== null);
    return `Cited: ${clause.title} [${clause.clauseId}]. ${where.join(', ')}. ${clause.verification}. ${clause.state}.`;
  });
  const lines = [
    `Asks for: ${names}`,
    ...(place === null ? [] : [`In: ${EN.at(place)}`]),
    `Why: ${finding.why}`,
    ...finding.remediation.map((remedy) => `Instead: ${remedy}`),
    ...cited,
    `Points: ${finding.points}`,
    `Fingerprint: ${finding.fingerprint}`,
  ];
  return lines.map(xml);
}

type CaseState = 'failure' | 'skipped' | 'passed';

/** Accepted and conditional findings are told, but fail nothing. */
function stateOf(finding: Finding): CaseState {
  if (finding.justified !== null || finding.verdict === 'necessary') return 'passed';
  if (finding.suppressedBy !== null || finding.verdict === 'conditional') return 'skipped';
  return 'failure';
}

function skippedBecause(finding: Finding): string {
  if (finding.suppressedBy !== null) return `accepted: ${finding.suppressedBy}`;
  if (finding.features.length === 0) return 'depends on what the app does';
  return `fine with one of these features, if the app has it: ${finding.features.join(', ')}`;
}

function findingCase(finding: Finding, classname: string): string[] {
  const state = stateOf(finding);
  const name = `${finding.ruleId}: ${finding.title} (${finding.dataType})`;
  const body = bodyOf(finding);
  const content: Record<CaseState, () => string[]> = {
    failure: () => {
      const message = `${finding.severity}, ${finding.verdict}: ${finding.title}`;
      return element('failure', { message, type: finding.severity }, body);
    },
    skipped: () => [
      ...element('skipped', { message: skippedBecause(finding) }, []),
      ...element('system-out', {}, body),
    ],
    passed: () => [],
  };
  return element('testcase', { name, classname, time: '0' }, content[state]());
}

/** The case that stands for the reading itself: an error when there is no sure result. */
function readingCase(audit: Audit, classname: string): string[] {
  const attributes = { name: 'READING: the file is read as Android reads it', classname, time: '0' };
  if (audit.score !== null && audit.complete) return element('testcase', attributes, []);
  const { error } = audit;
  if (error === null) {
    const message = `no sure result: ${audit.outcome}`;
    return element('testcase', attributes, element('error', { message, type: audit.outcome }, []));
  }
  const told = [describePlace(error, escapeName), error.hint ?? ''].filter((part) => part !== '').map(xml);
  return element('testcase', attributes, element('error', { message: error.message, type: error.code }, told));
}

/** The APKs in a container or beside one another, and the modules that an app is made of. */
function partsOf(audit: Audit): [name: string, value: string][] {
  return [
    ...innerApks(audit).map(({ name, sha256 }): [string, string] => ['apk', `${sha256} ${name}`]),
    ...audit.modules.map((module): [string, string] => {
      const ignored = module.permissionsIgnored.map(escapeName);
      const parts = [escapeName(module.name), landing(module), ...(module.capabilities ?? [])];
      return ['module', [...parts, ...(ignored.length === 0 ? [] : ['ignored:', ...ignored])].join(' ')];
    }),
  ];
}

function properties(audit: Audit): string[] {
  const { subject, options } = audit;
  const built = builtAs(audit);
  const values: Record<string, string | number | null> = {
    tool: `${audit.tool.name} ${audit.tool.version}`,
    rulebook: `${audit.rulebook.version} ${audit.rulebook.sha256}`,
    sha256: subject.sha256,
    signature: signatureSchemes(audit),
    signer: signerDigests(audit).join(' '),
    builtAs: built.length === 0 ? null : built.join(' '),
    package: subject.package,
    versionCode: subject.versionCode,
    category: options.category,
    policies: options.policies.join(' '),
    features: options.features.join(' '),
    asOf: options.asOf,
    outcome: audit.outcome,
    score: audit.score,
    grade: audit.grade,
    verdict: audit.verdict,
  };
  const lines = [...Object.entries(values), ...partsOf(audit)].flatMap(([name, value]) =>
    value === null ? [] : element('property', { name, value }, []),
  );
  return element('properties', {}, lines);
}

/**
 * One test suite for the app. Prohibited and unjustified findings are failures; accepted and conditional ones are
 * skipped; needs that a declared feature satisfies pass; a file without a sure result is an error. No time is measured,
 * so the same audit gives the same bytes.
 */
export function renderJunit(audit: Audit): string {
  const classname = audit.subject.package === null ? escapePath(audit.subject.file) : escapeName(audit.subject.package);
  const findings = [...audit.findings, ...audit.justified];
  const states = findings.map(stateOf);
  const counts = {
    tests: findings.length + 1,
    failures: states.filter((state) => state === 'failure').length,
    errors: audit.score !== null && audit.complete ? 0 : 1,
    skipped: states.filter((state) => state === 'skipped').length,
    time: '0',
  };
  const cases = findings.flatMap((finding) => findingCase(finding, classname));
  const suite = element('testsuite', { name: `permaudit ${escapePath(audit.subject.file)}`, ...counts }, [
    ...properties(audit),
    ...readingCase(audit, classname),
    ...cases,
  ]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...element('testsuites', { name: 'permaudit', ...counts }, suite),
  ];
  return `${lines.join('\n')}\n`;
}
