/** Every word of the page that is not the rulebook's or the app's, by language. */
import type { ApiRange } from '../../bytes/api-range.js';
import type { Anomaly } from '../../bytes/anomaly.js';
import type { AuditVerdict, Citation, Outcome } from '../../audit/types.js';
import type { ErrorKind } from '../../bytes/errors.js';
import type { Lang, Severity, Verdict } from '../../rulebook/types.js';
import { describeApi, describeApiRange, describeApiRanges } from '../android-versions.js';
import { describeVerdict } from '../text/score.js';

/** How a permission comes to be held on one Android version. */
export type Grant = 'asked' | 'install' | 'settings' | 'system' | 'unknown';

const EN = {
  lang: 'en',
  documentTitle: (app: string) => `Permission audit: ${app}`,
  kicker: 'Permission audit',
  skip: 'Skip to the findings',
  contents: 'Contents',
  theme: { label: 'Colours', auto: 'Auto', light: 'Light', dark: 'Dark' },
  sections: {
    findings: 'Findings',
    score: 'How the score comes about',
    policies: 'What each policy says',
    timeline: 'What each Android version grants',
    permissions: 'All permissions',
    capabilities: 'Powers that need no permission',
    versions: 'Android versions read this file differently',
    anomalies: 'Oddities in the file',
    fine: 'In order',
    notes: 'Notes and limits',
  },
  short: {
    findings: 'Findings',
    score: 'Score',
    policies: 'Policies',
    timeline: 'Timeline',
    permissions: 'Permissions',
    capabilities: 'Powers',
    versions: 'Versions',
    anomalies: 'Oddities',
    fine: 'In order',
    notes: 'Notes',
  },
  identity: {
    package: 'Package',
    version: 'Version',
    runsOn: 'Runs on',
    builtFor: 'Built for',
    file: 'File',
    sha256: 'SHA-256',
    category: 'Category',
    noCategory: 'none declared',
    policies: 'Policies',
    features: 'Declared features',
    judged: 'Judged as of',
    audited: 'Audited on',
    none: 'none',
    code: (code: number) => `code ${code}`,
    newer: (api: string) => `${api} and newer`,
    anyAndroid: 'any Android',
    noTarget: 'no stated version',
  },
  severity: { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'info' } satisfies Record<
    Severity,
    string
  >,
  verdict: {
    prohibited: 'prohibited',
    unjustified: 'unjustified',
    conditional: 'conditional',
    necessary: 'necessary',
  } satisfies Record<Verdict, string>,
  verdictMeaning: {
    prohibited: 'a text in force bars it for this kind of app',
    unjustified: 'no text supports it and the basic function does not need it',
    conditional: 'fine with a feature that was not declared',
    necessary: 'this kind of app needs it',
  } satisfies Record<Verdict, string>,
  appVerdict: (verdict: AuditVerdict, hasCategory: boolean) => describeVerdict(verdict, hasCategory),
  outcome: {
    complete: 'read completely',
    'complete-with-anomalies': 'read completely, with oddities',
    'version-dependent': 'read differently by Android versions',
    refused: 'refused by Android',
    incomplete: 'not read completely',
    error: 'could not be read',
  } satisfies Record<Outcome, string>,
  reading: 'Reading',
  noCategoryBanner:
    'No category was declared, so whether the app needs what it asks for is not judged. Only policies that hold for every app apply; sensitive permissions are listed for review.',
  incompleteBanner: 'Incomplete: not everything in this file could be read. This report may miss something.',
  refusal: {
    refused: {
      title: 'Android would refuse this file',
      sentence:
        'No Android version audited would install it, so there is nothing to score. That is neither a good sign nor a bad one: the file may be damaged, unfinished, or built to confuse other tools.',
    },
    unreadable: { title: 'This file could not be read', sentence: 'Nothing was audited.' },
    unsure: {
      title: 'This audit cannot be sure',
      sentence: 'The file was not read to the end, so a score could miss something. None is given.',
    },
  } satisfies Record<ErrorKind, { title: string; sentence: string }>,
  whatToDo: 'What to do',
  errorCode: 'Code',
  place: 'Where',
  dial: {
    label: (score: number, grade: string) => `Score ${score} of 100, grade ${grade}`,
    none: 'no score',
    of: 'of 100',
    grade: 'grade',
  },
  count: (count: number, severity: string) => `${count} ${severity}`,
  findingsCount: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
  noFindings: 'Nothing was found that the cited texts bar or leave without support.',
  acceptedBecause: 'Accepted',
  acceptedScore: (score: number, grade: string, verdict: string) =>
    `Without the accepted findings: score ${score} of 100, grade ${grade}, ${verdict}.`,
  composite: 'joins other findings; takes no points of its own',
  expandAll: 'Open all citations',
  collapseAll: 'Close all citations',
  asksFor: 'What it asks for',
  seen: 'What was seen',
  why: 'Why it does not belong here',
  whyConditional: 'When it belongs here',
  instead: 'Use instead',
  fineWith: 'Fine with one of these features, if the app has it',
  severityReason: 'About the severity',
  article: 'From the article',
  cites: (count: number) => (count === 1 ? '1 cited text' : `${count} cited texts`),
  seeAlso: 'See also',
  points: (points: number) => (points === 0 ? 'no points' : points === 1 ? '−1 point' : `−${points} points`),
  pointsShort: (points: number) => (points === 0 ? '0' : `−${points}`),
  verification: {
    primary: 'checked in the text itself',
    secondary: 'checked in a secondary source',
    'unverified-high': 'unverified: from memory, likely',
    'unverified-medium': 'unverified: from memory',
  } satisfies Record<Citation['verification'], string>,
  basis: {
    explicit: 'names the permission',
    derived: 'names the data',
    inferred: 'our reading',
  } satisfies Record<Citation['basis'], string>,
  status: {
    'in-force': null,
    draft: 'draft',
    superseded: 'superseded',
    notice: 'enforcement notice',
    published: null,
  } satisfies Record<Citation['status'], string | null>,
  authority: {
    law: 'law',
    regulation: 'regulation',
    guidance: 'guidance',
    standard: 'standard',
    platform: 'platform rule',
    research: 'research',
    article: 'article',
  } satisfies Record<Citation['authority'], string>,
  undated: 'undated',
  issued: 'issued',
  effective: 'effective',
  enforced: 'enforced from',
  notYet: { announced: 'announced, not yet in force: no points', future: 'not yet in force: no points' },
  clause: 'Clause',
  citedAbove: 'Wording and source: see its first mention above.',
  waterfall: {
    intro: 'Every loss in order. Fixing a finding gives back exactly its points.',
    introBelow: (points: number) =>
      `${points} points are lost in all. The score stops at 0; the pale bars left of zero show what else would have to be fixed.`,
    nothing: 'Nothing is taken off: 100 of 100.',
    start: 'Start',
    data: 'Data',
    severity: 'Severity',
    loss: 'Loss',
    score: 'Score after',
    bar: 'Score from 100 down',
    cap: (grade: string, score: number) =>
      `The grade is ${grade}, not what ${score} alone would give: a permission barred by a cited text caps it at D.`,
  },
  policies: {
    intro: 'Each policy judged on its own. The strictest text decides the verdict of a finding.',
    finding: 'Finding',
    silent: 'silent',
    silentMeaning: 'silent: it says nothing here, and the need of the category decides',
  },
  timeline: {
    intro:
      'How the app comes to hold each permission, by the Android version of the device. An empty stretch: the version does not grant it.',
    permission: 'Permission',
    api: 'API',
    grant: {
      asked: 'the user is asked',
      install: 'given at install',
      settings: 'switch in settings',
      system: 'system only',
      unknown: 'unknown permission',
    } satisfies Record<Grant, string>,
    notGranted: 'not granted',
    never: 'never takes effect',
  },
  permissions: {
    search: 'Search',
    searchHint: 'Name, data or reason',
    verdict: 'Judged',
    origin: 'Origin',
    all: 'all',
    notJudged: 'not judged',
    shown: (count: number) => `${count} of ${count} shown`,
    noMatch: 'No permission matches.',
    columns: {
      name: 'Permission',
      verdict: 'Judged',
      data: 'Data',
      api: 'API levels',
      protection: 'Protection',
      how: 'How',
    },
    origins: { requested: 'requested', implied: 'added by Android' },
    none: 'The app asks for none.',
    max: (api: number) => `up to API ${api}`,
    min: (api: number) => `from API ${api}`,
    neverForLocation: 'states: never for location',
    needs: 'only with device feature',
    only: 'only without device feature',
    inert: 'no effect',
    restricted: { hard: 'hard restricted', soft: 'soft restricted' },
    owner: { app: 'defined by the app', vendor: 'defined by a vendor', unknown: 'defined by nobody we know' },
  },
  capabilities: {
    intro: 'What the app can do through its components and declarations, without asking for a permission.',
    power: 'Power',
    android: 'Android',
    through: 'Through',
  },
  versions: {
    intro: 'What stands above is what the newest version that accepts the file reads.',
    android: 'Android',
    outcome: 'Outcome',
    reads: 'What it reads',
    accepted: 'accepted',
    refused: 'refused',
    permissions: (count: number) => (count === 1 ? '1 permission' : `${count} permissions`),
  },
  anomalies: {
    intro: 'Android accepts these and reads the file as told here. Build tools do not make most of them.',
    archive: 'the archive',
    at: (offset: number) => `byte ${offset}`,
    severity: { info: 'info', low: 'low', medium: 'medium', high: 'high' } satisfies Record<
      Anomaly['severity'],
      string
    >,
  },
  fine: {
    declared: 'Declared',
    word: "A declaration is the auditor's word: the APK does not prove that the feature exists.",
  },
  limits: {
    title: 'What a manifest cannot show',
    lines: [
      'Whether the app uses what it asks for: a manifest shows what an app can ask for, not what it collects.',
      'When and how it asks the user, what its privacy policy says, and whether it works after a refusal.',
      'What it collects without any permission: what the user types, device details, files the user picks, web pages inside the app.',
      'What happens to the data on the way and on the server, and code that is loaded later.',
    ],
  },
  footer: {
    made: (tool: string, rulebook: string) => `Made by ${tool} with rulebook ${rulebook}.`,
    again: 'The same file, rulebook, options and date give this page again, byte for byte.',
  },
  api: describeApi,
  apiRange: (range: ApiRange) => describeApiRange(range),
  apiRanges: (ranges: readonly ApiRange[]) => describeApiRanges(ranges),
};

export type Strings = typeof EN;

const BY_LANGUAGE: Partial<Record<Lang, Strings>> = { en: EN };

/** The languages the page speaks. */
export const HTML_LANGUAGES = Object.keys(BY_LANGUAGE) as Lang[];

/** The words in `lang`, or in English where the page does not speak it yet. */
export function stringsFor(lang: Lang): Strings {
  return BY_LANGUAGE[lang] ?? EN;
}
