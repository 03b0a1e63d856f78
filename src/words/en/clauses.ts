/** The clauses of facts and findings in English. */
import { onDevicesEn as onDevices } from '../devices.js';
import type { Said } from '../../bytes/message.js';
import { cut } from '../../code/names.js';
import type { CodeGap } from '../../facts/clauses.js';
import { clauseIn, type ClauseTables } from '../clauses.js';
import { divergenceSentence } from './divergence.js';
import { errorSentence } from './errors.js';
import { SCHEME_PROBLEMS_EN } from './scheme-problems.js';
import { SEEN_EN } from './seen.js';

const COMPARED = {
  package: 'the package',
  category: 'the category',
  policies: 'the set of policies',
  features: 'the set of features',
  android: 'the set of Android versions',
  rulebook: 'the rulebook',
};

export const CLAUSES_EN: ClauseTables = {
  implied: {
    COMPAT: ({ targetSdkBelow }) => `implied because targetSdk < ${targetSdkBelow}`,
    SPLIT: ({ permission, targetSdkBelow, vendor }) => {
      const because = targetSdkBelow === null ? '' : ` because targetSdk < ${targetSdkBelow}`;
      const where = vendor === null ? '' : ` on devices with ${vendor}`;
      return `implied by ${permission}${because}${where}`;
    },
    SPLIT_BEHIND_FLAG: ({ permission, targetSdkBelow }) => {
      const because = targetSdkBelow === null ? '' : ` because targetSdk < ${targetSdkBelow}`;
      return `implied by ${permission}${because}, on devices that have a flag for it on`;
    },
  },
  inert: {
    NEVER_EXISTED: () => 'no Android version of the range has the permission',
    MAX_SDK_TOO_LOW: ({ maxSdkVersion, oldest }) =>
      `maxSdkVersion ${maxSdkVersion} is below the oldest version audited (API ${oldest})`,
    NO_VERSION_LEFT: ({ minSdkVersion }) => `minSdkVersion ${minSdkVersion} and maxSdkVersion leave no version audited`,
    EMPTY_NAME: () => 'the request has an empty name',
    NEVER_ACTIVE: () => 'the request is active on no version audited',
  },
  capability: {
    NAMED: ({ name }) => name,
    DIAL_TWICE: () => 'DIAL with and without tel:',
    PACKAGES: ({ count }) => `${count} packages`,
  },
  evidence: {
    NOTHING: () => '',
    REQUESTED: ({ element, maxSdkVersion, devices }) =>
      [element ?? '', maxSdkVersion === null ? '' : `maxSdkVersion=${maxSdkVersion}`, onDevices(devices)]
        .filter((part) => part !== '')
        .join(', '),
    IMPLIED: ({ reasons, devices }) =>
      [...reasons.map((reason) => tell('implied', reason)), onDevices(devices)]
        .filter((part) => part !== '')
        .join('; '),
    COMPONENT: ({ module, component, detail, more, devices }) =>
      [
        `${module === null ? '' : `${module}: `}${component} (${tell('capability', detail)})${moreOf(more)}`,
        onDevices(devices),
      ]
        .filter((part) => part !== '')
        .join(', '),
    NAMED_PACKAGES: ({ names, more }) => names.join(', ') + moreOf(more),
    TARGET_SDK: ({ targetSdk, below }) => `targetSdkVersion ${targetSdk}${below === null ? '' : `, below ${below}`}`,
    DIVERGENCE: divergenceSentence,
    NO_CODE_FOR: ({ feature }) => `declared feature ${feature}, but no code that uses it was found`,
    JUSTIFICATION: ({ place, accepted }) => `${place}: ${tell('accepted', accepted)}`,
    OF_RULE: ({ rule, detail }) => {
      const told = tell('evidence', detail);
      return told === '' ? rule : `${rule}: ${told}`;
    },
  },
  accepted: {
    BASELINE: () => 'baseline: in the earlier report',
    JUSTIFIED: ({ reason, owner, feature, expires }) => {
      const need = feature === null ? '' : ` for ${feature}`;
      const until = expires === null ? '' : `, until ${expires}`;
      return `justified${need}: ${reason} (${owner}${until})`;
    },
  },
  widened: {
    FOR_LOCATION: () => 'neverForLocation was dropped',
    MAX_SDK_LIFTED: ({ maxSdkVersion }) => `maxSdkVersion ${maxSdkVersion} was lifted`,
    MAX_SDK_RAISED: ({ from, to }) => `maxSdkVersion went from ${from} to ${to}`,
    MORE_DEVICES: () => 'devices of other settings ask for it too',
    FEATURES_LIFTED: ({ features }) => `its condition on device features was dropped: ${features.join(', ')}`,
    NOW_IMPLIED: ({ by }) => `now ${tell('implied', by)}`,
    MORE_VERSIONS: () => 'it is in force on more versions',
  },
  caution: {
    DIFFERS: ({ what, before, after }) =>
      `${COMPARED[what]} differs: ${before ?? 'none'} before, ${after ?? 'none'} after`,
  },
  codeGap: {
    NO_MANIFEST: () => 'no manifest could be read',
    NO_DEX: () => 'the package has no DEX file that Android loads',
    GAPS: ({ gaps, more }) => [...gaps.map(gapSentence), ...(more === 0 ? [] : [`and ${more} more`])].join('; '),
  },
  dexProblem: { ERROR: ({ error }) => cut(errorSentence(error)) },
  schemeProblem: SCHEME_PROBLEMS_EN,
  signerProblem: {
    ERROR: ({ error }) => errorSentence(error),
    GAP: () => 'bytes between the central directory and the end record make v2 and newer signatures void',
    ZIP64: () => 'a ZIP64 archive cannot carry a v2 or newer signature',
    OTHER_SIGNER: ({ older, olderSigner, newer, newerSigner, since }) =>
      `up to API ${since - 1} the app is signed by ${olderSigner} (${older}), from API ${since} by ${newerSigner} (${newer}), and no proof of rotation joins them`,
    SCHEME: ({ scheme, problem }) => `${scheme}: ${tell('schemeProblem', problem)}`,
  },
  signature: {
    UNSIGNED: () => 'the file carries no signature: no device installs it as it is',
    STATES: ({ verified, invalid, present, verify }) => {
      const parts = [
        [verified, 'verified against the whole file'],
        [invalid, 'not valid'],
        [present, verify ? 'not looked at, since Android goes by the newer scheme' : 'only read, not verified'],
      ] as const;
      const told = parts.filter(([names]) => names.length > 0).map(([names, what]) => `${names.join(', ')}: ${what}`);
      return `signature ${told.join('; ')}`;
    },
  },
  hiding: { COMPONENTS: () => 'components of the manifest' },
  seen: SEEN_EN,
};

function gapSentence(gap: CodeGap): string {
  if ('dexFiles' in gap) return `only the first ${gap.dexFiles} DEX files were read`;
  if ('probes' in gap) return `only the first ${gap.probes} files were looked at for hidden code`;
  const told = errorSentence(gap.error);
  return 'file' in gap ? `${gap.file}: ${cut(told)}` : 'in' in gap ? `${gap.in}: ${told}` : told;
}

function tell(family: keyof ClauseTables, said: Said<{ code: string; data: object }>): string {
  return typeof said === 'string' ? said : (clauseIn(CLAUSES_EN[family], said) ?? said.code);
}

function moreOf(count: number): string {
  return count === 0 ? '' : ` and ${count} more`;
}
