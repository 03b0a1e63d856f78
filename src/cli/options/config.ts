import type { Justification } from '../../audit/justify.js';
import type { SettingsFile } from '../../audit/types.js';

/** The project's own settings: values of options by their key in the file, as the command line would give them. */
export interface Config {
  values: ReadonlyMap<string, unknown>;
  justifications: Justification[];
  /** The path as it was found, relative to the working directory where it was not named. */
  path: string;
  /** What a report says of the file. */
  told: SettingsFile;
  /** The file and the line of what stands at a path of keys, e.g. `permaudit.yaml:3`. */
  placeOf: (...keys: (string | number)[]) => string;
  /** What the keys hold, as written. */
  raw: Readonly<Record<string, unknown>>;
}
