/** What the names of `values` folders ask for, and which devices read a value of theirs. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/inputs/open-input.js';
import { compareConfigs, configOfFolder } from '../../src/inputs/qualifiers.js';

const plain = { locale: '', density: 0, sdkVersion: 0, other: false };

describe('configOfFolder', () => {
  it.each([
    ['values', {}],
    ['values-de', { locale: 'de' }],
    ['values-zh-rCN', { locale: 'zh-rCN' }],
    ['values-es-r419', { locale: 'es-r419' }],
    ['values-fil', { locale: 'fil' }],
    ['values-b+sr+Latn', { locale: 'b+sr+Latn' }],
    ['values-v26', { sdkVersion: 26 }],
    ['values-mdpi', { density: 160 }],
    ['values-xxxhdpi-v4', { density: 640, sdkVersion: 4 }],
    ['values-nodpi', { density: 0xffff }],
    ['values-anydpi', { density: 0xfffe, sdkVersion: 21 }],
    ['values-anydpi-v26', { density: 0xfffe, sdkVersion: 26 }],
    ['values-420dpi', { density: 420 }],
    ['values-65535dpi', { density: 65_535 }],
    ['values-65536dpi', { other: true }],
    ['values-ldltr', { direction: 0x40, sdkVersion: 17 }],
    ['values-ar-ldrtl-v21', { locale: 'ar', direction: 0x80, sdkVersion: 21 }],
    ['values-800x480', { screenWidth: 800, screenHeight: 480 }],
    ['values-480x480', { screenWidth: 480, screenHeight: 480 }],
    ['values-480x800', { other: true }],
    ['values-65536x1', { other: true }],
    ['values-night', { other: true }],
    ['values-sw600dp', { other: true }],
    ['values-mcc310', { other: true }],
    ['values-car', { other: true }],
    ['values-de-fr', { locale: 'de', other: true }],
  ])('%s', (folder, expected) => {
    expect(configOfFolder(folder)).toEqual({ ...plain, ...expected });
  });
});

describe('compareConfigs', () => {
  it('puts them in the order of a table', () => {
    const folders = [
      'values',
      'values-ldrtl',
      'values-v26',
      'values-800x480',
      'values-mdpi',
      'values-hdpi',
      'values-de',
    ];
    const configs = folders.map(configOfFolder);
    const order = [...configs].reverse().sort(compareConfigs);
    expect(order.map((config) => folders[configs.indexOf(config)])).toEqual([
      'values',
      'values-ldrtl',
      'values-v26',
      'values-800x480',
      'values-mdpi',
      'values-hdpi',
      'values-de',
    ]);
    expect(compareConfigs(configOfFolder('values-de'), configOfFolder('values-de'))).toBe(0);
  });
});

describe('a decoded folder', () => {
  const value = (int: number): string => `<resources><integer name="max">${int}</integer></resources>`;

  /** The API levels and devices of a request that is limited by a value of these folders. */
  function limitedBy(folders: Readonly<Record<string, number>>): unknown[] {
    const project = mkdtempSync(join(tmpdir(), 'permaudit-qualifiers-'));
    try {
      cpSync('fixtures/inputs/decoded/apktool.yml', join(project, 'apktool.yml'));
      const request = '<uses-permission android:name="a.b" android:maxSdkVersion="@integer/max"/>';
      const namespace = 'xmlns:android="http://schemas.android.com/apk/res/android"';
      writeFileSync(
        join(project, 'AndroidManifest.xml'),
        `<manifest ${namespace} package="com.app">${request}<application/></manifest>`,
      );
      for (const [folder, int] of Object.entries(folders)) {
        mkdirSync(join(project, 'res', folder), { recursive: true });
        writeFileSync(join(project, 'res', folder, 'integers.xml'), value(int));
      }
      const [found] = openInput(project).permissions;
      return [found?.maxSdkVersion, found?.devices];
    } finally {
      rmSync(project, { recursive: true });
    }
  }

  it.each([
    [{ values: 30, 'values-mdpi': 99 }, 99, undefined],
    [{ values: 30, 'values-xhdpi': 99 }, 99, [{ density: 320 }]],
    [{ values: 30, 'values-ldrtl': 99 }, 99, [{ direction: 'rtl' }]],
    [{ values: 30, 'values-3000x2000': 99 }, 99, [{ screen: '3000x2000' }]],
    [{ values: 30, 'values-night': 99 }, 30, undefined],
  ])('%o limits a request to %s, on %o', (folders, max, devices) => {
    expect(limitedBy(folders)).toEqual([max, devices]);
  });
});
