/** Every word of the terminal report, of `explain` and of `categories` that is not the rulebook's or the app's. */
import { onDevicesEn } from '../devices.js';
import { PREDICATE_EN } from '../predicates.js';
import { sdkPurposeInEnglish } from './kinds.js';
import type { ApiRange } from '../../bytes/api-range.js';
import type { DeviceSetting } from '../../bytes/device.js';
import type { DivergentThing } from '../../facts/divergence.js';
import type { ErrorKind } from '../../bytes/errors.js';
import type {
  AppModule,
  CapabilityEvidence,
  CodeEvidence,
  EffectivePermission,
  HidingSign,
  ImpliedBy,
  ModuleDelivery,
  SignatureState,
  SigningBlockKind,
  Signer,
} from '../../facts/facts.js';
import type {
  AuditVerdict,
  Citation,
  Finding,
  FindingEvidence,
  Outcome,
  ToldAnomaly,
  ToldError,
  ToldNote,
} from '../../audit/types.js';
import type { PermissionInfo } from '../../knowledge/index.js';
import type { Lang, Sensitivity, Severity, StatedVerdict, Verdict } from '../../rulebook/types.js';
import { ENGLISH } from '../messages.js';
import { SCREEN_EN } from './screen.js';
import { describeApi, describeApiRange, describeApiRanges, shortApiRanges } from '../android-versions.js';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const EN = {
  lang: 'en' as Lang,
  /** Between the items of a list in running text. */
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  or: ' or ',
  fullStop: '.',
  /** Between two sentences. */
  sentenceGap: ' ',
  quotes: ['“', '”'] as readonly [string, string],
  parenthesized: (text: string): string => ` (${text})`,

  api: (api: number): string => describeApi(api),
  apiRange: (range: ApiRange): string => describeApiRange(range),
  apiRanges: (ranges: readonly ApiRange[]): string => describeApiRanges(ranges),
  shortApiRanges: (ranges: readonly ApiRange[]): string => shortApiRanges(ranges),

  severity: { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'info' } as Record<
    Severity,
    string
  >,
  sensitivity: { high: 'high', medium: 'medium', low: 'low' } as Record<Sensitivity, string>,
  verdict: {
    prohibited: 'prohibited',
    unjustified: 'unjustified',
    unexplained: 'unexplained',
    conditional: 'conditional',
    necessary: 'necessary',
  } as Record<Verdict, string>,
  appVerdict: { pass: 'pass', review: 'review', fail: 'fail' } as Record<AuditVerdict, string>,
  authority: {
    law: 'law',
    regulation: 'regulation',
    'normative-document': 'normative document',
    guidance: 'guidance',
    standard: 'standard',
    platform: 'platform',
    research: 'research',
    article: 'article',
  } as Record<Citation['authority'], string>,
  status: {
    'in-force': null,
    draft: 'DRAFT',
    superseded: 'superseded',
    notice: 'enforcement notice',
    published: null,
  } as Record<Citation['status'], string | null>,
  sourceStatus: {
    'in-force': 'in force',
    draft: 'draft',
    superseded: 'superseded',
    notice: 'enforcement notice',
    published: 'published',
  } as Record<Citation['status'], string>,
  basis: {
    explicit: 'names the permission',
    derived: 'names the data',
    inferred: 'our reading',
  } as Record<Citation['basis'], string>,
  verification: {
    primary: 'checked in the text itself',
    secondary: 'checked in a secondary source',
    'unverified-high': 'UNVERIFIED (from memory, likely)',
    'unverified-medium': 'UNVERIFIED (from memory)',
  } as Record<Citation['verification'], string>,

  clauseState: (state: 'announced' | 'future', effective: string | null, enforced: string | null): string => {
    const dates = [
      effective === null ? null : `effective ${effective}`,
      enforced === null ? null : `enforced from ${enforced}`,
    ].filter((part) => part !== null);
    const word = state === 'future' ? 'not yet in force' : 'announced';
    return `${word}${dates.length === 0 ? '' : ` (${dates.join(', ')})`}: a warning, no points`;
  },
  clauseEnd: (until: string, by: string | null): string =>
    by === null ? `no longer in force from ${until}` : `replaced from ${until} by ${by}`,
  clauseSeen: (date: string): string => `known to be there on ${date}`,
  citation: {
    label: {
      prohibited: 'Barred by',
      unjustified: 'No basis',
      conditional: 'Only if',
      necessary: 'Needed',
    } as Record<StatedVerdict, string>,
    sentence: (where: readonly string[], standing: readonly string[]): string =>
      `${where.join(', ')}. ${standing.join('; ')}.`,
    /** Before a quotation that we translated. */
    translation: 'Our translation: ',
    /** The list of everything that the findings point at. */
    sources: (count: number): string => `Texts (${count})`,
    /** Of a combination. */
    ofParts: 'those of its parts',
    texts: 'Texts',
    /** Above the list. */
    readUnlessSaid: 'Each checked in the text itself, unless its entry says otherwise.',
    /** Further texts, which decide nothing. */
    context: (count: number): string =>
      `Context, which decides nothing: ${plural(count, 'source', 'sources')} (permaudit explain <rule>).`,
    /** A quotation that another clause of the same text has too. */
    sameWords: (mark: string): string => `Same words: ${mark}.`,
  },
  policies: {
    title: 'By policy',
    silent: 'silent',
    areSilent: (names: string): string => `silent: ${names}`,
    finding: 'Finding',
  },

  identity: {
    package: 'Package',
    version: 'Version',
    code: (code: number): string => `code ${code}`,
    runsOn: 'Runs on',
    anyAndroid: 'any Android',
    andNewer: (api: string): string => `${api} and newer`,
    builtFor: (from: string, target: string): string => `${from}; built for ${target}`,
    noTarget: 'no stated version',
    sha256: 'SHA-256',
    file: 'File',
    size: (size: string): string => ` (${size})`,
    bytes: (bytes: number): string => `${bytes} bytes`,
    signed: 'Signed',
    notSigned: 'not signed',
    signature: { absent: 'absent', present: 'read, not verified', verified: 'verified', invalid: 'invalid' } as Record<
      SignatureState,
      string
    >,
    signer: 'Signer',
    formerKey: (key: string): string => `earlier key ${key}`,
    otherBlock: (id: string, kind: SigningBlockKind | null): string => {
      const kinds = {
        'dependency-info': 'dependency info',
        frosting: 'frosting of Google Play',
        'source-stamp': 'a source stamp',
      };
      return `The signing block also holds ${kind === null ? 'a block of no known kind' : kinds[kind]} (${id}).`;
    },
    signerProblems: (signer: Signer): string[] => ENGLISH.signerProblems(signer),
    builtAs: 'Built as',
    debugKey: 'signed with a debug key, which anybody may have',
    debuggable: 'debuggable',
    testOnly: 'test only',
    cleartext: 'unencrypted traffic allowed',
    cleartextByDefault: 'unencrypted traffic allowed by default',
    apk: 'APK',
    modules: 'Modules',
    module: {
      base: 'base',
      split: 'split',
      feature: 'feature',
      config: 'config',
      'asset-pack': 'asset-pack',
    } as Record<AppModule['kind'], string>,
    delivery: {
      'install-time': 'install-time',
      conditional: 'conditional',
      'on-demand': 'on-demand',
      'fast-follow': 'fast-follow',
    } as Record<ModuleDelivery, string>,
    fused: 'merged into the base',
    adds: (parts: string, names: string): string => `${parts}; its components add: ${names}`,
    ignores: (parts: string, names: string): string => `${parts}; Android ignores its requests: ${names}`,
    tool: 'Tool',
    rulebook: (version: string, digest: string): string => `rulebook ${version} (${digest})`,
  },
  options: {
    category: 'Category',
    noCategory: 'none declared',
    role: 'Role',
    settings: 'Settings',
    supplySide: 'supply side (drivers, couriers, merchants, hosts)',
    policies: 'Policies',
    features: 'Features',
    judged: 'Judged',
    asOf: (date: string): string => `as of ${date}`,
    on: (range: string): string => `, on ${range}`,
    reading: 'Reading',
    oddities: (count: number): string => `${plural(count, 'oddity', 'oddities')} in the file`,
    differs: (oddities: string): string =>
      `Android versions do not read this file alike${oddities === '' ? '' : `, ${oddities}`}: see below`,
    completeWith: (oddities: string): string => `complete, with ${oddities}: see below`,
  },

  score: {
    headline: (score: number, grade: string): string => `score ${score} of 100, grade ${grade}`,
    verdictWord: { fail: 'FAIL', review: 'REVIEW', pass: 'PASS' } as Record<AuditVerdict, string>,
    verdictSentence: {
      fail: (hasCategory: boolean): string =>
        `it asks for what a cited text bars for ${hasCategory ? 'this kind of app' : 'any app'}.`,
      review: (_: boolean, isNeedJudged: boolean): string =>
        isNeedJudged
          ? 'it asks for what no cited text supports for this kind of app.'
          : 'it asks for sensitive things that nothing declared explains.',
      pass: (hasCategory: boolean, isNeedJudged: boolean): string =>
        isNeedJudged
          ? 'it asks for nothing that the cited texts bar or leave without support.'
          : `it asks for nothing that the cited texts bar for ${hasCategory ? 'this kind of app' : 'every app'}, and for little that is sensitive.`,
    } as Record<AuditVerdict, (hasCategory: boolean, isNeedJudged: boolean) => string>,
    noFindings: 'no findings',
    findings: (count: number, parts: readonly string[]): string =>
      `${plural(count, 'finding', 'findings')}: ${parts.join(', ')}`,
    count: (count: number, severity: string): string => `${count} ${severity}`,
    accepted: (count: number, score: number, grade: string, verdict: string): string =>
      `Without the ${plural(count, 'accepted finding', 'accepted findings')}: score ${score}, grade ${grade}, ${verdict}.`,
  },

  screen: SCREEN_EN,

  refusal: {
    noScore: 'no score',
    meaning: {
      refused: {
        title: 'Android would refuse this file',
        sentence:
          'No Android version audited would install it, so there is nothing to score. This is not a good sign and not a bad one: the file may be damaged, unfinished, or built to confuse other tools.',
      },
      unreadable: { title: 'This file could not be read', sentence: 'Nothing was audited.' },
      unsure: {
        title: 'This audit cannot be sure',
        sentence: 'The file was not read to the end, so a score could miss something. None is given.',
      },
    } as Record<ErrorKind, { title: string; sentence: string }>,
    error: (message: string, place: string, code: string): string => {
      const sentence = /^[a-z]/.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
      return `${sentence}${place === '' ? '' : ` (${place})`}. Code ${code}.`;
    },
    whatToDo: (hint: string): string => `What to do: ${hint}.`,
    incomplete: 'INCOMPLETE: not everything in this file could be read; this report may miss something.',
  },
  /** What a coded error says, and what to do about it. */
  error: (error: ToldError): { message: string; hint: string | null } => ({
    message: ENGLISH.error(error),
    hint: ENGLISH.hint(error),
  }),
  /** A place in a text file. */
  at: ({ line, column }: { line?: number; column?: number }): string =>
    line === undefined ? '' : `line ${line}${column === undefined ? '' : `:${column}`}`,
  place: (entry: string | null, offset: number | null): string =>
    [entry === null ? '' : `reading ${entry}`, offset === null ? '' : `at byte ${offset} (0x${offset.toString(16)})`]
      .filter((part) => part !== '')
      .join(' '),

  findings: {
    title: (count: number): string => `Findings (${count})`,
    noPoints: 'no points',
    points: (points: number): string => `-${points} points`,
    /** Of a finding without points: the rules that stand for the same cause. */
    countedIn: (rules: readonly string[]): string => `no points: the same cause is counted in ${rules.join(', ')}`,
    asksFor: 'Asks for',
    seen: 'Differs',
    /** What two readers are shown differently. */
    differs: {
      package: 'package name',
      permission: 'permissions',
      component: 'components',
      signer: 'signer',
    } as Record<DivergentThing, string>,
    why: 'Why',
    article: 'Article',
    instead: 'Instead',
    fineWith: 'Fine with',
    ifReal: (flags: readonly string[]): string => `${flags.join(' or ')}, if the app has it`,
    severity: 'Severity',
    accepted: 'Accepted',
  },
  /** The detail beside a permission, component or oddity a finding rests on. */
  evidence: (item: FindingEvidence): string => ENGLISH.evidence(item),
  /** The words of a finding that no rule of the rulebook made. */
  ownFinding: (finding: Finding): Pick<Finding, 'title' | 'why' | 'exposes' | 'dataTypeName' | 'remediation'> =>
    finding,
  suppressed: (finding: Finding): string => ENGLISH.accepted(finding),

  /** What the code shows of a permission that is named before it. */
  codeOf: {
    used: (owners: string): string => `used by ${owners}`,
    hint: (owners: string): string => `no firm evidence of use in the code, only hints: ${owners}`,
    noEvidence: 'no use found in the code',
    notScanned: 'the code was not scanned',
    uncalled: 'used only in code that nothing calls',
  },
  code: {
    label: 'In code',
    owner: { app: 'the app itself', unattributed: 'code of unknown origin' } as Record<'app' | 'unattributed', string>,
    access: { read: 'read', write: 'write', 'read-write': 'read and write' } as Record<
      'read' | 'write' | 'read-write',
      string
    >,
    ownerIn: (packageName: string, who: string): string => `${packageName} (${who})`,
    places: (count: number): string => plural(count, 'place', 'places'),
    ownerPlaces: (who: string, count: number): string => `${who} in ${plural(count, 'place', 'places')}`,
    moreOwners: (count: number): string => `${count} more`,
    used: (permission: string, owners: string): string => `${permission}: used by ${owners}`,
    hint: (permission: string, owners: string): string =>
      `${permission}: no firm evidence of use, only hints: ${owners}`,
    noEvidence: (permission: string): string => `${permission}: no evidence of use found`,
    notScanned: (permission: string): string => `${permission}: not scanned`,
    uncalled: (permission: string): string => `${permission}: only in code that nothing calls`,
    site: (api: string, caller: string): string => `${api} in ${caller}`,
    remove: (snippet: string): string => `only a library uses it; to leave it out: ${snippet}`,
    sdks: (count: number): string => `Known SDKs in the code (${count})`,
    uses: (permissions: string): string => `uses ${permissions}`,
    sdkColumns: ['SDK', 'Purpose', 'By', 'Permissions its code uses'] as [string, string, string, string],
    sdkPurpose: sdkPurposeInEnglish,
    hidingKind: (kind: string): string => kind,
    hidingWhat: (sign: HidingSign): string => ENGLISH.hiding(sign),
    reason: (code: CodeEvidence): string => ENGLISH.codeGap(code),
    moreSdks: (count: number): string => `${count} more are in the JSON report.`,
  },

  waterfall: {
    title: 'How the score comes about',
    nothing: 'Nothing is taken off: 100 of 100.',
    start: 'start',
    below: (points: number): string => `${points} points are lost in all; the score stops at 0.`,
    cap: (grade: string, score: number): string =>
      `The grade is ${grade}, not what ${score} alone would give: a permission barred by a cited text caps it at D.`,
  },

  closing: {
    leftOut: (lines: number): string =>
      lines === 1
        ? '1 more line of this part is left out: -f json and -f html have it.'
        : `${lines} more lines of this part are left out: -f json and -f html have them.`,
    justified: 'In order because a feature was declared',
    justifiedLine: (name: string, opened: string, features: string, why: string): string =>
      `${name}: ${opened}. Declared: ${features}. ${why}`,
    declaration: "A declaration is the auditor's word: the APK does not prove that the feature exists.",
    positives: 'What is fine, and why',
    positive: (text: string): string => text,
    versions: 'What each Android version makes of it',
    versionsTold:
      'Android versions do not read this file alike. Label, version and components are those of the newest version that accepts it; permissions and score cover every version that does.',
    versionColumns: ['Android', 'Outcome', 'What it reads'] as readonly [string, string, string],
    versionOutcome: { accepted: 'accepted', refused: 'refused' } as Record<'accepted' | 'refused', string>,
    versionError: (message: string, place: string, code: string): string =>
      `${message}${place === '' ? '' : `, ${place}`} [${code}]`,
    permissions: (count: number): string => plural(count, 'permission', 'permissions'),
    onlyHere: (shared: string, names: string): string => `${shared}, among them only here or not everywhere: ${names}`,
    anomalies: (count: number): string => `Oddities in the file (${count})`,
    archive: 'the archive',
    anomaly: (parts: {
      severity: string;
      message: string;
      code: string;
      entry: string;
      offset: number | null;
      evidence: string;
      android: string;
    }): string => {
      const offset = parts.offset === null ? '' : ` at byte ${parts.offset}`;
      const evidence = parts.evidence === '' ? '' : `; ${parts.evidence}`;
      return `${parts.severity}: ${parts.message} (${parts.code}, in ${parts.entry}${offset}${evidence}; ${parts.android})`;
    },
    notes: 'Notes',
    limits: 'What a manifest cannot show',
    cannotShow: [
      'Whether the app uses what it asks for: a manifest shows what an app can ask for, not what it collects.',
      'When and how it asks the user, what its privacy policy says, and whether it works after a refusal.',
      'What it collects without any permission: what the user types, device details, files the user picks, web pages inside the app.',
      'What happens to the data on the way and on the server, and code that is loaded later.',
    ] as readonly string[],
  },
  anomaly: (anomaly: ToldAnomaly): string => ENGLISH.anomaly(anomaly),
  seen: (anomaly: ToldAnomaly): string => ENGLISH.seen(anomaly),
  note: (note: ToldNote): string => ENGLISH.note(note),
  outcome: {
    complete: 'complete',
    'complete-with-anomalies': 'complete, with oddities',
    'version-dependent': 'read differently by Android versions',
    refused: 'refused by Android',
    incomplete: 'incomplete',
    error: 'could not be read',
  } as Record<Outcome, string>,

  permissions: {
    title: 'All permissions',
    titleCount: (count: number): string => `All permissions (${count})`,
    none: 'The app asks for none.',
    columns: {
      permission: 'Permission',
      api: 'API',
      judged: 'Judged',
      protection: 'Protection',
      group: 'Group',
      how: 'How',
    },
    implied: 'implied',
    impliedBy: (by: ImpliedBy): string => ENGLISH.implied(by),
    requested: 'requested',
    requestedWith: (parts: readonly string[]): string => `requested, ${parts.join(', ')}`,
    max: (api: number): string => `max API ${api}`,
    onDevices: (devices: readonly DeviceSetting[] | undefined): string => onDevicesEn(devices),
    min: (api: number): string => `min API ${api}`,
    neverForLocation: 'never for location',
    needs: (features: string): string => `needs ${features}`,
    onlyWithout: (features: string): string => `only without ${features}`,
    noEffect: (reason: string): string => `no effect: ${reason}`,
    inert: (permission: EffectivePermission): string => ENGLISH.inert(permission),
    restricted: { hard: 'hard restricted', soft: 'soft restricted' } as Record<'hard' | 'soft', string>,
    owner: { app: 'own', vendor: 'vendor', unknown: 'unknown' } as Record<'app' | 'vendor' | 'unknown', string>,
    wideHint: 'Names without a dot begin with android.permission.',
    narrowHint:
      'Names without a dot begin with android.permission. Protection levels and groups: a terminal of 120 columns, or -f json.',
    notJudged: 'not judged',
    apiLevels: (range: string): string => `API ${range}`,
    wholeRange: (range: string): string => `Without a range: API ${range}.`,
  },
  capabilities: {
    title: 'Powers that need no permission request',
    power: 'Power',
    android: 'Android',
    api: 'API',
    through: 'Through',
    detail: (item: CapabilityEvidence): string => ENGLISH.capability(item),
  },

  explain: {
    says: {
      prohibited: 'barred',
      unjustified: 'not supported',
      conditional: 'only with a feature',
      necessary: 'needed',
    } as Record<StatedVerdict, string>,
    everyCategory: 'every category',
    except: (categories: string, except: string): string => `${categories} except ${except}`,
    draft: 'DRAFT',
    saysWith: (features: readonly string[]): string => `only with ${features.join(' or ')}`,
    predicate: PREDICATE_EN,
    clause: (parts: {
      id: string;
      policy: string;
      categories: string;
      says: string;
      title: string;
      quote: string;
      where: string;
    }) =>
      `${parts.id} (${parts.policy}), ${parts.categories}: ${parts.says}. ${parts.title}.${parts.quote} (${parts.where})`,
    labels: {
      category: 'Category',
      data: 'Data',
      severity: 'Severity',
      looksFor: 'Looks for',
      why: 'Why',
      article: 'Article',
      instead: 'Instead',
      seeAlso: 'See also',
      clauses: 'Clauses',
      kind: 'Kind',
      exists: 'Exists',
      protection: 'Protection',
      group: 'Group',
      restricted: 'Restricted',
      definedBy: 'Defined by',
      mayHave: 'Who may',
      opens: 'Opens',
      judged: 'Judged',
      safer: 'Safer',
      exposes: 'Exposes',
      sensitivity: 'Sensitivity',
      openedBy: 'Opened by',
      rules: 'Rules',
      what: 'What',
      also: 'Also',
      play: 'Play',
      official: 'Official',
      necessary: 'Necessary',
      conditional: 'Conditional',
      baseline: 'No concern',
      features: 'Features',
      fine: 'Fine',
      regions: 'Regions',
      standing: 'Standing',
      policy: 'Policy',
      says: 'Says',
      source: 'Source',
      where: 'Where',
      quote: 'Quote',
      names: 'Names',
      dates: 'Dates',
      lifted: 'Lifted by',
      limits: 'Only where',
      note: 'Note',
      issuer: 'Issuer',
      original: 'Original',
      authority: 'Authority',
      status: 'Status',
      checked: 'Checked',
      link: 'Link',
      cites: 'Cited by',
      justifies: 'Justifies',
    },
    fromTable: (sensitivity: string | null): string =>
      `from the verdict and the sensitivity of the data${sensitivity === null ? '' : ` (${sensitivity})`}`,
    composite: 'none of its own: it adds context to its parts',
    kind: {
      dangerous: 'dangerous',
      special: 'special access (a switch in the settings decides)',
      normal: 'normal',
      signature: 'signature',
      internal: 'internal',
      unknown: 'unknown',
    } as Record<PermissionInfo['kind'], string>,
    whoMay: {
      dangerous: 'any app, once the user says yes',
      special: 'any app for which the user turns the switch on',
      normal: 'any app, at install, without a question',
      signature: 'only apps signed with the platform key, and those the system names',
      internal: 'only what the system itself chooses',
      unknown: 'not known',
    } as Record<PermissionInfo['kind'], string>,
    visibility: {
      system: 'system in the SDK',
      hidden: 'hidden in the SDK',
      unknown: 'unknown in the SDK',
      public: '',
    } as Record<PermissionInfo['visibility'], string>,
    deprecated: 'deprecated',
    removed: 'without effect today',
    since: (api: string): string => `since ${api}`,
    stretch: (value: string, range: string): string => `${value}: ${range}`,
    installer: (kind: 'hard' | 'soft'): string => `${kind}: the installer must allow it`,
    opens: (name: string, id: string, exposes: string): string => `${name} (${id}): ${exposes}`,
    needed: (category: string, why: string): string => `${category}: needed. ${why}`,
    onlyWith: (category: string, features: readonly string[], why: string): string =>
      `${category}: only with ${features.join(' or ')}. ${why}`,
    ruleUse: (category: string, rule: string, title: string, why: string): string =>
      `${category}: ${rule}, ${title}. ${why}`,
    need: (names: string, why: string): string => `${names}: ${why}`,
    needWith: (names: string, features: readonly string[], why: string): string =>
      `${names}, with ${features.join(' or ')}: ${why}`,
    inCategory: (rule: string, category: string, title: string): string => `${rule} (${category}): ${title}`,
    named: (id: string, text: string): string => `${id}: ${text}`,
    withId: (name: string, id: string): string => `${name} (${id})`,
    official: (number: number, source: string, name: string, basic: string): string =>
      `type ${number} of ${source}: ${name}. ${basic}`,
    default: ' (default)',
    announced: (date: string): string => `announced ${date}`,
    effective: (date: string): string => `effective ${date}`,
    enforced: (date: string): string => `enforced from ${date}`,
    issued: (date: string): string => `issued ${date}`,
    notBefore: (date: string): string => `known to be there on ${date}`,
    replaced: (until: string, by: string | undefined): string =>
      by === undefined ? `no longer in force from ${until}` : `replaced from ${until} by ${by}`,
    cap: (severity: string): string => `no finding of it alone is above ${severity}`,
    notDefault: 'on request (--policies or --region)',
    isDefault: 'part of the default set',
    clauseLine: (id: string, says: string, title: string): string => `${id}: ${says}. ${title}`,
    withoutTarget: (min: number | undefined, max: number | undefined): string =>
      `targetSdkVersion ${min === undefined ? `up to ${max ?? ''}` : max === undefined ? `${min} and newer` : `${min} to ${max}`}`,
  },
  categories: {
    columns: ['No.', 'Category', 'Name', 'Google Play'] as [string, string, string, string],
    official: 'Types of the official Chinese list (CN-39)',
    further: 'Further categories',
    search:
      'permaudit categories <words> searches them, in English, Chinese or Google Play names; permaudit explain <id> tells what one needs, and the features that justify more.',
    without: 'Without --category',
    withoutTold:
      'Nobody says what the app needs: what is sensitive counts as unexplained, and only texts on every app can bar anything.',
    policies: 'Policies',
    found: (count: number, words: string): string => `${plural(count, 'category', 'categories')} for "${words}"`,
    notFound: (words: string): string => `No category is found for "${words}".`,
    which: (play: string, ids: readonly string[]): string =>
      `Google Play's category ${play} may be any of several kinds of app. Which one is it? --category ${ids.join(', ')}`,
    pointer: 'permaudit explain <id> tells all about one.',
  },
};

/** One key set for every language: a missing key does not compile. */
export type Strings = typeof EN;
