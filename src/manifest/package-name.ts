/** Package and split names: FrameworkParsingPackageUtils.validateName. */
const MAX_FILE_NAME = 223;

/** Why Android refuses a name, as one clause; null when it accepts it. */
export function invalidNameReason(name: string, requireSeparator: boolean): string | null {
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
      return `the character "${unit}" may not stand there`;
    }
  }
  if (name === '' || name === '.' || name === '..') return 'it is not a valid file name';
  if (name.length > MAX_FILE_NAME) return `it is longer than ${MAX_FILE_NAME} characters`;
  return hasSeparator || !requireSeparator ? null : 'it has no "."';
}

/** ParsingUtils.buildClassName: a component's full class name. */
export function fullClassName(packageName: string, name: string): string {
  if (name.startsWith('.')) return packageName + name;
  return name.includes('.') ? name : `${packageName}.${name}`;
}
