/** Package and split names: FrameworkParsingPackageUtils.validateName. */
import type { NameFault } from '../bytes/error-details.js';

const MAX_FILE_NAME = 223;

/** Why Android refuses a name that is also one of a file; null when it accepts it. */
export function invalidNameReason(name: string, requireSeparator: boolean): NameFault | null {
  const reason = validCharactersReason(name, false);
  if (reason !== null) return reason;
  if (name === '' || name === '.' || name === '..') return { fault: 'fileName' };
  if (name.length > MAX_FILE_NAME) return { fault: 'length', limit: MAX_FILE_NAME };
  return name.includes('.') || !requireSeparator ? null : { fault: 'noDot' };
}

/** Why Android refuses a name that no file is named after (`validateName` without `requireFilename`). */
export function validCharactersReason(name: string, requireSeparator: boolean): NameFault | null {
  let hasSeparator = false;
  let front = true;
  for (const unit of name) {
    if (/^[A-Za-z]$/.test(unit)) {
      front = false;
    } else if (!front && /^[0-9_]$/.test(unit)) {
      continue;
    } else if (unit === '.') {
      hasSeparator = true;
      front = true;
    } else {
      return { fault: 'character', character: unit };
    }
  }
  return hasSeparator || !requireSeparator ? null : { fault: 'noDot' };
}

/** ParsingUtils.buildClassName: a component's full class name. */
export function fullClassName(packageName: string, name: string): string {
  if (name.startsWith('.')) return packageName + name;
  return name.includes('.') ? name : `${packageName}.${name}`;
}
