/** Reading on each device on which a value that decides something is another ({@link Device}). */
import { DEFAULT_DEVICE, MOST_DEVICES, type Device } from '../bytes/device.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';

/** What was made of a manifest on the devices that were asked. */
export interface DeviceReadings<T> {
  /** By device, the default one first, without those that refuse the file. */
  accepted: { device: Device; result: T }[];
  /** The first refusal. */
  refusal: PermauditError | null;
  /** A limit stopped a reading, or there are more devices than are asked: the result could miss something. */
  limit: PermauditError | null;
  readings: Reading[];
}

/**
 * Reads on the default device, and on each that its reading, or that of another, notes.
 * @param path the table that decides, for the limit
 * @throws what `read` throws, but for {@link PermauditError} of files that can be read
 */
export function overDevices<T>(
  readingOn: (device: Device) => Reading,
  read: (reading: Reading) => T,
  path: string,
): DeviceReadings<T> {
  const made: DeviceReadings<T> = { accepted: [], refusal: null, limit: null, readings: [] };
  const known = new Map([[JSON.stringify(DEFAULT_DEVICE), DEFAULT_DEVICE]]);
  // What is added while the map is walked is met too.
  for (const device of known.values()) {
    const reading = readingOn(device);
    made.readings.push(reading);
    try {
      made.accepted.push({ device, result: read(reading) });
    } catch (error) {
      if (!(error instanceof PermauditError) || error.kind === 'unreadable') throw error;
      if (error.kind === 'unsure') return { ...made, limit: error };
      made.refusal ??= error;
    }
    for (const other of reading.otherDevices) {
      const key = JSON.stringify(other);
      if (known.size < MOST_DEVICES || known.has(key)) known.set(key, known.get(key) ?? other);
      else made.limit ??= new PermauditError('LIMIT_NODES', { problem: 'devices', limit: MOST_DEVICES }, { path });
    }
  }
  return made;
}
