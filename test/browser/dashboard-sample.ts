/** A batch of thousands of made-up apps, the same ones every time. */
import { summarize, type BatchSummary } from '../../src/batch/summary.js';
import type { BatchRow, OverRequested, DiscoveryNote } from '../../src/batch/types.js';
import { setupWith } from '../batch/setup.js';

const TYPES: readonly OverRequested[] = [
  { dataType: 'contacts', name: 'Contacts', severity: 'critical', verdict: 'prohibited', points: 40 },
  { dataType: 'sms', name: 'Text messages', severity: 'critical', verdict: 'prohibited', points: 40 },
  { dataType: 'call-log', name: 'Call log', severity: 'high', verdict: 'prohibited', points: 25 },
  { dataType: 'location', name: 'Precise location', severity: 'high', verdict: 'unjustified', points: 20 },
  { dataType: 'microphone', name: 'Microphone', severity: 'medium', verdict: 'unjustified', points: 10 },
  { dataType: 'storage', name: 'Files and media', severity: 'medium', verdict: 'unjustified', points: 10 },
  { dataType: 'calendar', name: 'Calendar', severity: 'low', verdict: 'unjustified', points: 5 },
];
const CATEGORIES = ['lending', 'banking', 'flashlight', 'messaging', null] as const;
const WORDS = ['Quick', 'Rapid', 'Safe', 'Easy', 'Star', 'Night', 'Blue', 'Gold'];
const NOUNS = ['Loan', 'Wallet', 'Torch', 'Chat', 'Bank', 'Cash', 'Credit', 'Light'];

/** Numbers that look random and are not. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function gradeOf(score: number): BatchRow['grade'] {
  if (score >= 90) return 'A';
  if (score >= 80) return 'B';
  if (score >= 65) return 'C';
  return score >= 50 ? 'D' : 'F';
}

function lost(index: number): BatchRow {
  return {
    ...scored(index, numbers(index)),
    package: null,
    label: null,
    versionName: null,
    outcome: index % 2 === 0 ? 'refused' : 'incomplete',
    ...(index % 2 === 0
      ? {
          errorCode: 'ZIP_NO_EOCD',
          errorMessage: 'the archive has no end record: the file is cut short',
          errorData: { problem: 'cutShort' },
        }
      : {
          errorCode: 'LIMIT_TIME',
          errorMessage: 'reading took longer than 60000 ms',
          errorData: { problem: 'tookLonger', limit: 60_000 },
        }),
    score: null,
    grade: null,
    verdict: null,
    points: null,
    overRequested: [],
  };
}

function scored(index: number, next: (below: number) => number): BatchRow {
  const asked = TYPES.filter(() => next(3) === 0).map((type) => ({
    ...type,
    permissions: [`android.permission.${type.dataType.toUpperCase().replace('-', '_')}`],
  }));
  const points = asked.reduce((sum, { points: own = 0 }) => sum + own, 0);
  const score = Math.max(0, 100 - points);
  const count = (severity: string): number => asked.filter((one) => one.severity === severity).length;
  return {
    file: `apks/${String(index).padStart(5, '0')}.apk`,
    fileBytes: null,
    package: `com.example.app${index}`,
    label: `${WORDS[next(8)] ?? ''} ${NOUNS[next(8)] ?? ''} ${index}`,
    versionName: `${next(9)}.${next(20)}`,
    category: CATEGORIES[next(5)] ?? null,
    outcome: next(12) === 0 ? 'complete-with-anomalies' : 'complete',
    score,
    grade: gradeOf(score),
    verdict: count('critical') > 0 ? 'fail' : asked.length > 0 ? 'review' : 'pass',
    points,
    errorCode: null,
    anomalies: 0,
    findings: { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low'), info: 0 },
    overRequested: asked,
    sha256: null,
    errorMessage: null,
    ...(index % 4 === 0
      ? {
          sdks: [
            { id: 'ads', name: 'Example Ads', kind: 'ads', permissions: ['android.permission.ACCESS_FINE_LOCATION'] },
          ],
        }
      : {}),
  };
}

const CHINESE_TYPES: Readonly<Record<string, string>> = {
  contacts: '通讯录',
  sms: '短信',
  'call-log': '通话记录',
  location: '精确位置',
  microphone: '麦克风',
  storage: '文件与媒体',
  calendar: '日历',
};

/** Ids of the rulebook for those made up here. */
const KNOWN_CATEGORIES: Readonly<Record<string, string>> = {
  banking: 'mobile_bank',
  flashlight: 'tools_flashlight',
  messaging: 'im',
};

function inChinese(row: BatchRow, place: number): BatchRow {
  const asked = row.overRequested.map((one) => ({ ...one, name: CHINESE_TYPES[one.dataType] ?? '' }));
  const sdks = row.sdks?.map((sdk) => ({ ...sdk, name: '示例广告', kind: 'advertising' }));
  return {
    ...row,
    label: row.label === null ? null : `示例应用 ${place}`,
    category: row.category === null ? null : (KNOWN_CATEGORIES[row.category] ?? row.category),
    overRequested: asked,
    ...(sdks === undefined ? {} : { sdks }),
  };
}

/** The same apps with Chinese names, as audited with `--lang zh`: what is left of English in a page is the page's. */
export function chineseSummary(count: number, extra: readonly Partial<BatchRow>[] = []): BatchSummary {
  const { ranking, notes } = sampleSummary(count, extra);
  const facts = { complete: false, found: count * 2, cached: 0, resumed: 0, notes };
  return summarize(ranking.map(inChinese), { setup: setupWith({ lang: 'zh', features: ['kyc-camera'] }), ...facts });
}

/** The summary of `count` apps; `extra` rows are put to them. */
export function sampleSummary(count: number, extra: readonly Partial<BatchRow>[] = []): BatchSummary {
  const next = numbers(7);
  const rows = Array.from({ length: count }, (_, index) => (index % 97 === 5 ? lost(index) : scored(index, next)));
  const all = [...rows, ...extra.map((changes) => ({ ...scored(count, next), ...changes }))];
  const notes = [
    { kind: 'not-an-archive', file: 'apks/page.apk', code: 'NO_ARCHIVE', data: {} },
  ] satisfies DiscoveryNote[];
  return summarize(all, { setup: setupWith(), complete: true, found: all.length, cached: 0, resumed: 0, notes });
}
