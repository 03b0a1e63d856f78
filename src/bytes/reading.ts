import type { Anomaly, AnomalyCode, NewAnomaly } from './anomaly.js';
import { NEWEST_API, type ApiRange } from './api-range.js';
import { cutTexts } from './cut-text.js';
import { PermauditError } from './errors.js';
import { DEFAULT_DEVICE, MOST_DEVICES, type Device } from './device.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';

/** Oddities of one code that are kept one by one; the rest are counted. */
const MAX_ANOMALIES_PER_CODE = 50;

/**
 * One reading of an input as one Android version would read it.
 *
 * Readers ask {@link Reading.since} wherever Android's behaviour changed at an API level *and* the input at hand is
 * touched by the change. The answers are remembered, so that after the reading its result is known to hold for the
 * whole range of API levels between the nearest boundaries that were asked about: an ordinary APK, for which no
 * boundary matters, is read once.
 */
export class Reading {
  /** Oddities seen, in the order they were met. */
  readonly anomalies: Anomaly[] = [];
  /** How many oddities of a code were met beyond those kept. */
  readonly moreAnomalies = new Map<AnomalyCode, number>();
  readonly #kept = new Map<AnomalyCode, number>();
  readonly #otherDevices = new Map<string, Device>();
  #alikeDensities: readonly [from: number, to: number] = [0, Number.MAX_SAFE_INTEGER];
  #low = 1;
  #minimum = 1;
  #high = Number.MAX_SAFE_INTEGER;
  #marks = 0;
  #metFlagged = false;
  readonly #deadline: number;

  constructor(
    /** The API level of the Android that reads. */
    readonly api: number,
    readonly limits: Readonly<Limits> = DEFAULT_LIMITS,
    /** `performance.now()` value after which `LIMIT_TIME` is raised. */
    deadline: number = Number.POSITIVE_INFINITY,
    /** The device on which it reads. */
    readonly device: Device = DEFAULT_DEVICE,
    /** What refuses the file only where a feature flag is on is passed over: the device has it off. */
    readonly forgivesFlagged: boolean = false,
  ) {
    this.#deadline = deadline;
  }

  /** Whether an element was met that a feature flag of the device can switch off. */
  get metFlagged(): boolean {
    return this.#metFlagged;
  }

  /** Remembers that an element can be switched off. */
  noteFlagged(): void {
    this.#metFlagged = true;
  }

  /** Devices on which something would be read otherwise. */
  get otherDevices(): Iterable<Device> {
    return this.#otherDevices.values();
  }

  /** Notes devices on which a value that decides something is another: one more than are asked, at most. */
  noteDevices(devices: Iterable<Device>): void {
    for (const device of devices) {
      if (this.#otherDevices.size > MOST_DEVICES) return;
      this.#otherDevices.set(JSON.stringify(device), device);
    }
  }

  /** The densities around that of {@link Reading.device} at which all that was looked up so far is the same. */
  get alikeDensities(): readonly [from: number, to: number] {
    return this.#alikeDensities;
  }

  /** Narrows {@link Reading.alikeDensities}. */
  readsAlikeAt(from: number, to: number): void {
    const [low, high] = this.#alikeDensities;
    this.#alikeDensities = [Math.max(low, from), Math.min(high, to)];
  }

  /** Whether this Android is of `boundary` or newer; remembers that the answer mattered. */
  since(boundary: number): boolean {
    this.#marks++;
    if (this.api >= boundary) {
      if (boundary > this.#low) this.#low = boundary;
      return true;
    }
    if (boundary - 1 < this.#high) this.#high = boundary - 1;
    return false;
  }

  /**
   * Whether this Android is of the version that the app asks for at least; remembers it apart, for what lies below has
   * the same answer as far as nothing else was asked: it refuses the app.
   */
  meetsMinimum(minimum: number): boolean {
    if (this.api < minimum) return this.since(minimum);
    this.#marks++;
    this.#minimum = Math.max(this.#minimum, minimum);
    return true;
  }

  /** The API levels, around {@link Reading.api}, for which this reading gives the same result. */
  get validFor(): ApiRange {
    return [Math.max(this.#low, this.#minimum), this.#high];
  }

  /** The oldest API level that reads the same; those of it below the app's minimum refuse it for that. */
  get readsAlikeFrom(): number {
    return this.#low;
  }

  /** Counts the questions and oddities so far: what leaves it as it was goes the same way on every version. */
  get marks(): number {
    return this.#marks;
  }

  /** Notes an oddity that Android accepts. The range defaults to all versions. */
  note(anomaly: NewAnomaly): void {
    this.#marks++;
    const kept = this.#kept.get(anomaly.code) ?? 0;
    if (kept >= MAX_ANOMALIES_PER_CODE) {
      this.moreAnomalies.set(anomaly.code, (this.moreAnomalies.get(anomaly.code) ?? 0) + 1);
      return;
    }
    this.#kept.set(anomaly.code, kept + 1);
    this.anomalies.push({ ...cutTexts(anomaly), android: anomaly.android ?? [1, NEWEST_API] });
  }

  /**
   * Looks at the clock, and at the memory where that is limited. Cheap enough for inner loops when called every few hundred
   * steps.
   * @param more bytes that are about to be asked for
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_MEMORY`
   */
  checkTime(path: string, more = 0): void {
    if (this.#deadline !== Number.POSITIVE_INFINITY && performance.now() > this.#deadline) {
      throw new PermauditError(
        'LIMIT_TIME',
        { problem: 'tookLonger', limit: this.limits.timeMs },
        {
          path,
        },
      );
    }
    this.limits.look?.(more);
  }
}
