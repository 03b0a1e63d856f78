import { describe, expect, it } from 'vitest';
import { compatRows, permissionInfo, splitRows } from '../../src/knowledge/index.js';

const short = (name: string) => name.replace('android.permission.', '');
const asText = () =>
  splitRows().map(
    (row) =>
      `${short(row.permission)} <${row.targetSdkBelow ?? 'always'} since ${row.sinceApi}: ${row.new.map(short).join(' ')}`,
  );

describe('splitRows', () => {
  it('has every row of the platform, in its order, and the one of Google Play services', () => {
    expect(asText()).toEqual([
      'ACCESS_FINE_LOCATION <always since 1: ACCESS_COARSE_LOCATION',
      'WRITE_EXTERNAL_STORAGE <always since 16: READ_EXTERNAL_STORAGE',
      'READ_CONTACTS <16 since 16: READ_CALL_LOG',
      'WRITE_CONTACTS <16 since 16: WRITE_CALL_LOG',
      'ACCESS_FINE_LOCATION <29 since 29: ACCESS_BACKGROUND_LOCATION',
      'ACCESS_COARSE_LOCATION <29 since 29: ACCESS_BACKGROUND_LOCATION',
      'READ_EXTERNAL_STORAGE <29 since 29: ACCESS_MEDIA_LOCATION',
      'WRITE_EXTERNAL_STORAGE <29 since 29: ACCESS_MEDIA_LOCATION',
      'BLUETOOTH <31 since 31: BLUETOOTH_SCAN BLUETOOTH_CONNECT BLUETOOTH_ADVERTISE',
      'BLUETOOTH_ADMIN <31 since 31: BLUETOOTH_SCAN BLUETOOTH_CONNECT BLUETOOTH_ADVERTISE',
      'BODY_SENSORS <33 since 33: BODY_SENSORS_BACKGROUND',
      'BODY_SENSORS <36 since 36: health.READ_HEART_RATE',
      'BODY_SENSORS_BACKGROUND <36 since 36: health.READ_HEALTH_DATA_IN_BACKGROUND',
      'READ_EXTERNAL_STORAGE <33 since 33: READ_MEDIA_AUDIO READ_MEDIA_VIDEO READ_MEDIA_IMAGES',
      'WRITE_EXTERNAL_STORAGE <33 since 33: READ_MEDIA_AUDIO READ_MEDIA_VIDEO READ_MEDIA_IMAGES',
      'READ_MEDIA_IMAGES <always since 34: READ_MEDIA_VISUAL_USER_SELECTED',
      'READ_MEDIA_VIDEO <always since 34: READ_MEDIA_VISUAL_USER_SELECTED',
      'ACCESS_MEDIA_LOCATION <always since 34: READ_MEDIA_VISUAL_USER_SELECTED',
      'INTERNET <37 since 37: ACCESS_LOCAL_NETWORK',
      'com.google.android.gms.permission.ACTIVITY_RECOGNITION <29 since 29: ACTIVITY_RECOGNITION',
    ]);
  });

  it('marks the rows that hold only on some builds', () => {
    const conditional = splitRows().filter((row) => row.featureFlag !== undefined || row.vendor !== undefined);
    expect(conditional.map((row) => [short(row.permission), row.featureFlag ?? row.vendor])).toEqual([
      ['INTERNET', 'android.permission.flags.access_local_network_permission_enabled'],
      ['com.google.android.gms.permission.ACTIVITY_RECOGNITION', 'Google Play services'],
    ]);
  });

  it('never adds a permission before it exists', () => {
    for (const row of splitRows()) {
      for (const name of row.new) {
        const added = permissionInfo(name)?.added;
        expect(added, name).toBeDefined();
        // 4 also stands for older releases: the data begins there.
        if (added !== 4) expect(row.sinceApi, name).toBeGreaterThanOrEqual(added ?? Infinity);
      }
    }
  });

  it('has the rows for targets below 4', () => {
    expect(compatRows()).toEqual([
      {
        new: ['android.permission.WRITE_EXTERNAL_STORAGE', 'android.permission.READ_PHONE_STATE'],
        targetSdkBelow: 4,
        sinceApi: 4,
      },
    ]);
  });
});
