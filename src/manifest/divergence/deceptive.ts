/** Which oddities can part readers at all, and which of them stand where two readings differ. */
import { ANOMALY_CODES, type Anomaly, type AnomalyCode } from '../../bytes/anomaly.js';
import type { ManifestObstacle } from '../../facts/divergence.js';

/**
 * Oddities after which a second reading is worth its time. Names that point outside the archive, gaps, checksums, requests
 * where nobody looks for them: of these the published formats and Android make the same.
 */
const DECEPTIVE: ReadonlySet<AnomalyCode> = new Set<AnomalyCode>([
  'ANOM_ZIP_METHOD',
  'ANOM_ZIP_ENCRYPT_FLAG',
  'ANOM_ZIP_CD_TAIL',
  'ANOM_ZIP_MULTI_EOCD',
  'ANOM_ZIP_SIZE',
  ...ANOMALY_CODES.filter((code) => /^ANOM_(?:AXML|STR|ATTR)_/.test(code)),
  'ANOM_PKGID_REMAP',
  'ANOM_MAN_RESCANNED',
  'ANOM_MAN_UNBALANCED',
  'ANOM_MAN_SECOND_APPLICATION',
  'ANOM_MAN_TAG_NAMESPACE',
]);

const OF_OBSTACLE: Readonly<Record<ManifestObstacle, readonly AnomalyCode[]>> = {
  encrypted: ['ANOM_ZIP_ENCRYPT_FLAG'],
  method: ['ANOM_ZIP_METHOD'],
  data: ['ANOM_ZIP_SIZE'],
  document: ['ANOM_AXML_HEADER', 'ANOM_ZIP_SIZE'],
};

/** Whether a file can show different readers different things. */
export function isDeceptive({ code }: Pick<Anomaly, 'code'>): boolean {
  return DECEPTIVE.has(code);
}

/** A stretch of a document. */
export interface Span {
  offset: number;
  size: number;
}

/** The codes of the oddities that stand inside the spans; where none does, of all that can part readers. */
export function odditiesIn(anomalies: readonly Anomaly[], path: string, spans: readonly Span[]): AnomalyCode[] {
  const all = anomalies.filter(isDeceptive);
  const inside = all.filter(
    (anomaly) => anomaly.path === path && spans.some(({ offset, size }) => isIn(anomaly.offset, offset, offset + size)),
  );
  return codesOf(inside.length > 0 ? inside : all);
}

function isIn(at: number | null, from: number, to: number): boolean {
  return at !== null && at >= from && at < to;
}

/** The codes of the oddities of the archive itself. */
export function odditiesOfArchive(anomalies: readonly Anomaly[]): AnomalyCode[] {
  return codesOf(anomalies.filter((anomaly) => isDeceptive(anomaly) && anomaly.code.startsWith('ANOM_ZIP_')));
}

/** The codes of the oddities that keep the published formats from opening a manifest. */
export function odditiesOfObstacle(anomalies: readonly Anomaly[], obstacle: ManifestObstacle): AnomalyCode[] {
  const all = anomalies.filter(isDeceptive);
  const expected = all.filter(({ code }) => OF_OBSTACLE[obstacle].includes(code));
  return codesOf(expected.length > 0 ? expected : all);
}

function codesOf(anomalies: readonly Anomaly[]): AnomalyCode[] {
  return [...new Set(anomalies.map(({ code }) => code))];
}
