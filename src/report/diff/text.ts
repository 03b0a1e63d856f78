/** The difference of two audits for a terminal. */
import { hasMore, type AuditDiff } from '../../audit/diff.js';
import type { AuditSubject, AuditVerdict, Finding } from '../../audit/types.js';
import { DIFF_WORDS, type DiffWords } from '../../words/diff.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { settingsText } from '../view/settings-file.js';
import { withinLines } from '../text/bounded.js';
import { describeVersion, headLine } from '../text/identity.js';
import { MARGIN, type Page } from '../text/page.js';
import { createPage } from '../text/page-of.js';
import type { TextReportOptions } from '../text/report.js';
import { headline, rangesText, signed, standingOf } from './wording.js';

/** One line of a list: what happened to a thing, and the colour of its sign, which says nothing else. */
interface Item {
  sign: '+' | '>' | '-' | '!';
  text: string;
  paint: (sign: string) => string;
}

/** The page with the words of a difference. */
interface Sheet {
  page: Page;
  words: DiffWords;
}

/**
 * What is more, gone or worse, at the width, with the colours and characters of `options`, ended by a line feed. Signs tell
 * additions from removals; text from the APKs is escaped.
 */
export function renderDiffText(diff: AuditDiff, options: TextReportOptions): string {
  const page = createPage(options);
  const sheet: Sheet = { page, words: DIFF_WORDS[page.words.lang] };
  const { words } = sheet;
  const sections = [
    headSection(sheet, diff),
    section(page, words.permissions, permissionItems(sheet, diff)),
    section(page, words.capabilities, capabilityItems(sheet, diff)),
    section(page, words.findings, findingItems(sheet, diff)),
    section(page, words.codeTitle, codeItems(sheet, diff)),
    section(page, words.cautions, cautionItems(sheet, diff)),
  ];
  return `${withinLines(page, sections).join('\n')}\n`;
}

function section(page: Page, title: string, items: readonly Item[]): string[] {
  if (items.length === 0) return [];
  return [...page.section(title), ...items.flatMap(({ sign, text, paint }) => page.bullet(text, paint(sign)))];
}

/** The change in a sentence, both versions, both scores, and what they were judged as. */
function headSection({ page, words }: Sheet, diff: AuditDiff): string[] {
  const { options } = page.words;
  const { category, settings } = diff.options.after;
  const line = (label: string, text: string): string[] => headLine(page, label, page.prose(text));
  const { accepted } = diff;
  const hasAccepted = accepted.before !== null || accepted.after !== null;
  const change = `${accepted.before ?? words.none} → ${accepted.after ?? words.none}`;
  return [
    '',
    ...page.paragraph(headline(diff, words), MARGIN, page.theme.verdict[worthOf(diff)]),
    '',
    ...line(words.before, subjectText(page, diff.before, words)),
    ...line(words.after, subjectText(page, diff.after, words)),
    ...line(words.score, scoreText(page, diff, words)),
    ...(hasAccepted ? line('', words.accepted + page.words.colon + change) : []),
    ...line(options.category, category === null ? options.noCategory : page.name(category)),
    ...(settings === undefined ? [] : line(options.settings, settingsText(settings))),
  ];
}

/** What the change comes to: the later verdict where the app asks for more, and never good without both scores. */
function worthOf(diff: AuditDiff): AuditVerdict {
  if (diff.score.before === null || diff.score.after === null) return 'review';
  if (!hasMore(diff)) return 'pass';
  return diff.verdict.after === 'fail' ? 'fail' : 'review';
}

function subjectText(page: Page, subject: AuditSubject, words: DiffWords): string {
  const version = describeVersion(page, subject) ?? words.code('?');
  return `${page.name(subject.package ?? '?')} ${version}${page.words.parenthesized(page.path(subject.file))}`;
}

function scoreText({ words: report }: Page, { score, grade, verdict }: AuditDiff, words: DiffWords): string {
  const told = (one: AuditVerdict | null): string => (one === null ? '–' : report.appVerdict[one]);
  return [
    `${score.before ?? words.none} → ${score.after ?? words.none}${signed(score.delta)}`,
    words.grades(grade.before ?? '–', grade.after ?? '–'),
    `${told(verdict.before)} → ${told(verdict.after)}`,
  ].join(report.comma);
}

function permissionItems({ page, words }: Sheet, { permissions }: AuditDiff): Item[] {
  const { colon, comma } = page.words;
  const { review, pass } = page.theme.verdict;
  const name = (permission: string): string => page.name(shortPermissionName(permission));
  return [
    ...permissions.added.map((permission): Item => {
      const text = name(permission.name) + colon + standingOf(permission, words, page.words);
      return { sign: '+', text, paint: review };
    }),
    ...permissions.widened.map(({ name: widened, how, before, after }): Item => {
      const text = `${name(widened)}${colon}${words.how(how)}${comma}${rangesText(before)} → ${rangesText(after)}`;
      return { sign: '>', text, paint: review };
    }),
    ...permissions.removed.map((permission): Item => ({ sign: '-', text: name(permission.name), paint: pass })),
  ];
}

function capabilityItems({ page }: Sheet, { capabilities }: AuditDiff): Item[] {
  const { review, pass } = page.theme.verdict;
  return [
    ...capabilities.added.map((id): Item => ({ sign: '+', text: id, paint: review })),
    ...capabilities.widened.map(({ id, before, after }): Item => {
      const text = `${id}${page.words.colon}${rangesText([before])} → ${rangesText([after])}`;
      return { sign: '>', text, paint: review };
    }),
    ...capabilities.removed.map((id): Item => ({ sign: '-', text: id, paint: pass })),
  ];
}

function findingItems({ page, words }: Sheet, { findings }: AuditDiff): Item[] {
  const { theme } = page;
  const item = (sign: Item['sign'], finding: Finding, paint = theme.severity[finding.severity]): Item => ({
    sign,
    text: findingText(page, finding, words),
    paint,
  });
  return [
    ...findings.added.map((finding) => item('+', finding)),
    ...findings.worse.map(({ after }) => item('>', after)),
    ...findings.removed.map((finding) => item('-', finding, theme.verdict.pass)),
  ];
}

function findingText(page: Page, finding: Finding, words: DiffWords): string {
  const { ruleId, severity, points, suppressedBy } = finding;
  const { colon, comma, severity: names } = page.words;
  const accepted = suppressedBy === null ? '' : comma + words.isAccepted;
  const { title } = page.words.ownFinding(finding);
  return `${page.name(ruleId)}${colon}${title}${words.points(names[severity], points)}${accepted}`;
}

/** Permissions that code uses now or no more, and SDKs that came or went. */
function codeItems({ page, words }: Sheet, { code }: AuditDiff): Item[] {
  if (code === null) return [];
  const { review, pass } = page.theme.verdict;
  const item = (sign: Item['sign'], title: string, names: readonly string[]): Item[] => {
    const text = title + page.words.colon + names.join(page.words.comma);
    return names.length === 0 ? [] : [{ sign, text, paint: sign === '+' ? review : pass }];
  };
  const short = (names: readonly string[]): string[] => names.map((name) => page.name(shortPermissionName(name)));
  return [
    ...item('+', words.nowUsed, short(code.nowUsed)),
    ...item('-', words.noLongerUsed, short(code.noLongerUsed)),
    ...item('+', words.sdksAdded, code.sdksAdded),
    ...item('-', words.sdksRemoved, code.sdksRemoved),
  ];
}

function cautionItems({ page, words }: Sheet, { cautions }: AuditDiff): Item[] {
  const { review } = page.theme.verdict;
  return cautions.map((caution): Item => ({ sign: '!', text: words.caution(caution), paint: review }));
}
