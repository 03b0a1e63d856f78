/** Markdown shaped for a pull-request comment: the verdict first, one table of findings, the rest folded away. */
import type { Audit, Citation, Finding } from '../../audit/types.js';
import { settingsText } from '../view/settings-file.js';
import { evidenceOfFinding, MOST_SDKS, ownerText, removeSnippet, sdksByWeight } from '../view/code-view.js';
import { signatureSchemes, signerDigests } from '../view/signature.js';
import type { Severity, Verdict } from '../../rulebook/types.js';
import { builtAs, describeModule, innerApks, placeOfFinding } from '../view/identity-facts.js';
import { describePlace } from '../view/error-text.js';
import { codeName, codeSpan, markdownText } from '../view/markdown-escape.js';
import { details, table } from './layout.js';
import { APP_VERDICT_SIGN, SEVERITY_SIGN, VERDICT_SIGN } from './signs.js';
import { EN, type Strings } from '../../words/en/report.js';
import { policyTable } from './policies.js';
import { MARKDOWN_WORDS, type MarkdownWords } from '../../words/markdown.js';
import { meaningNotes } from '../view/meaning.js';
import { bringsText } from '../view/screen/story.js';
import { describeState } from '../view/citations.js';
import { subjectsOf } from '../view/subjects.js';
import { webAddress } from '../view/web-address.js';
import { groupFindings } from '../view/group-findings.js';
import { describeVerdict } from '../../words/verdict.js';

/** Lets a bot find its own earlier comment. */
const MARKER = '<!-- permaudit -->';

/** Both tables of words: those of every report, and those of this one. */
interface Words {
  report: Strings;
  own: MarkdownWords;
}

function severityText({ report }: Words, severity: Severity): string {
  return `${SEVERITY_SIGN[severity]} ${report.severity[severity]}`;
}

function verdictText({ report }: Words, verdict: Verdict): string {
  return `${VERDICT_SIGN[verdict]} ${report.verdict[verdict]}`;
}

function verificationText({ report, own }: Words, verification: Citation['verification']): string {
  return verification === 'primary' || verification === 'secondary'
    ? report.verification[verification]
    : own.unverified[verification];
}

function names(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.map(codeName).join(' ');
}

/** The second score, when findings are justified or known from a baseline. */
function acceptedLines({ report, own }: Words, { accepted }: Audit): string[] {
  if (accepted == null) return [];
  return [own.accepted(accepted.score, accepted.grade, report.appVerdict[accepted.verdict]), ''];
}

/** Why there is no score, and what to do about it. */
function refusalLines({ report, own }: Words, { error, outcome }: Audit): string[] {
  const why = `**${own.noScore(outcome === 'refused' ? own.refused : own.unsure)}**`;
  if (error === null) return [why, ''];
  const { message, hint } = report.error(error);
  const place = describePlace(error, (text) => text, report);
  const lines = [`${why} ${codeSpan(message)} (${codeSpan(error.code)})`];
  if (place !== '') lines.push(`${own.at}${report.colon}${codeSpan(place)}`);
  if (hint !== null) lines.push(`${own.whatToDo}${report.colon}${codeSpan(hint)}`);
  return lines.flatMap((line) => [line, '']);
}

function verdictLines(words: Words, audit: Audit): string[] {
  if (audit.score === null || audit.verdict === null) return refusalLines(words, audit);
  const { word, sentence } = describeVerdict(audit, words.report);
  return [
    `${APP_VERDICT_SIGN[audit.verdict]} **${words.own.scored(word, audit.score, audit.grade ?? '–')}**${words.report.colon}${sentence}`,
    '',
    ...meaningNotes(audit).flatMap((note) => [`> ${markdownText(words.report.note(note))}`, '']),
    ...bringsLines(words, audit),
    ...acceptedLines(words, audit),
  ];
}

/** The SDKs that rate people or pass on where they are. */
function bringsLines({ report }: Words, audit: Audit): string[] {
  const brings = bringsText(report, audit, markdownText);
  return brings === null ? [] : [`> ${brings}`, ''];
}

function subjectLines({ report, own }: Words, audit: Audit): string[] {
  const { identity, options: labels } = report;
  const { subject, options } = audit;
  const rows: [string, string][] = [];
  if (subject.package !== null) rows.push([identity.package, codeName(subject.package)]);
  if (subject.versionCode !== null) {
    const name = subject.versionName === null ? '' : codeSpan(subject.versionName) + report.comma;
    rows.push([identity.version, name + identity.code(subject.versionCode)]);
  }
  if (subject.targetSdk !== null && subject.targetSdk > 0) rows.push([own.builtFor, report.api(subject.targetSdk)]);
  rows.push([identity.file, codeSpan(subject.file)]);
  if (subject.sha256 !== null) rows.push([identity.sha256, codeSpan(subject.sha256)]);
  const schemes = signatureSchemes(audit);
  if (schemes !== null) rows.push([identity.signed, codeSpan(schemes)]);
  for (const digest of signerDigests(audit)) rows.push([identity.signer, codeSpan(digest)]);
  const built = builtAs(audit).map((fact) => identity[fact]);
  if (built.length > 0) rows.push([identity.builtAs, built.join(report.comma)]);
  for (const { name, sha256 } of innerApks(audit)) rows.push([identity.apk, `${codeSpan(name)} ${codeSpan(sha256)}`]);
  for (const module of audit.modules) rows.push([identity.modules, describeModule(report, module, codeName, ' ')]);
  rows.push([labels.category, options.category === null ? own.noCategory : codeSpan(options.category)]);
  rows.push([labels.policies, options.policies.length === 0 ? '–' : options.policies.map(codeSpan).join(' ')]);
  if (options.features.length > 0) rows.push([labels.features, options.features.map(codeSpan).join(' ')]);
  if (options.settings !== undefined) rows.push([labels.settings, codeSpan(settingsText(options.settings))]);
  rows.push([own.judgedAsOf, codeSpan(options.asOf)]);
  return details(own.subject, table(['', ''], rows));
}

function findingRow(words: Words, finding: Finding): string[] {
  const { report, own } = words;
  const place = placeOfFinding(finding);
  const accepted =
    finding.suppressedBy === null ? '' : `<br>${own.acceptedAs}${report.colon}${codeSpan(report.suppressed(finding))}`;
  const { countedIn } = finding;
  const counted = countedIn === undefined ? '' : `<br>${markdownText(report.findings.countedIn(countedIn))}`;
  return [
    severityText(words, finding.severity),
    markdownText(finding.dataTypeName),
    names(subjectsOf(finding)) + (place === null ? '' : `<br>${report.at(place)}`),
    finding.apiRange === null ? '–' : report.shortApiRanges([finding.apiRange]),
    verdictText(words, finding.verdict) + accepted + counted,
    finding.points === 0 ? '0' : `−${finding.points}`,
  ];
}

function citationLine(words: Words, clause: Citation): string {
  const { report } = words;
  const [open, close] = report.quotes;
  const where = [clause.issuer, clause.sourceTitle, clause.locator, clause.date].filter((part) => part !== null);
  const quote = clause.quote === null ? '' : ` ${open}${markdownText(clause.quote)}${close}`;
  const ours =
    clause.quoteTranslation === undefined
      ? ''
      : ` ${report.citation.translation}${open}${markdownText(clause.quoteTranslation)}${close}`;
  const state = describeState(clause, report);
  const standing = [
    report.authority[clause.authority],
    report.status[clause.status],
    report.basis[clause.basis],
    verificationText(words, clause.verification),
    state,
  ].filter((part) => part !== null);
  const who = `${verdictText(words, clause.verdict)} (${codeSpan(clause.policy)} ${codeSpan(clause.clauseId)})`;
  const address = webAddress(clause.url);
  const link = address === null ? '' : ` <${address}>`;
  return `  - ${who}${report.colon}${markdownText(clause.title)}${report.fullStop}${quote}${ours} ${markdownText(where.join(report.comma))}${report.fullStop} _${standing.join(report.semicolon)}_${link}`;
}

/** What the code shows of each permission of a finding: one line each. */
function codeLines(words: Words, audit: Audit, finding: Finding): string[] {
  const { code, colon, comma } = words.report;
  return evidenceOfFinding(audit, finding).map(({ evidence, owners, onlyFromSdks, contradiction }) => {
    const { permission, use, strength, totalSites } = evidence;
    const name = codeName(permission);
    const escape = { prose: markdownText, code: codeName };
    const who = owners.map((owner) => code.ownerPlaces(ownerText(code, owner, escape), owner.sites));
    const told = who.length === 0 ? code.places(totalSites) : who.join(comma);
    const isUsed = use === 'used' || use === 'used-undeclared';
    const weak = strength === 'weak' ? code.hint(name, told) : code.noEvidence(name);
    const unused = use === 'uncalled' ? code.uncalled(name) : use === 'not-scanned' ? code.notScanned(name) : weak;
    const sentence = isUsed ? code.used(name, told) : unused;
    const remove = onlyFromSdks ? `${words.report.semicolon}${code.remove(codeSpan(removeSnippet(permission)))}` : '';
    const against =
      contradiction === null ? '' : words.report.semicolon + markdownText(words.report.evidence(contradiction));
    return `  - ${code.label}${colon}${sentence}${against}${remove}`;
  });
}

/** A finding in full: why, what instead, and the texts. */
function storyLines(words: Words, audit: Audit, finding: Finding): string[] {
  const { findings, colon } = words.report;
  const lines = [`- **${markdownText(finding.title)}** (${codeSpan(finding.ruleId)})`, ''];
  lines.push(`  ${markdownText(finding.why)}`, '');
  lines.push(...codeLines(words, audit, finding));
  for (const remedy of finding.remediation) lines.push(`  - ${findings.instead}${colon}${markdownText(remedy)}`);
  if (finding.verdict === 'conditional' && finding.features.length > 0) {
    lines.push(`  - ${findings.fineWith}${colon}${findings.ifReal(finding.features.map(codeSpan))}`);
  }
  return [...lines, ...finding.clauses.map((clause) => citationLine(words, clause)), ''];
}

function findingLines(words: Words, audit: Audit): string[] {
  const { report, own } = words;
  if (audit.score === null) return [];
  if (audit.findings.length === 0) return [own.noFindings, ''];
  const told = audit.findings.map((finding) => ({ ...finding, ...report.ownFinding(finding) }));
  const findings = groupFindings(told).flatMap((group) => group.findings);
  return [
    ...table(
      own.heads,
      findings.map((finding) => findingRow(words, finding)),
    ),
    '',
    ...details(
      own.stories(findings.length),
      findings.flatMap((finding) => storyLines(words, audit, finding)),
    ),
    ...policyLines(words, findings),
  ];
}

function policyLines(words: Words, findings: readonly Finding[]): string[] {
  const policies = policyTable(words.report, findings, (verdict) => verdictText(words, verdict));
  return policies === null ? [] : details(words.own.policies, table(policies.heads, policies.rows));
}

function waterfallLines({ report, own }: Words, audit: Audit): string[] {
  const losses = audit.waterfall.filter((line) => line.points > 0);
  if (losses.length === 0) return [];
  const rows = losses.map((line) => [markdownText(line.dataTypeName), `−${line.points}`, String(line.scoreAfter)]);
  return details(
    own.waterfall(audit.points ?? 0),
    table(own.waterfallHeads, [[report.waterfall.start, '', '100'], ...rows]),
  );
}

function permissionLines(words: Words, audit: Audit): string[] {
  const { report, own } = words;
  if (audit.permissions.length === 0) return [];
  const rows = audit.permissions.map((permission) => [
    codeName(permission.name),
    report.shortApiRanges(permission.apiRanges),
    permission.verdict === null ? '–' : verdictText(words, permission.verdict),
    own.origin[permission.origin],
  ]);
  return details(report.permissions.titleCount(audit.permissions.length), table(own.permissionHeads, rows));
}

/** The known SDKs in the code. Their names are the catalogue's. */
function sdkLines({ report }: Words, audit: Audit): string[] {
  if (audit.code === null || audit.code.sdks.length === 0) return [];
  const words = report.code;
  const sdks = sdksByWeight(audit.code);
  const rows = sdks
    .slice(0, MOST_SDKS)
    .map(({ name, kind, purpose = kind, team, permissions }) => [
      markdownText(name),
      markdownText(words.sdkPurpose(purpose)),
      team === null ? '' : markdownText(team),
      names(permissions),
    ]);
  const more = sdks.length > MOST_SDKS ? ['', words.moreSdks(sdks.length - MOST_SDKS)] : [];
  return details(words.sdks(sdks.length), [...table(words.sdkColumns, rows), ...more]);
}

function anomalyLines({ report }: Words, audit: Audit): string[] {
  const lines = audit.anomalies.map(
    (anomaly) =>
      `- ${report.severity[anomaly.severity]}${report.colon}${codeSpan(report.anomaly(anomaly))} (${codeSpan(anomaly.code)})`,
  );
  if (lines.length === 0) return [];
  return details(report.closing.anomalies(lines.length), lines);
}

function versionLines({ report, own }: Words, audit: Audit): string[] {
  if (audit.versions.length < 2) return [];
  const rows = audit.versions.map((version) => [
    report.shortApiRanges([version.apiRange]),
    report.closing.versionOutcome[version.outcome],
    version.error === null ? names(version.permissions) : codeSpan(report.error(version.error).message),
  ]);
  return [own.versions, '', ...table(own.versionHeads, rows), ''];
}

/**
 * GitHub-flavoured Markdown. Text from the APK stands in code spans only, so that it can be no link, mention, markup or
 * HTML; prose of the rulebook is escaped.
 */
export function renderMarkdown(audit: Audit, report: Strings = EN): string {
  const words: Words = { report, own: MARKDOWN_WORDS[report.lang] };
  const { subject, tool, rulebook } = audit;
  const title = codeSpan(subject.label ?? subject.file);
  const made = `${tool.name} ${tool.version}${report.comma}${report.identity.rulebook(rulebook.version, rulebook.sha256.slice(0, 12))}`;
  const lines = [
    MARKER,
    `### ${words.own.title(title)}`,
    '',
    ...(audit.complete || audit.outcome === 'refused' ? [] : [`**${words.own.incomplete}**`, '']),
    ...verdictLines(words, audit),
    ...findingLines(words, audit),
    ...versionLines(words, audit),
    ...waterfallLines(words, audit),
    ...permissionLines(words, audit),
    ...sdkLines(words, audit),
    ...anomalyLines(words, audit),
    ...subjectLines(words, audit),
    `_${markdownText(made)}_`,
  ];
  return `${lines.join('\n')}\n`;
}
