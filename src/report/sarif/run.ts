/** One run of a SARIF log: one audit. */
import type { Audit, Finding } from '../../audit/types.js';
import { describeApiRanges, shortApiRanges } from '../android-versions.js';
import { describePlace } from '../error-text.js';
import { evidenceOfFinding } from '../code-view.js';
import { escapeName, escapeText } from '../escape.js';
import { LEVELS, rulesOf } from './rules.js';
import { relativeUri, sarifText, uriSegment } from './text.js';
import type { ArtifactLocation, Location, Notification, Result, Run } from './types.js';
import { builtAs, innerApks, landing, placeOfFinding } from '../identity-facts.js';
import { signatureSchemes, signerDigests } from '../signature.js';

export interface SarifOptions {
  /** Where the pages of the rules are, as an http or https address; without it `helpUri` is the first text cited. */
  docsBase?: string;
}

function artifactLocation(audit: Audit): ArtifactLocation {
  return { uri: relativeUri(audit.subject.file), uriBaseId: '%SRCROOT%', index: 0 };
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
      owners: owners.map(({ kind, name, sites: count }) => ({
        kind,
        name: name === null ? null : escapeText(name),
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

interface Region {
  startLine: number;
  startColumn?: number;
}

/** Where the first declaration stands in a text manifest; line 1 stands for the whole of a binary file. */
function regionOf(finding: Finding): Region {
  return regionAt(placeOfFinding(finding)) ?? { startLine: 1 };
}

function regionAt(place: { line?: number; column?: number } | null): Region | null {
  if (place?.line === undefined) return null;
  return place.column === undefined ? { startLine: place.line } : { startLine: place.line, startColumn: place.column };
}

function messageOf(finding: Finding): string {
  const names = [...finding.permissions, ...finding.capabilities].map(escapeName).join(', ');
  const where = finding.apiRange === null ? '' : ` on ${describeApiRanges([finding.apiRange])}`;
  const asked = names === '' ? '' : ` It has ${names}${where}.`;
  return sarifText(`${finding.title}.${asked} ${finding.why}`);
}

function resultOf(audit: Audit, finding: Finding, ruleIndex: number): Result {
  const { suppressedBy } = finding;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [locationOf(audit, finding)],
    // The second name is the one code scanning compares between uploads.
    partialFingerprints: {
      'permauditFinding/v1': finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(suppressedBy === null
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: escapeText(suppressedBy) }] }),
    properties: {
      dataType: finding.dataType,
      verdict: finding.verdict,
      severity: finding.severity,
      points: finding.points,
      composite: finding.composite,
      clauses: finding.clauses.map((clause) => clause.clauseId),
      evidence: finding.evidence.map((item) => ({
        kind: item.kind,
        name: escapeName(item.name),
        apiLevels: shortApiRanges(item.apiRanges),
        detail: escapeText(item.detail),
        offset: item.offset,
        ...(item.line === undefined ? {} : { line: item.line, column: item.column }),
      })),
      ...codeProperties(audit, finding),
    },
  };
}

/** What went wrong, what is odd, and what is to be known about the audit itself. */
function notificationsOf(audit: Audit): Notification[] {
  const whole: Location[] = [{ physicalLocation: { artifactLocation: artifactLocation(audit) } }];
  const at = (place: { line?: number; column?: number }): Location[] => {
    const region = regionAt(place);
    return region === null ? whole : [{ physicalLocation: { artifactLocation: artifactLocation(audit), region } }];
  };
  const notifications: Notification[] = [];
  if (audit.error !== null) {
    const place = describePlace(audit.error, escapeName);
    const hint = audit.error.hint === null ? '' : ` ${audit.error.hint}.`;
    const text = sarifText(`${audit.error.message}${place === '' ? '' : ` (${place})`}.${hint}`);
    notifications.push({
      descriptor: { id: audit.error.code },
      level: 'error',
      message: { text },
      locations: at(audit.error),
    });
  } else if (!audit.complete) {
    const text = 'Not everything in this file could be read; this report may miss something.';
    notifications.push({ descriptor: { id: 'INCOMPLETE' }, level: 'error', message: { text }, locations: whole });
  }
  for (const anomaly of audit.anomalies) {
    const level = anomaly.severity === 'info' || anomaly.severity === 'low' ? 'note' : 'warning';
    const entry = anomaly.path === '' ? 'the archive' : escapeName(anomaly.path);
    const text = sarifText(`${anomaly.message} (in ${entry}; ${anomaly.evidence})`);
    notifications.push({ descriptor: { id: anomaly.code }, level, message: { text }, locations: at(anomaly) });
  }
  for (const note of audit.notes) {
    notifications.push({ descriptor: { id: note.code }, level: 'note', message: { text: sarifText(note.message) } });
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

/** The audit as one SARIF run. No clock is read: the run carries no times. */
export function toSarifRun(audit: Audit, options: SarifOptions = {}): Run {
  const rules = rulesOf(audit.findings, options.docsBase ?? null);
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  const { subject } = audit;
  return {
    tool: {
      driver: {
        name: audit.tool.name,
        version: audit.tool.version,
        semanticVersion: audit.tool.version,
        rules,
        properties: { rulebook: audit.rulebook },
      },
    },
    automationDetails: {
      id: automationId(audit),
      description: { text: 'Permission audit of one Android app.' },
    },
    invocations: [
      {
        executionSuccessful: audit.complete && audit.score !== null,
        toolExecutionNotifications: notificationsOf(audit),
      },
    ],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The directory that permaudit was run in.' } } },
    artifacts: artifactsOf(audit),
    columnKind: 'utf16CodeUnits',
    results: audit.findings.map((finding) => resultOf(audit, finding, indexOf.get(finding.ruleId) ?? 0)),
    properties: {
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
      justified: audit.justified.map((finding) => ({
        ruleId: finding.ruleId,
        dataType: finding.dataType,
        features: finding.justified?.features ?? [],
      })),
    },
  };
}
