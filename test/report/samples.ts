/** Hand-made audits, one for each kind of report. */
import type { CodeEvidence, EffectivePermission } from '../../src/facts/facts.js';
import type { Audit, Citation, Finding } from '../../src/audit/types.js';

type AuditedPermission = Audit['permissions'][number];

export const PLAY_CLAUSE: Citation = {
  clauseId: 'google-play-personal-loans-contacts',
  policy: 'google-play',
  source: 'play-personal-loans',
  sourceTitle: 'Developer Program Policy',
  title: 'Personal loan apps may not access contacts or photos',
  issuer: 'Google',
  locator: 'Financial Services, Personal Loans',
  quote: null,
  url: 'https://support.google.com/googleplay/android-developer/answer/9876821',
  date: '2023-04-05',
  authority: 'platform',
  status: 'in-force',
  basis: 'explicit',
  verification: 'secondary',
  verdict: 'prohibited',
  state: 'in-force',
  effective: '2023-05-31',
  enforced: null,
  notBefore: null,
  until: null,
  supersededBy: null,
  permissions: ['android.permission.READ_CONTACTS'],
};

export const CN39_CLAUSE: Citation = {
  ...PLAY_CLAUSE,
  clauseId: 'cn-39-lending',
  policy: 'cn-39',
  source: 'cn-39',
  sourceTitle: 'Scope of necessary personal information of common types of apps',
  title: 'Necessary information of online lending: mobile number, name, ID, bank card',
  issuer: 'Cyberspace Administration of China and three ministries',
  locator: 'article 5, type 13 (网络借贷类)',
  quote: '基本功能服务为“通过互联网平台实现的用于消费、日常生产经营周转等的个人申贷服务”',
  url: 'http://www.cac.gov.cn/2021-03/22/c_1617990997054277.htm',
  date: '2021-03-12',
  authority: 'regulation',
  basis: 'inferred',
  verification: 'primary',
  verdict: 'unjustified',
  effective: '2021-05-01',
  permissions: [],
};

export const DRAFT_CLAUSE: Citation = {
  ...CN39_CLAUSE,
  clauseId: 'cn-d2026-contacts',
  policy: 'cn-d2026',
  source: 'cn-d2026',
  title: 'Draft rules on personal information in apps',
  locator: null,
  quote: null,
  status: 'draft',
  verification: 'unverified-high',
  state: 'future',
  effective: null,
  enforced: '2027-01-27',
};

export function permission(name: string, more: Partial<AuditedPermission> = {}): AuditedPermission {
  const base: EffectivePermission = {
    name,
    origin: 'requested',
    impliedBy: [],
    element: 'uses-permission',
    maxSdkVersion: null,
    minSdkVersion: null,
    requiredFeatures: [],
    requiredNotFeatures: [],
    neverForLocation: false,
    apiRange: [24, 37],
    apiRanges: [[24, 37]],
    inert: null,
    definedBy: 'android',
    protection: [{ apiRange: [24, 37], level: 'dangerous' }],
    group: 'android.permission-group.CONTACTS',
    restricted: null,
    offset: 812,
  };
  return { ...base, verdict: null, dataType: null, ...more };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'LEND-001',
    title: 'Reads the address book',
    dataType: 'contacts',
    dataTypeName: 'Contacts',
    verdict: 'prohibited',
    severity: 'critical',
    points: 25,
    permissions: ['android.permission.READ_CONTACTS'],
    capabilities: [],
    apiRange: [24, 37],
    evidence: [
      {
        kind: 'permission',
        name: 'android.permission.READ_CONTACTS',
        apiRanges: [[24, 37]],
        detail: 'requested with uses-permission',
        offset: 812,
      },
    ],
    why: 'A loan is between the lender and the borrower. The people in the address book have agreed to nothing, and their numbers are what a collector calls when a payment is late.',
    exposes: 'Names, numbers and addresses of everyone the person knows.',
    articleQuote:
      'If the borrower wants to allow the APP to access the mobile phone address book and short messages, then 360 IOUs can get all the mobile phone numbers and short messages saved by the borrower.',
    clauses: [PLAY_CLAUSE, CN39_CLAUSE],
    policyVerdicts: [
      { policy: 'article', verdict: 'prohibited', says: false, clauseIds: [] },
      { policy: 'google-play', verdict: 'prohibited', says: true, clauseIds: ['google-play-personal-loans-contacts'] },
    ],
    remediation: [
      'Let the borrower pick one emergency contact with ACTION_PICK: it needs no permission and shows the app that one entry only.',
    ],
    seeAlso: [],
    composite: false,
    justified: null,
    features: [],
    suppressedBy: null,
    severityReason: null,
    fingerprint: '9f86d081884c7d65',
    ...more,
  };
}

const SHA = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** A loan app that asks for what its job needs. */
export function cleanAudit(): Audit {
  return {
    schemaVersion: '2.0.0',
    tool: { name: 'permaudit', version: '1.0.0' },
    rulebook: { version: '2026.11.23', sha256: SHA },
    subject: {
      file: 'fixtures/apk/careful-loan.apk',
      sha256: SHA,
      size: 12_345,
      package: 'org.example.careful',
      label: 'Careful Loan',
      versionCode: 12,
      versionName: '1.2.0',
      minSdk: 24,
      targetSdk: 35,
    },
    options: {
      category: 'lending',
      necessity: 'judged',
      policies: ['article', 'cn-39', 'google-play'],
      features: ['identity-photo'],
      asOf: '2026-11-23',
      apiRange: [24, 37],
    },
    input: 'apk',
    identity: null,
    modules: [],
    code: null,
    outcome: 'complete',
    complete: true,
    score: 100,
    grade: 'A',
    verdict: 'pass',
    points: 0,
    accepted: null,
    findings: [],
    justified: [
      finding({
        ruleId: 'LEND-009',
        title: 'Takes photos',
        dataType: 'camera',
        dataTypeName: 'Camera',
        verdict: 'conditional',
        severity: 'info',
        points: 0,
        permissions: ['android.permission.CAMERA'],
        why: 'Identity checks may photograph an identity card or a face.',
        articleQuote: null,
        clauses: [],
        justified: { features: ['identity-photo'] },
        features: ['identity-photo'],
      }),
    ],
    waterfall: [],
    permissions: [
      permission('android.permission.INTERNET', {
        group: null,
        protection: [{ apiRange: [24, 37], level: 'normal' }],
        verdict: 'necessary',
      }),
      permission('android.permission.CAMERA', {
        group: 'android.permission-group.CAMERA',
        verdict: 'conditional',
        dataType: 'camera',
      }),
    ],
    capabilities: [],
    versions: [
      {
        apiRange: [24, 37],
        outcome: 'accepted',
        permissions: ['android.permission.INTERNET', 'android.permission.CAMERA'],
        error: null,
      },
    ],
    anomalies: [],
    error: null,
    positives: [
      'It does not ask for contacts, text messages or the call log.',
      'INTERNET is what any online service needs; it opens no personal data.',
    ],
    notes: [],
  };
}

/** A loan app shaped like the one of the seed article. */
export function overCollectingAudit(): Audit {
  const clean = cleanAudit();
  const sms = finding({
    ruleId: 'LEND-002',
    title: 'Reads and receives text messages',
    dataType: 'sms',
    dataTypeName: 'Text messages (SMS)',
    permissions: ['android.permission.READ_SMS', 'android.permission.RECEIVE_SMS'],
    capabilities: ['sms-receiver'],
    evidence: [
      {
        kind: 'permission',
        name: 'android.permission.READ_SMS',
        apiRanges: [[24, 32]],
        detail: 'requested with uses-permission-sdk-23, maxSdkVersion 32',
        offset: 900,
      },
      {
        kind: 'implied-permission',
        name: 'android.permission.RECEIVE_SMS',
        apiRanges: [
          [24, 28],
          [33, 37],
        ],
        detail: 'implied by READ_SMS because targetSdk < 16',
        offset: null,
      },
      {
        kind: 'capability',
        name: 'sms-receiver',
        apiRanges: [[24, 37]],
        detail: 'com.example.quickloan.SmsListener',
        offset: 1400,
      },
    ],
    exposes: 'Every message, with one-time passwords, bank balances and private talk.',
    why: 'Whoever reads all messages reads one-time passwords, bank balances and private talk; a one-time code for this app can be had without it.',
    clauses: [CN39_CLAUSE, DRAFT_CLAUSE],
    remediation: [
      'Use the SMS Retriever or SMS User Consent API: Android hands over the one message that carries the code.',
      'Ask for nothing and let the borrower type the code.',
    ],
  });
  const microphone = finding({
    ruleId: 'LEND-003',
    title: 'Records sound',
    dataType: 'microphone',
    dataTypeName: 'Microphone',
    verdict: 'unjustified',
    severity: 'high',
    points: 15,
    permissions: ['android.permission.RECORD_AUDIO'],
    evidence: [
      {
        kind: 'permission',
        name: 'android.permission.RECORD_AUDIO',
        apiRanges: [[24, 37]],
        detail: '',
        offset: 1000,
      },
    ],
    exposes: 'Talk around the phone, and calls on speaker.',
    why: 'A loan application has nothing to listen to.',
    articleQuote: 'What do you need microphone permission for?',
    clauses: [],
    remediation: ['Remove the permission.'],
    seeAlso: [
      {
        source: 'loanwatch',
        title: 'LoanWatch',
        issuer: 'arXiv',
        date: '2026-01',
        url: 'https://arxiv.org/abs/2601.12634',
        authority: 'research',
        verification: 'primary',
      },
    ],
  });
  const camera = finding({
    ruleId: 'LEND-009',
    title: 'Takes photos',
    dataType: 'camera',
    dataTypeName: 'Camera',
    verdict: 'conditional',
    severity: 'low',
    points: 3,
    permissions: ['android.permission.CAMERA'],
    evidence: [
      { kind: 'permission', name: 'android.permission.CAMERA', apiRanges: [[24, 37]], detail: '', offset: 1100 },
    ],
    exposes: '',
    why: 'Fine for an identity check; otherwise nothing needs it.',
    articleQuote: null,
    clauses: [],
    features: ['identity-photo', 'face-check'],
    severityReason: 'The camera shows its use with a green dot on Android 12 and newer.',
    remediation: ['Use ACTION_IMAGE_CAPTURE: the camera app takes the photo and hands it over.'],
  });
  return {
    ...clean,
    subject: {
      ...clean.subject,
      file: 'fixtures/apk/quick-loan.apk',
      package: 'com.example.quickloan',
      label: '快借 Quick Loan',
    },
    input: 'apk',
    identity: null,
    modules: [],
    code: null,
    outcome: 'complete-with-anomalies',
    options: { ...clean.options, features: [] },
    score: 32,
    grade: 'F',
    verdict: 'fail',
    points: 68,
    accepted: null,
    findings: [microphone, finding(), camera, sms],
    justified: [],
    waterfall: [
      {
        dataType: 'contacts',
        dataTypeName: 'Contacts',
        ruleIds: ['LEND-001'],
        severity: 'critical',
        verdict: 'prohibited',
        points: 25,
        scoreAfter: 75,
      },
      {
        dataType: 'sms',
        dataTypeName: 'Text messages (SMS)',
        ruleIds: ['LEND-002'],
        severity: 'critical',
        verdict: 'prohibited',
        points: 25,
        scoreAfter: 50,
      },
      {
        dataType: 'microphone',
        dataTypeName: 'Microphone',
        ruleIds: ['LEND-003'],
        severity: 'high',
        verdict: 'unjustified',
        points: 15,
        scoreAfter: 35,
      },
      {
        dataType: 'camera',
        dataTypeName: 'Camera',
        ruleIds: ['LEND-009'],
        severity: 'low',
        verdict: 'conditional',
        points: 3,
        scoreAfter: 32,
      },
    ],
    permissions: [
      permission('android.permission.READ_CONTACTS', { verdict: 'prohibited', dataType: 'contacts' }),
      permission('android.permission.READ_SMS', {
        element: 'uses-permission-sdk-23',
        maxSdkVersion: 32,
        apiRange: [24, 32],
        apiRanges: [[24, 32]],
        restricted: 'hard',
        verdict: 'prohibited',
        group: 'android.permission-group.SMS',
      }),
      permission('android.permission.RECEIVE_SMS', {
        origin: 'implied',
        element: null,
        offset: null,
        impliedBy: [
          {
            permission: 'android.permission.READ_SMS',
            targetSdkBelow: 16,
            reason: 'implied by READ_SMS because targetSdk < 16',
          },
        ],
        apiRanges: [
          [24, 28],
          [33, 37],
        ],
      }),
      permission('android.permission.RECORD_AUDIO', { verdict: 'unjustified' }),
      permission('android.permission.CAMERA', { verdict: 'conditional' }),
      permission('com.example.quickloan.permission.A_VERY_LONG_NAME_OF_ITS_OWN_FOR_PUSH_MESSAGES', {
        definedBy: 'app',
        protection: [],
        group: null,
      }),
    ],
    capabilities: [
      {
        id: 'sms-receiver',
        evidence: [{ component: 'com.example.quickloan.SmsListener', offset: 1400, detail: 'receives SMS_RECEIVED' }],
        apiRange: [24, 37],
      },
    ],
    anomalies: [
      {
        code: 'ANOM_ZIP_METHOD',
        severity: 'high',
        message: 'the entry claims a compression method that does not exist; Android reads it as stored',
        offset: 4711,
        path: 'AndroidManifest.xml',
        android: [1, 37],
        evidence: 'method=0x7600',
      },
    ],
    positives: ['INTERNET is what any online service needs; it opens no personal data.'],
    notes: [{ code: 'NOTE_ARTICLE', message: 'The article names five kinds of data; four are found here.' }],
  };
}

/** A file that no Android version installs. */
export function refusedAudit(): Audit {
  const clean = cleanAudit();
  const error = {
    code: 'ZIP_DUPLICATE_NAME',
    message: 'two entries have the same name',
    offset: 1234,
    path: 'AndroidManifest.xml',
    hint: 'get the file again from its source; if it is the same, no device can install it',
  };
  return {
    ...clean,
    subject: {
      ...clean.subject,
      file: 'broken.apk',
      package: null,
      label: null,
      versionCode: null,
      versionName: null,
      minSdk: null,
      targetSdk: null,
    },
    input: 'apk',
    identity: null,
    modules: [],
    code: null,
    outcome: 'refused',
    complete: false,
    score: null,
    grade: null,
    verdict: null,
    points: null,
    accepted: null,
    justified: [],
    permissions: [],
    versions: [{ apiRange: [24, 37], outcome: 'refused', permissions: [], error }],
    positives: [],
    error,
  };
}

/** A file whose reading hit a limit. */
export function incompleteAudit(): Audit {
  return {
    ...refusedAudit(),
    input: 'apk',
    identity: null,
    modules: [],
    code: null,
    outcome: 'incomplete',
    versions: [],
    error: {
      code: 'LIMIT_TIME',
      message: 'reading took longer than 60000 ms',
      offset: null,
      path: 'resources.arsc',
      hint: 'raise the limit with --max-time, or look at the file by hand: it may be built to stall readers',
    },
  };
}

/** A file that old and new Android versions read differently, audited without a category. */
export function versionDependentAudit(): Audit {
  const clean = cleanAudit();
  return {
    ...clean,
    options: { ...clean.options, category: null, necessity: 'not-judged' },
    notes: [{ code: 'NO_CATEGORY', message: 'Without a category nobody says what this app needs.' }, ...clean.notes],
    input: 'apk',
    identity: null,
    modules: [],
    code: null,
    outcome: 'version-dependent',
    score: 75,
    grade: 'B',
    verdict: 'review',
    points: 25,
    accepted: null,
    versions: [
      {
        apiRange: [31, 37],
        outcome: 'refused',
        permissions: [],
        error: {
          code: 'MAN_CONFLICTING_FLAGS',
          message: 'one permission is requested twice with different flags',
          offset: 612,
          path: 'AndroidManifest.xml',
          hint: null,
        },
      },
      { apiRange: [28, 30], outcome: 'accepted', permissions: ['android.permission.INTERNET'], error: null },
      {
        apiRange: [24, 27],
        outcome: 'accepted',
        permissions: ['android.permission.INTERNET', 'android.permission.CAMERA'],
        error: null,
      },
    ],
  };
}

/** Terminal codes, line breaks, reading-direction tricks, look-alikes, markup and a lone surrogate. */
export const HOSTILE =
  'Loan\u001b[2J\u001b]8;;http://evil\u0007\r\nscore 100 of 100\u202e\u2066gpj.\u200b\u0085\u2028<b>"\'`|=1+1\ud800\u{e0041}\ue000\u009b31m__proto__';

/** An audit with {@link HOSTILE} text wherever text from an APK or the command line can stand. */
export function hostileAudit(text: string = HOSTILE): Audit {
  const audit = overCollectingAudit();
  return {
    ...audit,
    subject: { ...audit.subject, file: `${text}.apk`, label: text, package: text, versionName: text },
    findings: audit.findings.map((one) => ({
      ...one,
      permissions: [text],
      evidence: one.evidence.map((item) => ({ ...item, name: text, detail: text })),
    })),
    permissions: [
      permission(text, { requiredFeatures: [text], inert: text, definedBy: 'unknown', group: text }),
      permission('__proto__', {
        impliedBy: [{ permission: text, targetSdkBelow: null, reason: text }],
        origin: 'implied',
      }),
    ],
    capabilities: [
      { id: 'queries-packages', evidence: [{ component: text, offset: null, detail: text }], apiRange: [30, 37] },
    ],
    versions: [
      { apiRange: [30, 37], outcome: 'accepted', permissions: [text, '__proto__'], error: null },
      {
        apiRange: [24, 29],
        outcome: 'refused',
        permissions: [],
        error: { code: 'AXML_CORRUPT', message: text, offset: 1, path: text, hint: text },
      },
    ],
    anomalies: audit.anomalies.map((anomaly) => ({ ...anomaly, message: text, path: text, evidence: text })),
    notes: [{ code: 'NOTE', message: text }],
  };
}

/** All six, by name. */
/** The over-collecting app, with its code looked at. */
export function codeAudit(): Audit {
  const audit = overCollectingAudit();
  const sdk = { kind: 'sdk', sdk: 'example-ads', name: 'Example Ads' } as const;
  const code: CodeEvidence = {
    state: 'partial',
    reason: 'classes2.dex: the header is cut short',
    dexFiles: [
      { name: 'classes.dex', module: 'base', size: 4096, version: '039', loaded: true, problem: null },
      { name: 'assets/x.bin', module: 'base', size: 128, version: '035', loaded: false, problem: 'checksum' },
    ],
    permissions: [
      {
        permission: 'android.permission.READ_CONTACTS',
        use: 'used',
        strength: 'strong',
        totalSites: 3,
        owners: [{ ...sdk, kindOfSdk: 'advertising', package: 'com.example.ads', sites: 3, strongSites: 3 }],
        sites: [
          {
            kind: 'field',
            api: 'android.provider.ContactsContract$Contacts.CONTENT_URI',
            access: 'read',
            callerClass: 'com.example.ads.Sync',
            callerMethod: 'upload',
            dex: 'classes.dex',
            count: 2,
            loaded: true,
            strength: 'strong',
            owner: sdk,
          },
        ],
      },
      {
        permission: 'android.permission.RECORD_AUDIO',
        use: 'not-scanned',
        strength: null,
        totalSites: 0,
        owners: [],
        sites: [],
      },
    ],
    hiding: [{ kind: 'reflection', what: 'java.lang.reflect.Method.invoke', count: 4, where: ['com.example.A.b'] }],
    sdks: [
      {
        id: 'example-ads',
        name: 'Example Ads',
        team: 'Example',
        kind: 'advertising',
        classes: 12,
        permissions: ['android.permission.READ_CONTACTS'],
      },
    ],
  };
  return { ...audit, code };
}

export const SAMPLES: Readonly<Record<string, () => Audit>> = {
  clean: cleanAudit,
  'over-collecting': overCollectingAudit,
  'with code': codeAudit,
  refused: refusedAudit,
  incomplete: incompleteAudit,
  'version-dependent': versionDependentAudit,
  hostile: hostileAudit,
};
