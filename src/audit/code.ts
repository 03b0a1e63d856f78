/** What code evidence says about a judgement. It can speak against an app, never for it. */
import type { CodeEvidence, HidingKind, PermissionEvidence } from '../apk/facts.js';

/** With these an app can run code that was not read, so a lack of evidence speaks against nothing. */
const RUNS_UNREAD_CODE: ReadonlySet<HidingKind> = new Set(['dynamic-loading', 'packer', 'hidden-dex']);

/** What the code shows of one permission; null when the code was not looked at or says nothing of it. */
export function evidenceOf(code: CodeEvidence | null, permission: string): PermissionEvidence | null {
  return code?.permissions.find((entry) => entry.permission === permission) ?? null;
}

/** Whether the app is seen to load code that nobody read. */
export function runsUnreadCode(code: CodeEvidence): boolean {
  return code.hiding.some(({ kind }) => RUNS_UNREAD_CODE.has(kind));
}

/**
 * Whether the code speaks against a stated need of the permission: all of it was read, nothing in it loads more, and not
 * even a hint of use was found.
 */
export function codeContradicts(code: CodeEvidence | null, permission: string): boolean {
  if (code?.state !== 'complete' || runsUnreadCode(code)) return false;
  const evidence = evidenceOf(code, permission);
  return evidence !== null && evidence.use === 'no-evidence' && evidence.strength === null;
}
