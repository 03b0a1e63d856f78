/** Where the values of resources come from: a resources.arsc, a bundle's protobuf table, the folders of a project. */
import type { TypedValue } from '../chunks/value.js';
import type { PackageIds } from './package-ids.js';

/** A resource's value on the Android that asks, before its references are followed. */
export interface FoundValue extends TypedValue {
  /** The text of a TYPE_STRING value, else null. */
  string: string | null;
  /** Bits of the configurations in which the value varies (type spec flags). */
  changingConfigs: number;
}

/** The values of resources, by the ids they have at run time. Strings and names are attacker-controlled. */
export interface ValueSource {
  readonly ids: PackageIds;
  /** The value for the package parser of the reading's device; null when there is none. */
  best(id: number): FoundValue | null;
  /** Notes the devices on which the value is another. */
  noteDevices(id: number): void;
  /** Whether more configurations than one have a value, where {@link ValueSource.best} does not tell. */
  hasSeveral(id: number): boolean;
  /** Every string the resource has, by locale qualifier (`''` is the default). */
  stringsOf(id: number): Map<string, string>;
  /** `type/name`, as aapt names it; null when unknown. */
  nameOf(id: number): string | null;
}
