/**
 * What Android asks of an app before it offers it for a role: the required components of the roles in
 * PermissionController's roles.xml, and of the assistant in AssistantRoleBehavior.
 */
import type { Component, ComponentKind, IntentFilter, Manifest } from '../facts/facts.js';

export type RoleId = 'dialer' | 'sms' | 'assistant' | 'browser' | 'home';

/** A component that a role asks for. */
export interface RequiredComponent {
  readonly kinds: readonly ComponentKind[];
  readonly action?: string;
  readonly category?: string;
  /** One of these schemes in the data; null: a filter without data. */
  readonly scheme?: readonly string[] | null;
  readonly mimeType?: string;
  /** The permission that callers must hold. */
  readonly permission?: string;
  /** Asked for from this targetSdkVersion on. */
  readonly minTarget?: number;
}

const ACTIVITY: readonly ComponentKind[] = ['activity', 'activity-alias'];
const SERVICE: readonly ComponentKind[] = ['service'];
const RECEIVER: readonly ComponentKind[] = ['receiver'];
const ANDROID = 'android.permission.';

/** Each list of alternatives is met by one of them; a role needs all lists met. */
const ROLES: Readonly<Record<RoleId, readonly (readonly RequiredComponent[])[]>> = {
  dialer: [
    [{ kinds: ACTIVITY, action: 'android.intent.action.DIAL', scheme: null }],
    [{ kinds: ACTIVITY, action: 'android.intent.action.DIAL', scheme: ['tel'] }],
    [{ kinds: SERVICE, action: 'android.telecom.InCallService', permission: 'BIND_INCALL_SERVICE', minTarget: 33 }],
  ],
  sms: [
    [{ kinds: RECEIVER, action: 'android.provider.Telephony.SMS_DELIVER', permission: 'BROADCAST_SMS' }],
    [
      {
        kinds: RECEIVER,
        action: 'android.provider.Telephony.WAP_PUSH_DELIVER',
        mimeType: 'application/vnd.wap.mms-message',
        permission: 'BROADCAST_WAP_PUSH',
      },
    ],
    [
      {
        kinds: SERVICE,
        action: 'android.intent.action.RESPOND_VIA_MESSAGE',
        scheme: ['smsto'],
        permission: 'SEND_RESPOND_VIA_MESSAGE',
      },
    ],
    [{ kinds: ACTIVITY, action: 'android.intent.action.SENDTO', scheme: ['smsto'] }],
  ],
  assistant: [
    [
      { kinds: ACTIVITY, action: 'android.intent.action.ASSIST' },
      { kinds: SERVICE, action: 'android.service.voice.VoiceInteractionService', permission: 'BIND_VOICE_INTERACTION' },
    ],
  ],
  browser: [
    [
      {
        kinds: ACTIVITY,
        action: 'android.intent.action.VIEW',
        category: 'android.intent.category.BROWSABLE',
        scheme: ['http', 'https'],
      },
    ],
  ],
  home: [[{ kinds: ACTIVITY, action: 'android.intent.action.MAIN', category: 'android.intent.category.HOME' }]],
};

function partsOf(manifest: Manifest, role: RoleId): (readonly RequiredComponent[])[] {
  const target = manifest.targetSdk ?? 0;
  return ROLES[role].filter((alternatives) => alternatives.every(({ minTarget = 0 }) => target >= minTarget));
}

/** How many components a role asks an app of this target for. */
export function roleParts(manifest: Manifest, role: RoleId): number {
  return partsOf(manifest, role).length;
}

/** What a role asks for and the app lacks: lists of components, any one of which would do; empty where it qualifies. */
export function missingForRole(manifest: Manifest, role: RoleId): (readonly RequiredComponent[])[] {
  return partsOf(manifest, role).filter(
    (alternatives) => !alternatives.some((wanted) => manifest.components.some((one) => fits(one, wanted))),
  );
}

function fits({ kind, permission, intentFilters }: Component, wanted: RequiredComponent): boolean {
  if (!wanted.kinds.includes(kind)) return false;
  if (wanted.permission !== undefined && permission !== ANDROID + wanted.permission) return false;
  return intentFilters.some((filter) => passes(filter, wanted));
}

function passes({ actions, categories, data }: IntentFilter, wanted: RequiredComponent): boolean {
  const { action, category, scheme, mimeType } = wanted;
  if (action !== undefined && !actions.includes(action)) return false;
  if (category !== undefined && !categories.includes(category)) return false;
  if (scheme === null && data.length > 0) return false;
  if (mimeType !== undefined && !data.some((one) => one.mimeType === mimeType)) return false;
  return scheme === undefined || scheme === null || data.some((one) => scheme.includes(one.scheme ?? ''));
}
