/** Class names of DEX files, which are attacker-controlled text of any length, for reports. */

/** Longer names are cut: no compiler writes them. */
const MAX_NAME = 400;

/** `Lcom/example/Main$1;` as `com.example.Main$1`; what is not a class descriptor stays as it is. */
export function classNameOf(descriptor: string): string {
  if (!descriptor.startsWith('L') || !descriptor.endsWith(';')) return cut(descriptor);
  return cut(descriptor.slice(1, -1).replaceAll('/', '.'));
}

/** `com.example.Main$1` as `Lcom/example/Main$1;`; a descriptor stays as it is. */
export function descriptorOf(className: string): string {
  return className.endsWith(';') ? className : `L${className.replaceAll('.', '/')};`;
}

/** The package of a class name; `''` for the default package. */
export function packageOf(className: string): string {
  return className.slice(0, Math.max(0, className.lastIndexOf('.')));
}

/** A text of the package, cut where it is longer than any honest one. */
export function cut(text: string): string {
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}
