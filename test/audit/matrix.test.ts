/** What each policy says of lending, permission by permission, against the matrix of the research notes (section G). */
import { describe, expect, it } from 'vitest';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Basis, Verdict } from '../../src/rulebook/types.js';
import { audit } from './facts.js';

/**
 * Verdict (P, C, U), then its basis where the notes give one (e explicit, d derived, i inferred). A dash: the text is silent.
 * A bare U: no text, no necessity, so the text is silent and the category's need decides.
 */
type Cell = 'Pe' | 'Pd' | 'Pi' | 'P' | 'Cd' | 'Ci' | 'C' | 'Ud' | 'U' | '-';
const COLUMNS = ['art', 'cn26', 'play', 'in', 'id', 'ph', 'ke', 'pk', 'co', 'eu'] as const;
type Column = (typeof COLUMNS)[number];

/** The policies and features behind each column. `eu` speaks of scoring, so the app declares it. */
const SELECTED: Readonly<Record<Column, { policies: string[]; features?: string[] }>> = {
  art: { policies: ['article', 'cn-39'] },
  cn26: { policies: ['cn-draft-2026'] },
  play: { policies: ['google-play'] },
  in: { policies: ['in-rbi'] },
  id: { policies: ['id-ojk'] },
  ph: { policies: ['ph-npc'] },
  ke: { policies: ['ke-cbk'] },
  pk: { policies: ['pk-secp'] },
  co: { policies: ['co-sic'] },
  eu: { policies: ['eu-ccd2'], features: ['alternative-scoring'] },
};

/** One row: the permissions and capabilities it stands for, and the cells in the order of the columns. */
const MATRIX: readonly [names: string, cells: string][] = [
  ['READ_CONTACTS', 'Ud Pd Pe Pd Pd Cd Pd Pd Pd Pd'],
  ['WRITE_CONTACTS', 'U P U Pd P U U Pd P U'],
  ['GET_ACCOUNTS', 'U P U Pd P U U Pd P U'],
  ['READ_SMS RECEIVE_SMS RECEIVE_MMS RECEIVE_WAP_PUSH', 'Ud Pd Pe Ud Pd U U U U Pd'],
  ['SEND_SMS', 'U U Pe Pd P U U U U U'],
  ['READ_CALL_LOG WRITE_CALL_LOG PROCESS_OUTGOING_CALLS', 'U Pd Pe Pd Pd U Ud U U Pd'],
  ['RECORD_AUDIO', 'Pd Cd - Cd Cd U U U U U'],
  ['foreground-service-microphone CAPTURE_AUDIO_OUTPUT', 'P U U P P U U U U U'],
  ['CAMERA', 'Ci Cd - Cd Cd Cd U U C C'],
  ['READ_MEDIA_IMAGES READ_MEDIA_VIDEO READ_EXTERNAL_STORAGE', 'Ud Pd Pe Pd Pd Cd U Pd Pd Pd'],
  ['WRITE_EXTERNAL_STORAGE MANAGE_EXTERNAL_STORAGE', 'Ud Pd Pe Pd Pd U U Pd Pd U'],
  // It opens nothing: it only leaves out the question before a change.
  ['MANAGE_MEDIA', 'U U Pe U U U U U U U'],
  ['ACCESS_MEDIA_LOCATION', 'U U U P P U U P U U'],
  ['ACCESS_FINE_LOCATION', 'U C Pe Cd Cd C U U U U'],
  ['ACCESS_COARSE_LOCATION', 'C C C Cd Cd C U U C C'],
  ['ACCESS_BACKGROUND_LOCATION', 'U Ud U Pd P U U U U U'],
  ['READ_PHONE_NUMBERS', 'U U Pe Pd P U U U U U'],
  ['READ_PHONE_STATE CALL_PHONE ANSWER_PHONE_CALLS', 'U U U Pd P U U U U U'],
  ['QUERY_ALL_PACKAGES', 'U U Pe U P U U U U Pd'],
  ['com.android.permission.GET_INSTALLED_APPS PACKAGE_USAGE_STATS', 'U U - U P U U U U Pd'],
  ['READ_CALENDAR WRITE_CALENDAR', 'U U - P P U U U U U'],
  ['accessibility-service notification-listener', 'U Pi Pd Pi P U U U U U'],
  ['BODY_SENSORS android.permission.health.READ_HEART_RATE ACTIVITY_RECOGNITION', 'U U P P P U U U U Pd'],
  ['POST_NOTIFICATIONS', 'C C C C C C C C C C'],
];

/** Where the shipped rules say otherwise, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'CAMERA ke': 'no text: the category needs it on a condition, and that decides',
  'CAMERA pk': 'no text: the category needs it on a condition, and that decides',
  'ACCESS_COARSE_LOCATION ke': 'no text: the category needs it on a condition, and that decides',
  'ACCESS_COARSE_LOCATION pk': 'no text: the category needs it on a condition, and that decides',
  'MANAGE_MEDIA play': 'it opens no photo: it spares the user a question before files are changed',
  'accessibility-service play':
    'Google bars deriving messages; that the service can is no deriving, so our reading bars nothing',
  'notification-listener play':
    'Google bars deriving messages; that the service can is no deriving, so our reading bars nothing',
  'BODY_SENSORS play': "Google's ban on lending is about Health Connect data, and this permission is none of it",
  'ACTIVITY_RECOGNITION play': "Google's health policies do not name it",
  'GET_ACCOUNTS pk': 'the cell says contacts only, and the mapping (section C) lists no accounts',
};

/** Same verdict, weaker basis, and why. */
const WEAKER_BASIS: Readonly<Record<string, string>> = {
  'MANAGE_EXTERNAL_STORAGE play':
    "the constant is not on Google's list (section B.1); the sentence on photos covers it",
};

/** Where a text speaks of what the notes count as unjustified for want of one, and does not change the verdict. */
const SPEAKS_UNASKED: Partial<Record<Column, (name: string) => boolean>> = {
  // The list of necessary information holds none of it: an absence, which is our judgement and no text. The power to
  // change media without asking again gives no information.
  art: (name) => name !== 'MANAGE_MEDIA',
  // The draft on recording that goes on (section A.8) is for apps of every category.
  cn26: (name) => name === 'foreground-service-microphone',
  // Google's rules on location in the background and on foreground services (section B.3) are for apps of every category.
  play: (name) => name === 'ACCESS_BACKGROUND_LOCATION' || name.startsWith('foreground-service-'),
};

const VERDICTS: Readonly<Record<string, Verdict>> = { P: 'prohibited', C: 'conditional', U: 'unjustified' };
const STRICTNESS: readonly Verdict[] = ['prohibited', 'unjustified', 'conditional', 'necessary'];
const BASES: Readonly<Record<string, Basis>> = { e: 'explicit', d: 'derived', i: 'inferred' };
const clauses = new Map(
  builtinRulebook().policies.flatMap((policy) => policy.clauses.map((clause) => [clause.id, clause])),
);

/** What a permission needs beside it to open anything. */
const BESIDE: Readonly<Record<string, string[]>> = { MANAGE_MEDIA: ['READ_MEDIA_AUDIO'] };

interface Answer {
  verdict: Verdict | undefined;
  bases: Basis[];
  says: boolean;
}

/** What the policies of a column answer of one permission or capability of a loan app. */
function answerOf(name: string, column: Column): Answer {
  const { policies, features = [] } = SELECTED[column];
  const isCapability = /^[a-z-]+$/.test(name);
  // A service for the microphone records nothing without it.
  const shape = isCapability
    ? { permissions: ['RECORD_AUDIO'], capabilities: [name as never] }
    : { permissions: [name, ...(BESIDE[name] ?? [])] };
  const result = audit({ ...shape, targetSdk: 36, minSdk: 26 }, { policies, features });
  const finding = [...result.findings, ...result.justified].find(
    ({ composite, permissions, capabilities }) =>
      !composite && (permissions.some((one) => one.endsWith(name)) || capabilities.includes(name)),
  );
  const answers = finding?.policyVerdicts ?? [];
  const strictest = STRICTNESS.find((verdict) => answers.some((answer) => answer.verdict === verdict));
  const ids = answers
    .filter(({ verdict, says }) => says && verdict === strictest)
    .flatMap(({ clauseIds }) => clauseIds);
  return {
    verdict: strictest,
    bases: ids.map((id) => clauses.get(id)?.basis ?? 'inferred'),
    says: ids.length > 0,
  };
}

const cells = MATRIX.flatMap(([names, row]) =>
  row
    .split(' ')
    .flatMap((cell, at): [string, Column, Cell][] =>
      names.split(' ').map((name) => [name, COLUMNS[at] ?? 'art', cell as Cell]),
    ),
);

describe('the lending matrix', () => {
  it('has a cell for every row and column', () => {
    for (const [names, row] of MATRIX) expect(row.split(' '), names).toHaveLength(COLUMNS.length);
  });

  it.each(cells.filter(([name, column]) => EXCEPTIONS[`${name} ${column}`] === undefined))(
    '%s, %s: %s',
    (name, column, cell) => {
      const { verdict, bases, says } = answerOf(name, column);
      if (cell === '-') {
        expect(says).toBe(false);
        return;
      }
      expect(verdict).toBe(VERDICTS[cell.charAt(0)]);
      const basis = BASES[cell.charAt(1)];
      const isWeaker = WEAKER_BASIS[`${name} ${column}`] !== undefined;
      if (basis !== undefined) expect(bases.includes(basis)).toBe(!isWeaker);
      if (cell === 'U') expect(says).toBe(SPEAKS_UNASKED[column]?.(name) === true);
    },
  );

  it.each(Object.keys(EXCEPTIONS))('differs on purpose: %s', (key) => {
    const [name = '', column = 'art'] = key.split(' ');
    const cell = cells.find(([one, other]) => one === name && other === column)?.[2] ?? '-';
    expect(answerOf(name, column as Column).verdict).not.toBe(VERDICTS[cell.charAt(0)]);
  });
});

describe('policies side by side', () => {
  const KYC = { policies: ['article', 'cn-39', 'in-rbi', 'id-ojk'] };

  it('bar the microphone in one and allow it once for an interview in another; the strictest wins', () => {
    const { findings } = audit(
      { permissions: ['RECORD_AUDIO'], targetSdk: 36 },
      { ...KYC, features: ['kyc-interview'] },
    );
    expect(findings[0]?.verdict).toBe('prohibited');
    const told = new Map(findings[0]?.policyVerdicts.map(({ policy, verdict }) => [policy, verdict]));
    expect(Object.fromEntries(told)).toMatchObject({
      article: 'prohibited',
      'in-rbi': 'conditional',
      'id-ojk': 'conditional',
    });
  });

  it('justify it where only those are selected, and not in the background', () => {
    const asked = { policies: ['in-rbi', 'id-ojk'], features: ['kyc-interview'] };
    const foreground = audit({ permissions: ['RECORD_AUDIO'], targetSdk: 36 }, asked);
    expect([foreground.findings, foreground.justified.map(({ ruleId }) => ruleId)]).toEqual([[], ['LEND-MIC']]);
    const background = audit(
      { permissions: ['RECORD_AUDIO'], capabilities: ['foreground-service-microphone'], targetSdk: 36 },
      asked,
    );
    expect(background.findings.map(({ verdict }) => verdict)).toContain('prohibited');
  });

  it('that do not bind bar nothing, weigh no more than their cap, and never help', () => {
    const app = { permissions: ['READ_CONTACTS'], targetSdk: 36 };
    const community = (policies: string[]): (string | undefined)[] => {
      const [finding] = audit(app, { category: 'community', policies }).findings;
      return [finding?.verdict, finding?.severity];
    };
    expect(community(['cn-39'])).toEqual(['conditional', 'low']);
    expect(community(['cn-39', 'cn-draft-2026'])).toEqual(['unjustified', 'medium']);
    const lending = audit(app, { policies: ['cn-draft-2026'] });
    // The category needs no contacts whatever the draft says.
    expect(lending.findings[0]).toMatchObject({ verdict: 'unjustified', severity: 'high' });
    expect(lending.findings[0]?.policyVerdicts[0]?.verdict).toBe('prohibited');
    expect(lending.verdict).toBe('review');
  });

  it('with no clause at all leave the need of the category to decide', () => {
    const { findings } = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }, { policies: ['gb-t-41391'] });
    expect(findings[0]?.policyVerdicts).toEqual([
      { policy: 'gb-t-41391', verdict: 'unjustified', says: false, clauseIds: [] },
    ]);
  });
});

describe('over-asking', () => {
  const asked = { category: 'map_nav', policies: ['cn-191-164', 'eu-gdpr'] };

  it('is said only of what the category does not need', () => {
    const { findings } = audit({ permissions: ['READ_CONTACTS', 'ACCESS_FINE_LOCATION'], targetSdk: 36 }, asked);
    expect(findings.map(({ dataType }) => dataType)).toEqual(['contacts']);
    expect(findings[0]?.clauses.map(({ clauseId }) => clauseId)).toEqual(
      expect.arrayContaining(['CN191-4-1', 'CN164-OVERASK', 'GDPR-5-1-C']),
    );
  });

  it('stays unexplained without a category', () => {
    const { findings } = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }, { ...asked, category: null });
    expect(findings.map(({ verdict, clauses }) => [verdict, clauses])).toEqual([['unexplained', []]]);
  });
});
