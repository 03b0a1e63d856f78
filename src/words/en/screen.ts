/** The words of the first screen of the terminal report that the whole report does not have. */
import type { AuditVerdict, Outcome } from '../../audit/types.js';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const SCREEN_EN = {
  version: (version: string): string => `version ${version}`,
  /** A category or policy by its name, with the id that options take. */
  named: (name: string, id: string): string => `${name} (${id})`,
  columns: {
    severity: 'Severity',
    data: 'Data',
    permission: 'Permission',
    usedBy: 'Used by',
    barredBy: 'Barred by',
    points: 'Points',
  },
  /** In a list on one line: how many more there are. */
  andMore: (count: number): string => `+${count}`,
  usedBy: { app: 'the app', unattributed: 'other code', hint: 'only hints', none: 'not seen', unknown: 'not scanned' },
  /** Behind a verdict of a cited text that is no ban: whose text it is. */
  by: (verdict: string, policies: string): string => `${verdict} (${policies})`,
  accepted: (name: string): string => `${name} (accepted)`,
  /** What was found and costs nothing. */
  noted: 'Noted',
  /** Under a score without a category. */
  noCategory: (hinted: readonly string[]): string =>
    `Without a category nobody says what this app needs: what is sensitive counts as unexplained. ${
      hinted.length === 0
        ? 'Declare one: --category <id> (see: permaudit categories)'
        : `It looks like ${hinted.join(' or ')}; declare it: ${hinted.map((id) => `--category ${id}`).join(' or ')}`
    }`,
  /** The name of a category that has to be chosen. */
  anyCategory: '<id> (see: permaudit categories)',
  moreFindings: (counts: string): string => `More findings, milder than these: ${counts} (--details)`,
  /** What joins several findings, or what readers are shown differently. */
  story: (title: string, severity: string, rule: string, names: string): string =>
    `${title}${names === '' ? '' : `: ${names}`} (${severity}, ${rule})`,
  /** The name of data within a sentence. */
  inSentence: (name: string): string =>
    /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name,
  /** SDKs that rate people or pass on where they are, in the code. */
  brings: (sdks: string): string => `Its code brings ${sdks}.`,
  sdk: (name: string, purpose: string): string => `${name} (${purpose})`,
  first: 'What to do first',
  gives: (step: string, points: number): string => `${step} (+${plural(points, 'point', 'points')})`,
  unseen: 'Not seen',
  noCode: 'the code (not read)',
  partialCode: 'part of the code',
  always: 'use of the data, when it asks, what is sent',
  oddities: (count: number): string => `the file has ${plural(count, 'oddity', 'oddities')}`,
  more: 'More',
  details: '--details',
  explain: (id: string): string => `permaudit explain ${id}`,
  html: '--report html=a.html',
  last: (word: string, score: number, grade: string, next: string): string =>
    `${word}: ${score} of 100, grade ${grade}. Next: ${next}`,
  lastWithoutScore: (outcome: string, next: string): string => `NO SCORE: ${outcome}. Next: ${next}`,
  next: {
    fail: 'remove what is barred (--details)',
    review: 'explain or remove it (--details)',
    pass: 'nothing must change; --details tells why',
  } as Record<AuditVerdict, string>,
  /** The next step where nobody says what the app needs. */
  declare: (category: string): string => `declare its kind, --category ${category}`,
  nextWithoutScore: {
    refused: 'get the file again from where it came',
    incomplete: '--details tells what was not read',
    error: 'check that the file is an app',
  } as Partial<Record<Outcome, string>>,
  nextUnknown: '--details tells more',
};
