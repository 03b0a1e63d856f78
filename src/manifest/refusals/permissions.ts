/** Refusals of `<permission>` and `<permission-tree>`: ParsedPermissionUtils; PackageParser up to Android 10. */
import type { DefinedPermission } from '../../facts/facts.js';
import type { Reading } from '../../bytes/reading.js';
import { refuse, type Scope } from './scope.js';

const BASE = 0xf;
const SIGNATURE = 2;
const SIGNATURE_OR_SYSTEM = 3;
const INTERNAL = 4;
const PRIVILEGED = 0x10;
const APPOP = 0x40;
const INSTANT = 0x1000;
const RUNTIME_ONLY = 0x2000;
const VENDOR_PRIVILEGED = 0x8000;

/** What counts as a flag, by the first version: PermissionInfo.PROTECTION_MASK_FLAGS, later all but the base. */
const FLAG_MASKS: readonly (readonly [since: number, mask: number])[] = [
  [28, ~BASE],
  [26, 0xfff0],
  [23, 0xff0],
  [1, 0xf0],
];
const API_INSTANT = 26;
const API_INTERNAL = 31;

/** Android 12 and newer: fixed in Android 13 (b/213323615), and in Android 12 by the patches of 2022. */
const API_DUPLICATES = 31;

/** PermissionInfo.fixProtectionLevel. */
export function fixedLevel(level: number): number {
  const fixed = level === SIGNATURE_OR_SYSTEM ? SIGNATURE | PRIVILEGED : level;
  return (fixed & VENDOR_PRIVILEGED) !== 0 && (fixed & PRIVILEGED) === 0 ? fixed & ~VENDOR_PRIVILEGED : fixed;
}

/**
 * Whether a version refuses a protection level: flags on a base that is no signature.
 * The versions are asked for only where they differ.
 */
export function isRefusedLevel(level: number, reading: Reading): boolean {
  // "does not specify protectionLevel": what the default was once. Newer ones refuse its flags.
  if (level === -1) return true;
  const fixed = fixedLevel(level);
  const base = fixed & BASE;
  if (base === SIGNATURE || (fixed & ~BASE) === 0) return false;
  if (reading.since(API_INTERNAL)) {
    return base !== INTERNAL && (fixed & ~BASE & ~(APPOP | INSTANT | RUNTIME_ONLY)) !== 0;
  }
  const mask = FLAG_MASKS.find(([since]) => since === 1 || reading.since(since))?.[1] ?? 0;
  if ((fixed & mask) === 0) return false;
  return (fixed & (INSTANT | RUNTIME_ONLY)) === 0 || !reading.since(API_INSTANT);
}

/** The permissions and trees of one manifest, as the parser collects them. */
export class PermissionCheck {
  readonly #byName = new Map<string, { level: number; group: string | null } | 'tree'>();
  #differs: string | null = null;

  constructor(private readonly scope: Scope) {}

  /**
   * A `<permission>`.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  permission({ name, protectionLevel, group }: DefinedPermission): void {
    if (isRefusedLevel(protectionLevel, this.scope.reading)) {
      refuse(this.scope, 'MAN_BAD_ELEMENT', {
        problem: 'protectionLevel',
        permission: name,
        level: protectionLevel >>> 0,
      });
    }
    const level = fixedLevel(protectionLevel);
    const same = this.#byName.get(name);
    if (same !== undefined && same !== 'tree' && (same.level !== level || same.group !== group)) this.#differs ??= name;
    this.#byName.set(name, { level, group });
  }

  /**
   * A `<permission-tree>` by its full name: three segments at least.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  tree(name: string): void {
    const first = name.indexOf('.');
    const second = first > 0 ? name.indexOf('.', first + 1) : first;
    if (second < 0) refuse(this.scope, 'MAN_BAD_ELEMENT', { problem: 'treeName', name });
    this.#byName.set(name, 'tree');
  }

  /**
   * declareDuplicatePermission, at the end of the manifest.
   * @throws PermauditError `MAN_DUPLICATE_PERMISSION`
   */
  end(): void {
    if (this.#differs !== null && this.scope.reading.since(API_DUPLICATES)) {
      refuse(this.scope, 'MAN_DUPLICATE_PERMISSION', { problem: 'differs', permission: this.#differs });
    }
  }
}
