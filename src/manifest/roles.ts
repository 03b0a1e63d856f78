/**
 * What Android asks of an app before it offers it for a role, as data: the `required-components` of PermissionController's
 * roles.xml, and what AssistantRoleBehavior and BrowserRoleBehavior ask instead. Which component qualifies follows
 * RequiredComponent.getQualifyingComponentsInternal: the package manager finds it by an intent (so it is enabled, and an
 * activity is in the category DEFAULT), it is exported, and has the permission and the meta-data.
 *
 * Read in mirrors of AOSP's packages/modules/Permission: roles.xml of Android 15 (GrapheneOS, c367e4c) and of a newer tree
 * (BenzeneOS, 2b571be), compared for dialer, sms and home, where they agree; the behaviours as GrapheneOS has them (09ffa2c,
 * 0fe8c4d). RequiredMetaData and IntentFilterData were not at hand: what they do follows from how roles.xml uses them.
 * Left out: roles of preinstalled apps, watches and glasses (no required components: the pairing gives the role), notes and
 * wallet (no permission judged here comes with them).
 */
import type { CapabilityId, Component, ComponentKind, Manifest } from '../facts/facts.js';
import { takesIntent } from './intent-match.js';

export type RoleId = 'dialer' | 'sms' | 'assistant' | 'call-screening' | 'call-redirection' | 'browser' | 'home';

/** A component that a role asks for. */
export interface RequiredComponent {
  readonly kinds: readonly ComponentKind[];
  readonly action: string;
  readonly categories?: readonly string[];
  /** The scheme of its data; null or absent: a filter that takes an intent without data (null: worth telling). */
  readonly scheme?: string | null;
  readonly mimeType?: string;
  /** The permission that callers must hold. */
  readonly permission?: string;
  readonly metaData?: readonly RequiredMetaData[];
  /** Asked for from this targetSdkVersion on. */
  readonly minTarget?: number;
}

/** `meta-data` that a required component has with this value (null: with any), or does not have with it. */
export interface RequiredMetaData {
  readonly name: string;
  readonly value: string | null;
  readonly prohibited?: true;
}

const CATEGORY = 'android.intent.category.';
/** RequiredActivity queries with MATCH_DEFAULT_ONLY, and so do both behaviours. */
const ACTIVITY = { kinds: ['activity', 'activity-alias'], categories: [`${CATEGORY}DEFAULT`] } as const;
const SERVICE = { kinds: ['service'] } as const;
const RECEIVER = { kinds: ['receiver'] } as const;
const ANDROID = 'android.permission.';
const DIAL = 'android.intent.action.DIAL';

/** Each list of alternatives is met by one of them; a role needs all lists met. */
const ROLES: Readonly<Record<RoleId, readonly (readonly RequiredComponent[])[]>> = {
  dialer: [
    [{ ...ACTIVITY, action: DIAL, scheme: null }],
    [{ ...ACTIVITY, action: DIAL, scheme: 'tel' }],
    [
      {
        ...SERVICE,
        action: 'android.telecom.InCallService',
        permission: 'BIND_INCALL_SERVICE',
        metaData: [
          { name: 'android.telecom.IN_CALL_SERVICE_UI', value: 'true' },
          { name: 'android.telecom.IN_CALL_SERVICE_CAR_MODE_UI', value: 'true', prohibited: true },
        ],
        minTarget: 33,
      },
    ],
  ],
  sms: [
    [{ ...RECEIVER, action: 'android.provider.Telephony.SMS_DELIVER', permission: 'BROADCAST_SMS' }],
    [
      {
        ...RECEIVER,
        action: 'android.provider.Telephony.WAP_PUSH_DELIVER',
        mimeType: 'application/vnd.wap.mms-message',
        permission: 'BROADCAST_WAP_PUSH',
      },
    ],
    [
      {
        ...SERVICE,
        action: 'android.intent.action.RESPOND_VIA_MESSAGE',
        scheme: 'smsto',
        permission: 'SEND_RESPOND_VIA_MESSAGE',
      },
    ],
    [{ ...ACTIVITY, action: 'android.intent.action.SENDTO', scheme: 'smsto' }],
  ],
  // What the XML of the meta-data says (a session service, a recogniser, supportsAssist) is not read.
  assistant: [
    [
      { ...ACTIVITY, action: 'android.intent.action.ASSIST' },
      {
        ...SERVICE,
        action: 'android.service.voice.VoiceInteractionService',
        permission: 'BIND_VOICE_INTERACTION',
        metaData: [{ name: 'android.voice_interaction', value: null }],
      },
    ],
  ],
  'call-screening': [
    [{ ...SERVICE, action: 'android.telecom.CallScreeningService', permission: 'BIND_SCREENING_SERVICE' }],
  ],
  'call-redirection': [
    [{ ...SERVICE, action: 'android.telecom.CallRedirectionService', permission: 'BIND_CALL_REDIRECTION_SERVICE' }],
  ],
  browser: [
    [
      {
        ...ACTIVITY,
        action: 'android.intent.action.VIEW',
        categories: [`${CATEGORY}BROWSABLE`, `${CATEGORY}DEFAULT`],
        scheme: 'http',
      },
    ],
  ],
  home: [
    [
      {
        ...ACTIVITY,
        action: 'android.intent.action.MAIN',
        categories: [`${CATEGORY}HOME`, `${CATEGORY}DEFAULT`],
      },
    ],
  ],
};

/** The capabilities that say an app qualifies for a role. */
export const HANDLER_ROLES = {
  'default-sms-handler': 'sms',
  'default-dialer-handler': 'dialer',
  'default-assistant-handler': 'assistant',
  'home-screen': 'home',
} as const satisfies Partial<Record<CapabilityId, RoleId>>;

function partsOf(manifest: Manifest, role: RoleId): (readonly RequiredComponent[])[] {
  const target = manifest.targetSdk ?? 0;
  return ROLES[role].filter((alternatives) => alternatives.every(({ minTarget = 0 }) => target >= minTarget));
}

function meeting(manifest: Manifest, alternatives: readonly RequiredComponent[]): Component[] {
  return manifest.components.filter((one) => alternatives.some((wanted) => fits(one, wanted)));
}

/** What a role asks for and the app lacks: lists of components, any one of which would do; empty where it qualifies. */
export function missingForRole(manifest: Manifest, role: RoleId): (readonly RequiredComponent[])[] {
  return partsOf(manifest, role).filter((alternatives) => meeting(manifest, alternatives).length === 0);
}

/** The components that meet the first thing a role asks for; none where the app does not qualify for it. */
export function roleComponents(manifest: Manifest, role: RoleId): Component[] {
  return missingForRole(manifest, role).length > 0 ? [] : meeting(manifest, ROLES[role][0] ?? []);
}

/**
 * Whether an app that lacks something of a role has begun to be for it: it has another part of it or, where the role asks
 * for one component, one with its permission that no intent of the role reaches.
 */
export function hasBegunRole(manifest: Manifest, role: RoleId): boolean {
  const parts = partsOf(manifest, role);
  const missing = missingForRole(manifest, role);
  if (missing.length !== parts.length || parts.length !== 1) return missing.length > 0 && missing.length < parts.length;
  const guarded = parts.flat().filter(({ permission }) => permission !== undefined);
  return guarded.some((wanted) => manifest.components.some((one) => isOfKindAndPermission(one, wanted)));
}

function isOfKindAndPermission({ kind, permission }: Component, wanted: RequiredComponent): boolean {
  return wanted.kinds.includes(kind) && (wanted.permission === undefined || permission === ANDROID + wanted.permission);
}

function fits(component: Component, wanted: RequiredComponent): boolean {
  const { enabled, exported, intentFilters, metaData } = component;
  // Without the attribute a component with a filter is exported, where Android installs it at all.
  if (!enabled || exported === false || !isOfKindAndPermission(component, wanted)) return false;
  const { action, categories = [], scheme = null, mimeType = null } = wanted;
  return (
    intentFilters.some((filter) => takesIntent(filter, { action, categories, scheme, mimeType })) &&
    (wanted.metaData ?? []).every(({ name, value, prohibited = false }) => {
      const has = metaData.some((one) => one.name === name && (value === null || one.value === value));
      return has !== prohibited;
    })
  );
}
