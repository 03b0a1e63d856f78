/** What code evidence says about a judgement. It can speak against an app, never for it. */
import type { CodeEvidence, HidingKind, PermissionEvidence } from '../facts/facts.js';

/** With these an app can run code that was not read, so a lack of evidence speaks against nothing. */
const RUNS_UNREAD_CODE: ReadonlySet<HidingKind> = new Set(['dynamic-loading', 'packer', 'missing-code', 'hidden-dex']);

/**
 * What native code does without a call into Android's Java APIs (NDK: camera2ndk, AAudio and OpenSL ES, sensors; sockets
 * and files of the C library).
 */
const NATIVE_PERMISSIONS: ReadonlySet<string> = new Set(
  [
    'ACCESS_MEDIA_LOCATION',
    'ACTIVITY_RECOGNITION',
    'BODY_SENSORS',
    'BODY_SENSORS_BACKGROUND',
    'CAMERA',
    'INTERNET',
    'MANAGE_EXTERNAL_STORAGE',
    'READ_EXTERNAL_STORAGE',
    'READ_MEDIA_AUDIO',
    'READ_MEDIA_IMAGES',
    'READ_MEDIA_VIDEO',
    'READ_MEDIA_VISUAL_USER_SELECTED',
    'RECORD_AUDIO',
    'WRITE_EXTERNAL_STORAGE',
  ].map((name) => `android.permission.${name}`),
);

/** What the code shows of one permission; null when the code was not looked at or says nothing of it. */
export function evidenceOf(code: CodeEvidence | null, permission: string): PermissionEvidence | null {
  return code?.permissions.find((entry) => entry.permission === permission) ?? null;
}

/** Whether the app is seen to load code that nobody read. */
export function runsUnreadCode(code: CodeEvidence): boolean {
  return code.hiding.some(({ kind }) => RUNS_UNREAD_CODE.has(kind));
}

/** Whether native code is seen that could use the permission by itself. */
function nativeCodeMayUse(code: CodeEvidence, permission: string): boolean {
  return NATIVE_PERMISSIONS.has(permission) && code.hiding.some(({ kind }) => kind === 'native-code');
}

/**
 * Whether the code speaks against a stated need of the permission: all of it was read, nothing in it loads more, no
 * native code could do it instead, and not even a hint of use was found.
 */
export function codeContradicts(code: CodeEvidence | null, permission: string): boolean {
  if (code?.state !== 'complete' || runsUnreadCode(code) || nativeCodeMayUse(code, permission)) return false;
  const evidence = evidenceOf(code, permission);
  return evidence !== null && evidence.use === 'no-evidence' && evidence.strength === null;
}
