/** JUnit XML, for the test views of CI systems: one test case for each rule that has something to say. */
import type { Audit, Finding } from '../audit/types.js';
import { settingsText } from './view/settings-file.js';
import { evidenceOfFinding, ownerText, removeSnippet } from './view/code-view.js';
import { describePlace } from './view/error-text.js';
import { escapeName, escapePath, escapeText } from './view/escape.js';
import { builtAs, innerApks, landing, placeOfFinding } from './view/identity-facts.js';
import { signatureSchemes, signerDigests } from './view/signature.js';
import { CI_WORDS, type CiWords } from '../words/ci.js';
import { EN, type Strings } from '../words/en/report.js';
import { isAtLeast } from '../rulebook/orders.js';
import { subjectsOf } from './view/subjects.js';
import { describeCitation } from './view/citations.js';

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

/** Both tables of words: those of every report, and those of the reports for CI systems. */
interface Words {
  report: Strings;
  own: CiWords;
}

/** What the code shows of the finding's permissions, one line each. */
function codeOf({ report }: Words, audit: Audit, finding: Finding): string[] {
  const { code } = report;
  const escape = { prose: escapeText, code: escapeName };
  return evidenceOfFinding(audit, finding).flatMap(({ evidence, owners, sites, onlyFromSdks, contradiction }) => {
    const { permission, use, strength } = evidence;
    const name = escapeName(permission);
    const who = owners.map((owner) => code.ownerPlaces(ownerText(code, owner, escape), owner.sites)).join(report.comma);
    const none = use === 'not-scanned' ? code.notScanned(name) : code.noEvidence(name);
    const hint = strength === 'weak' ? code.hint(name, who) : none;
    const unused = use === 'uncalled' ? code.uncalled(name) : hint;
    const told = strength === 'strong' ? code.used(name, who) : unused;
    const places = sites.map(({ api, callerClass, callerMethod }) =>
      code.site(escapeName(api), escapeName(callerMethod === null ? callerClass : `${callerClass}.${callerMethod}`)),
    );
    const against = contradiction === null ? [] : [escapeText(report.evidence(contradiction))];
    const remove = onlyFromSdks ? [code.remove(removeSnippet(name))] : [];
    return [`${code.label}: ${[told, ...against, ...places, ...remove].join('; ')}`];
  });
}

/** The story of a finding, one line for each part. */
function bodyOf(words: Words, audit: Audit, finding: Finding): string[] {
  const { report, own } = words;
  const names = subjectsOf(finding).map(escapeName).join(report.comma);
  const { why, remediation } = report.ownFinding(finding);
  const place = placeOfFinding(finding);
  const cited = finding.clauses.map((clause) => {
    const link = clause.url === null ? '' : ` ${clause.url}`;
    const told = describeCitation(clause, report) + link;
    return own.cited(clause.title, clause.policy, clause.clauseId, report.verdict[clause.verdict], told);
  });
  const lines = [
    own.asksFor(names),
    ...(place === null ? [] : [own.place(report.at(place))]),
    ...codeOf(words, audit, finding),
    own.why(why),
    ...remediation.map((remedy) => own.instead(remedy)),
    ...cited,
    own.points(finding.points),
    own.fingerprint(finding.fingerprint),
  ];
  return lines.map(xml);
}

type CaseState = 'failure' | 'skipped' | 'passed';

/** Accepted and conditional findings are told, but fail nothing; nor does what is unexplained and of little weight. */
function stateOf({ justified, suppressedBy, verdict, severity }: Finding): CaseState {
  if (justified !== null || verdict === 'necessary') return 'passed';
  if (suppressedBy !== null || verdict === 'conditional') return 'skipped';
  return verdict === 'unexplained' && !isAtLeast(severity, 'medium') ? 'skipped' : 'failure';
}

function skippedBecause({ report, own }: Words, finding: Finding): string {
  if (finding.suppressedBy !== null) return own.acceptedBecause(report.suppressed(finding));
  if (finding.verdict === 'unexplained') return own.unexplained;
  return finding.features.length === 0 ? own.depends : own.fineWith(finding.features);
}

function findingCase(words: Words, audit: Audit, finding: Finding, classname: string): string[] {
  const state = stateOf(finding);
  const { title } = words.report.ownFinding(finding);
  const name = `${finding.ruleId}: ${title} (${finding.dataType})`;
  const body = bodyOf(words, audit, finding);
  const content: Record<CaseState, () => string[]> = {
    failure: () => {
      const { severity, verdict, comma, colon } = words.report;
      const told = `${severity[finding.severity]}${comma}${verdict[finding.verdict]}`;
      const message = `${finding.verdict === 'prohibited' ? told : words.own.forReview(told)}${colon}${title}`;
      return element('failure', { message, type: finding.verdict }, body);
    },
    skipped: () => [
      ...element('skipped', { message: skippedBecause(words, finding) }, []),
      ...element('system-out', {}, body),
    ],
    passed: () => [],
  };
  return element('testcase', { name, classname, time: '0' }, content[state]());
}

/** The case that stands for the reading itself: an error when there is no sure result. */
function readingCase({ report, own }: Words, audit: Audit, classname: string): string[] {
  const attributes = { name: `READING: ${own.reading}`, classname, time: '0' };
  const { error } = audit;
  if (audit.score !== null && audit.complete) {
    const told = audit.notes.map((note) => xml(report.note(note)));
    return element('testcase', attributes, told.length === 0 ? [] : element('system-out', {}, told));
  }
  if (error === null) {
    const message = own.noSureResult(report.outcome[audit.outcome]);
    return element('testcase', attributes, element('error', { message, type: audit.outcome }, []));
  }
  const { message, hint } = report.error(error);
  const body = [describePlace(error, escapeName, report), hint ?? ''].filter((part) => part !== '').map(xml);
  return element('testcase', attributes, element('error', { message, type: error.code }, body));
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
    settings: options.settings === undefined ? null : settingsText(options.settings),
    asOf: options.asOf,
    outcome: audit.outcome,
    score: audit.score,
    grade: audit.grade,
    verdict: audit.verdict,
    sdks: audit.code === null ? null : audit.code.sdks.map(({ id }) => id).join(' '),
    acceptedScore: audit.accepted?.score ?? null,
    acceptedGrade: audit.accepted?.grade ?? null,
    acceptedVerdict: audit.accepted?.verdict ?? null,
  };
  const lines = [...Object.entries(values), ...partsOf(audit)].flatMap(([name, value]) =>
    value === null ? [] : element('property', { name, value }, []),
  );
  return element('properties', {}, lines);
}

/**
 * One test suite for the app. Prohibited and unjustified findings are failures, and unexplained ones of severity medium
 * or more; accepted, conditional and other unexplained ones are skipped; needs that a declared feature satisfies pass; a file without a sure result is an error. No time is measured,
 * so the same audit gives the same bytes.
 */
export function renderJunit(audit: Audit, report: Strings = EN): string {
  const words: Words = { report, own: CI_WORDS[report.lang] };
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
  // The schema of Jenkins has no `skipped` on the outermost element.
  const { skipped: _, ...totals } = counts;
  const cases = findings.flatMap((finding) => findingCase(words, audit, finding, classname));
  const suite = element('testsuite', { name: `permaudit ${escapePath(audit.subject.file)}`, ...counts }, [
    ...properties(audit),
    ...readingCase(words, audit, classname),
    ...cases,
  ]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...element('testsuites', { name: 'permaudit', ...totals }, suite),
  ];
  return `${lines.join('\n')}\n`;
}
