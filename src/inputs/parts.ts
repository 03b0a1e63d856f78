/** One APK of an input, and what one input comes to. */
import { anomalyMessage, type Anomaly, type AnomalyData } from '../bytes/anomaly.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { InputKind, ModuleDelivery } from '../facts/facts.js';

/** An APK that can be read; its source lives as long as the input is open. */
export interface ApkPart {
  /** The file or entry name, for reports. Attacker-controlled text. */
  readonly name: string;
  readonly file: ArchiveFile;
  /** When the part is delivered, where the input says so. */
  readonly delivery: ModuleDelivery | null;
}

/** The APKs of a container, and what in it was left aside. */
export interface PartList {
  readonly kind: InputKind;
  readonly parts: readonly ApkPart[];
  readonly notes: readonly Anomaly[];
  /** Something that can be installed from it is not among the parts, and is another app than they are. */
  readonly incomplete?: boolean;
}

/** Notes of one code that are kept one by one, as readings keep them. */
const MAX_NOTES_PER_CODE = 50;

/** The first notes of each code, and how many more there are. */
export function firstNotes(notes: readonly Anomaly[]): Anomaly[] {
  const counts = new Map<string, number>();
  const kept = notes.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MAX_NOTES_PER_CODE;
  });
  for (const [code, count] of counts) {
    const like = kept.find((note) => note.code === code);
    if (count <= MAX_NOTES_PER_CODE || like === undefined) continue;
    const more = count - MAX_NOTES_PER_CODE;
    const { severity, path, android } = like;
    const message = anomalyMessage(like.code, { problem: 'more', count: more });
    kept.push({ ...message, severity, path, android, offset: null, evidence: { code: 'MORE', data: { count: more } } });
  }
  return kept;
}

/** A note on the input as a whole. */
export function inputNote<Code extends 'ANOM_INPUT_SKIPPED' | 'ANOM_INPUT_DISAGREES'>(
  code: Code,
  data: AnomalyData<Code>,
  path: string,
  evidence: Anomaly['evidence'],
): Anomaly {
  const severity = code === 'ANOM_INPUT_SKIPPED' ? 'info' : 'low';
  return { ...anomalyMessage(code, data), severity, offset: null, path, android: [1, NEWEST_API], evidence };
}
