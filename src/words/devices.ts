/** Devices by what is set on them, in both languages. Locales are attacker-controlled text: escape on output. */
import type { DeviceSetting } from '../bytes/device.js';

/** How many settings are named. */
const MOST_NAMED = 3;

const RIGHT_TO_LEFT = { en: 'a language written from right to left', zh: '从右到左书写的语言' };

/** "on devices set to ..."; empty for none. */
export function onDevicesEn(devices: readonly DeviceSetting[] = []): string {
  const more = devices.length - MOST_NAMED;
  const named = devices
    .slice(0, MOST_NAMED)
    .map(({ locale, direction, density, screen }) =>
      [
        locale === undefined ? '' : `the language ${locale}`,
        direction === undefined ? '' : RIGHT_TO_LEFT.en,
        density === undefined ? '' : `${density} dpi`,
        screen === undefined ? '' : `a screen of ${screen}`,
      ]
        .filter((part) => part !== '')
        .join(' and '),
    );
  return named.length === 0
    ? ''
    : `on devices set to ${named.join(', or to ')}${more > 0 ? `, or to ${more} more` : ''}`;
}

/** The same in Chinese. */
export function onDevicesZh(devices: readonly DeviceSetting[] = []): string {
  const more = devices.length - MOST_NAMED;
  const named = devices
    .slice(0, MOST_NAMED)
    .map(({ locale, direction, density, screen }) =>
      [
        locale === undefined ? '' : `“${locale}”语言`,
        direction === undefined ? '' : RIGHT_TO_LEFT.zh,
        density === undefined ? '' : `${density} dpi`,
        screen === undefined ? '' : `${screen} 屏幕`,
      ]
        .filter((part) => part !== '')
        .join('、'),
    );
  return named.length === 0 ? '' : `在设置为${named.join('或')}${more > 0 ? `（另有 ${more} 种）` : ''}的设备上`;
}
