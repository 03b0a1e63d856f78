/** One run of a SARIF log: one audit. */
import type { Audit, Finding } from '../../audit/types.js';
import { shortApiRanges } from '../../words/android-versions.js';
import { artifactPath } from '../view/artifact-path.js';
import { describePlace } from '../view/error-text.js';
import { evidenceOfFinding } from '../view/code-view.js';
import { escapeName, escapeText } from '../view/escape.js';
import { CI_WORDS } from '../../words/ci.js';
import { EN, type Strings } from '../../words/en/report.js';
import { levelOf } from '../view/level.js';
import { rulesOf, type SarifWords } from './rules.js';
import { DOCS_BASE } from '../view/docs-base.js';
import { webAddress } from '../view/web-address.js';
import { relativeUri, sarifText, uriSegment } from './text.js';
import type { ArtifactLocation, Location, Notification, Region, Result, Run } from './types.js';
import { builtAs, innerApks, landing, placeOfFinding, type SourcePlace } from '../view/identity-facts.js';
import { signatureSchemes, signerDigests } from '../view/signature.js';
import { ENGLISH } from '../../words/messages.js';

export interface SarifOptions {
  /** Where the pages of the rules are, as an http or https address; without it `helpUri` is the text that weighs most. */
  docsBase?: string;
  /** The words of the log's own sentences; English when absent. */
  strings?: Strings;
}

function artifactLocation(audit: Audit): ArtifactLocation {
  return { uri: relativeUri(artifactPath(audit)), uriBaseId: '%SRCROOT%', index: 0 };
}

/** What the code shows of the finding's permissions; nothing where it was not looked at. */
function codeProperties(audit: Audit, finding: Finding): { code?: object[] } {
  const shown = evidenceOfFinding(audit, finding);
  if (shown.length === 0) return {};
  return {
    code: shown.map(({ evidence, owners, sites }) => ({
      permission: escapeName(evidence.permission),
      use: evidence.use,
      strength: evidence.strength,
      owners: owners.map(({ kind, name, package: packageName, sites: count }) => ({
        kind,
        name: name === null ? null : escapeText(name),
        package: packageName === null ? null : escapeName(packageName),
        sites: count,
      })),
      sites: sites.map(({ api, callerClass, callerMethod }) => ({
        api: escapeName(api),
        caller: escapeName(callerMethod === null ? callerClass : `${callerClass}.${callerMethod}`),
      })),
    })),
  };
}

/**
 * A text manifest has lines. An APK is binary, so no line of it can be named; code scanning shows a result only where it has a line, and line 1
 * stands for the file as a whole. Where the declaration is in the decoded manifest is told in `properties.evidence`.
 */
function locationOf(audit: Audit, finding: Finding): Location {
  const permissions = finding.permissions.map((name) => ({ name, kind: 'permission' }));
  const capabilities = finding.capabilities.map((name) => ({ name, kind: 'capability' }));
  const owner = audit.subject.package === null ? '' : `${escapeName(audit.subject.package)}/`;
  const logicalLocations = [...permissions, ...capabilities].map(({ name, kind }) => ({
    name: escapeName(name),
    fullyQualifiedName: `${owner}${kind}/${escapeName(name)}`,
    kind,
  }));
  return {
    physicalLocation: { artifactLocation: artifactLocation(audit), region: regionOf(finding) },
    ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
  };
}

/** The tag of the first declaration in a text manifest; line 1 stands for the whole of a binary file. */
function regionOf(finding: Finding): Region {
  return regionAt(placeOfFinding(finding)) ?? { startLine: 1 };
}

function regionAt(place: SourcePlace | null): Region | null {
  if (place?.line === undefined) return null;
  const { line: startLine, column: startColumn, endLine, endColumn } = place;
  if (startColumn === undefined) return { startLine };
  if (endLine === undefined || endColumn === undefined) return { startLine, startColumn };
  return { startLine, startColumn, endLine, endColumn };
}

function messageOf({ report, own }: SarifWords, finding: Finding): string {
  const names = [...finding.permissions, ...finding.capabilities].map(escapeName).join(report.comma);
  const where = finding.apiRange === null ? '' : report.apiRanges([finding.apiRange]);
  const { title, why } = report.ownFinding(finding);
  return sarifText(own.has(title, names, where, why));
}

function resultOf(words: SarifWords, audit: Audit, finding: Finding, ruleIndex: number): Result {
  const { suppressedBy } = finding;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: levelOf(finding),
    message: { text: messageOf(words, finding) },
    locations: [locationOf(audit, finding)],
    // The second name is the one code scanning compares between uploads.
    partialFingerprints: {
      'permauditFinding/v2': finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(suppressedBy === null
      ? {}
      : {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: escapeText(words.report.suppressed(finding)) },
          ],
        }),
    properties: {
      dataType: finding.dataType,
      verdict: finding.verdict,
      severity: finding.severity,
      points: finding.points,
      ...(finding.countedIn === undefined ? {} : { countedIn: finding.countedIn }),
      composite: finding.composite,
      clauses: finding.clauses.map((clause) => clause.clauseId),
      evidence: finding.evidence.map((item) => ({
        kind: item.kind,
        name: escapeName(item.name),
        apiLevels: shortApiRanges(item.apiRanges),
        detail: escapeText(ENGLISH.evidence(item)),
        offset: item.offset,
        ...(item.line === undefined ? {} : { line: item.line, column: item.column }),
      })),
      ...codeProperties(audit, finding),
    },
  };
}

/** What went wrong, what is odd, and what is to be known about the audit itself. */
function notificationsOf({ report, own }: SarifWords, audit: Audit): Notification[] {
  const whole: Location[] = [{ physicalLocation: { artifactLocation: artifactLocation(audit) } }];
  const at = (place: SourcePlace): Location[] => {
    const region = regionAt(place);
    return region === null ? whole : [{ physicalLocation: { artifactLocation: artifactLocation(audit), region } }];
  };
  const notifications: Notification[] = [];
  if (audit.error !== null) {
    const place = describePlace(audit.error, escapeName, report);
    const told = report.error(audit.error);
    const hint = told.hint === null ? '' : ` ${told.hint}${report.fullStop}`;
    const text = sarifText(`${told.message}${place === '' ? '' : ` (${place})`}${report.fullStop}${hint}`);
    const locations = at(audit.error);
    notifications.push({ descriptor: { id: audit.error.code }, level: 'error', message: { text }, locations });
  } else if (!audit.complete) {
    const text = own.incomplete;
    notifications.push({ descriptor: { id: 'INCOMPLETE' }, level: 'error', message: { text }, locations: whole });
  }
  for (const anomaly of audit.anomalies) {
    const level = anomaly.severity === 'info' || anomaly.severity === 'low' ? 'note' : 'warning';
    const entry = anomaly.path === '' ? own.archive : escapeName(anomaly.path);
    const text = sarifText(own.anomaly(report.anomaly(anomaly), entry, report.seen(anomaly)));
    notifications.push({ descriptor: { id: anomaly.code }, level, message: { text }, locations: at(anomaly) });
  }
  for (const note of audit.notes) {
    notifications.push({
      descriptor: { id: note.code },
      level: 'note',
      message: { text: sarifText(report.note(note)) },
    });
  }
  return notifications;
}

function artifactsOf(audit: Audit): Run['artifacts'] {
  const { size, sha256 } = audit.subject;
  return [
    {
      location: artifactLocation(audit),
      ...(size === null ? {} : { length: size }),
      roles: ['analysisTarget'],
      ...(sha256 === null ? {} : { hashes: { 'sha-256': sha256 } }),
    },
  ];
}

/** Identifies the run among others of one upload: same app, same category, same id. */
function automationId(audit: Audit): string {
  const subject = audit.subject.package ?? relativeUri(audit.subject.file);
  return `permaudit/${uriSegment(audit.options.category ?? 'no-category')}/${uriSegment(subject)}/`;
}

/** What SARIF has no place for: the result as a whole, and the identity of the app. */
function propertiesOf(audit: Audit): Record<string, unknown> {
  const { subject } = audit;
  return {
    outcome: audit.outcome,
    complete: audit.complete,
    score: audit.score,
    grade: audit.grade,
    verdict: audit.verdict,
    points: audit.points,
    accepted: audit.accepted,
    package: subject.package === null ? null : escapeName(subject.package),
    label: subject.label === null ? null : escapeText(subject.label),
    versionCode: subject.versionCode,
    minSdk: subject.minSdk,
    targetSdk: subject.targetSdk,
    signature: signatureSchemes(audit),
    signers: signerDigests(audit),
    builtAs: builtAs(audit),
    apks: innerApks(audit).map(({ name, sha256, size }) => ({ name: escapeText(name), sha256, size })),
    modules: audit.modules.map((module) => ({
      name: escapeName(module.name),
      landing: landing(module),
      capabilities: module.capabilities ?? [],
      permissionsIgnored: module.permissionsIgnored.map(escapeName),
    })),
    options: audit.options,
    sdks: audit.code?.sdks.map(({ id, name, kind, purpose, permissions }) => ({
      id,
      name: escapeText(name),
      kind,
      purpose,
      permissions: permissions.map(escapeName),
    })),
    justified: audit.justified.map((finding) => ({
      ruleId: finding.ruleId,
      dataType: finding.dataType,
      features: finding.justified?.features ?? [],
    })),
  };
}

/** The audit as one SARIF run. No clock is read: the run carries no times. */
export function toSarifRun(audit: Audit, options: SarifOptions = {}): Run {
  const { strings = EN } = options;
  const words: SarifWords = { report: strings, own: CI_WORDS[strings.lang] };
  const docsBase = options.docsBase ?? DOCS_BASE;
  const rules = rulesOf(words, audit.findings, docsBase);
  const informationUri = docsBase === null ? null : webAddress(docsBase);
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    tool: {
      driver: {
        name: audit.tool.name,
        version: audit.tool.version,
        semanticVersion: audit.tool.version,
        ...(informationUri === null ? {} : { informationUri }),
        rules,
        properties: { rulebook: audit.rulebook },
      },
    },
    automationDetails: {
      id: automationId(audit),
      description: { text: words.own.auditOf },
    },
    invocations: [
      {
        executionSuccessful: audit.complete && audit.score !== null,
        toolExecutionNotifications: notificationsOf(words, audit),
      },
    ],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: words.own.directory } } },
    artifacts: artifactsOf(audit),
    columnKind: 'utf16CodeUnits',
    results: audit.findings.map((finding) => resultOf(words, audit, finding, indexOf.get(finding.ruleId) ?? 0)),
    properties: propertiesOf(audit),
  };
}
