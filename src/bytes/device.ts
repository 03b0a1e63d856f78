/**
 * A device as far as the package parser's resources follow it: ResourcesImpl.updateConfiguration with no configuration of
 * its own takes the default locale, its direction, and the display's pixels; all else stays unset. AOSP leaves the density
 * unset as well, which makes it medium; builds that hand theirs over cannot be told from outside, so any density counts.
 */

/** How many devices a manifest is read for at most: each is a reading of the whole. */
export const MOST_DEVICES = 128;

/** Configuration.SCREENLAYOUT_LAYOUTDIR_LTR and _RTL. */
export const LEFT_TO_RIGHT = 0x40;
export const RIGHT_TO_LEFT = 0x80;

export interface Device {
  /** A qualifier as aapt writes it (`zh-rCN`); `''`: a language that the app has no values for. */
  readonly locale: string;
  readonly direction: number;
  /** Dots per inch; 0: as AOSP leaves it. */
  readonly density: number;
  /** Pixels, the longer side first, as updateConfiguration turns them. */
  readonly screenWidth: number;
  readonly screenHeight: number;
}

/** Of which nothing is said where something is read. */
export const DEFAULT_DEVICE: Device = {
  locale: '',
  direction: LEFT_TO_RIGHT,
  density: 0,
  screenWidth: 2400,
  screenHeight: 1080,
};

/** What is set otherwise than on a device of no particular setting (`DEFAULT_DEVICE`). The locale is attacker-controlled text. */
export interface DeviceSetting {
  readonly locale?: string;
  readonly direction?: 'ltr' | 'rtl';
  readonly density?: number;
  /** Pixels, e.g. `320x240`. */
  readonly screen?: string;
}

/** How a device differs from the default one. */
export function settingOf({ locale, direction, density, screenWidth, screenHeight }: Device): DeviceSetting {
  const sameScreen = screenWidth === DEFAULT_DEVICE.screenWidth && screenHeight === DEFAULT_DEVICE.screenHeight;
  return {
    ...(locale === '' ? {} : { locale }),
    ...(direction === DEFAULT_DEVICE.direction ? {} : { direction: 'rtl' as const }),
    ...(density === 0 ? {} : { density }),
    ...(sameScreen ? {} : { screen: `${screenWidth}x${screenHeight}` }),
  };
}

/** The settings that are needed: one that another is a part of says nothing more. In the order given. */
export function needed(settings: readonly DeviceSetting[]): DeviceSetting[] {
  const parts = [...new Map(settings.map((setting) => [JSON.stringify(setting), setting])).values()];
  return parts.filter((setting) => !parts.some((other) => other !== setting && isPart(other, setting)));
}

function isPart(part: DeviceSetting, of: DeviceSetting): boolean {
  const whole: Readonly<Record<string, unknown>> = { ...of };
  return Object.entries(part).every(([key, value]) => whole[key] === value);
}
