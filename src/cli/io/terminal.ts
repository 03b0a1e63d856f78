/** What the output can show: width, colours, characters. */
import { supportsColor, type ColorSupportLevel } from 'chalk';
import type { TextReportOptions } from '../../report/text/report.js';

const DEFAULT_COLUMNS = 80;
const WIDEST = 1000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The facts the decision rests on, so that it can be tested without a terminal. */
export interface Surroundings {
  env: Environment;
  platform: NodeJS.Platform;
  /** The columns of the terminal; undefined when the output is not one. */
  terminalColumns: number | undefined;
  /** What chalk found out about the terminal. */
  detectedColorLevel: ColorSupportLevel;
  /** `--no-color` was given. */
  noColor: boolean;
  /** The report goes to a file. */
  toFile: boolean;
}

/** The colour level that FORCE_COLOR asks for; null when it is not set. */
function forcedLevel(value: string | undefined): ColorSupportLevel | null {
  if (value === undefined) return null;
  if (value === '0' || value === 'false') return 0;
  if (value === '2') return 2;
  return value === '3' ? 3 : 1;
}

function colorLevel({ env, noColor, toFile, detectedColorLevel }: Surroundings): ColorSupportLevel {
  if (noColor) return 0;
  const forced = forcedLevel(env['FORCE_COLOR']);
  if (forced !== null) return forced;
  if (toFile || (env['NO_COLOR'] ?? '') !== '') return 0;
  return detectedColorLevel;
}

function columnsOfOutput({ env, terminalColumns, toFile }: Surroundings): number {
  if (!toFile && terminalColumns !== undefined && terminalColumns > 0) return terminalColumns;
  const stated = env['COLUMNS'] ?? '';
  if (!/^[1-9][0-9]{0,5}$/.test(stated)) return DEFAULT_COLUMNS;
  return Math.min(Number(stated), WIDEST);
}

function showsUnicode({ env, platform, toFile }: Surroundings): boolean {
  if (toFile || platform === 'win32') return true;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /utf-?8/i.test(locale ?? '');
}

/** Width, colours and characters of the report. FORCE_COLOR is above NO_COLOR, `--no-color` above both. */
export function textOptions(surroundings: Surroundings): TextReportOptions {
  return {
    columns: columnsOfOutput(surroundings),
    colorLevel: colorLevel(surroundings),
    unicode: showsUnicode(surroundings),
  };
}

/** {@link textOptions} for this process. */
export function textOptionsOfProcess(flags: { noColor: boolean; toFile: boolean }): TextReportOptions {
  return textOptions({
    env: process.env,
    platform: process.platform,
    terminalColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
    detectedColorLevel: supportsColor === false ? 0 : supportsColor.level,
    ...flags,
  });
}
