/** Files of this package beside its code, found from where this module is: in src/cli, dist/cli or dist/bundle. */
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of a file or folder of this package, given relative to its root. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/**
 * How a YAML file names a schema of this package for an editor: relative to the file where both are below the working
 * directory, so that the file holds for everyone who has the project; else absolute.
 * @param file the YAML file, relative to the working directory or absolute
 */
export function schemaReference(file: string, schema: string): string {
  const path = packageFile(`schema/${schema}`);
  if (!isBelowWorkingDirectory(path) || !isBelowWorkingDirectory(file)) return path;
  const reference = relative(dirname(file), path).split(sep).join('/');
  return reference.startsWith('.') ? reference : `./${reference}`;
}

function isBelowWorkingDirectory(path: string): boolean {
  const fromHere = relative('', path);
  return !isAbsolute(fromHere) && fromHere.split(sep)[0] !== '..';
}
