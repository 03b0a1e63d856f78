/** Why `--fail-on` ended a run with 1, as it is told. */
import { basename } from 'node:path';
import type { FailOn } from '../../audit/fail-on.js';
import { escapeText } from '../../report/view/escape.js';

/** What asked for the thresholds: the command line, or the settings file. */
export function gateOf(flags: { failOn?: FailOn }, { configPath }: { configPath: string | null }): string {
  return flags.failOn !== undefined || configPath === null ? '--fail-on' : `${basename(configPath)}: fail-on`;
}

/** Tells on stderr why the exit code is 1. */
export function tellReasons(reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`permaudit: exit code 1: ${escapeText(reason)}\n`);
}
