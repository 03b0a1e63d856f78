/** Exit codes, documented in docs/exit-codes.md. */
import type { Audit } from '../../audit/types.js';
import type { ErrorKind } from '../../bytes/errors.js';
import { kindOfError } from '../../bytes/errors.js';

export const EXIT = {
  /** Audited. */
  ok: 0,
  /** Audited, and `--fail-on` asked to fail on what was found. */
  failOn: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The input cannot be read, or the output cannot be written. */
  unreadable: 3,
  /** Android would refuse the file. */
  refused: 4,
  /** A limit or an unsupported feature: the audit could miss something. */
  unsure: 5,
  /** A bug in permaudit. */
  bug: 70,
} as const;

const BY_KIND: Record<ErrorKind, number> = {
  unreadable: EXIT.unreadable,
  refused: EXIT.refused,
  unsure: EXIT.unsure,
};

/** The exit code of a coded error. A code that is not in the list of codes is a bug. */
export function exitCodeOfError({ code }: { code: string }): number {
  const kind = kindOfError(code);
  return kind === null ? EXIT.bug : BY_KIND[kind];
}

/** The exit code of an audit before `--fail-on` is asked. Never 0 unless the file was read and scored. */
export function exitCodeOfAudit(audit: Audit): number {
  if (audit.outcome === 'incomplete') return EXIT.unsure;
  if (audit.outcome === 'refused') return EXIT.refused;
  if (audit.outcome === 'error') return audit.error === null ? EXIT.bug : exitCodeOfError(audit.error);
  return audit.score === null ? EXIT.unsure : EXIT.ok;
}
