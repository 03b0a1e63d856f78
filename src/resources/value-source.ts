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
  /** The value in the configuration of a package parser; null when there is none. */
  best(id: number): FoundValue | null;
  /**
   * The values of the configurations that the package parser has on some devices only: its resources follow the
   * language, screen and density of the device (ResourcesImpl.updateConfiguration).
   */
  elsewhere(id: number): FoundValue[];
  /** Whether more configurations than one, languages aside, have a value, where {@link ValueSource.best} does not tell. */
  hasSeveral(id: number): boolean;
  /** Every string the resource has, by locale qualifier (`''` is the default). */
  stringsOf(id: number): Map<string, string>;
  /** `type/name`, as aapt names it; null when unknown. */
  nameOf(id: number): string | null;
}
