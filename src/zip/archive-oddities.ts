/** What is odd about an archive as a whole although Android accepts it. */
import { asText } from '../platform/index.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive } from './archive.js';
import { displayName } from './entry-name.js';

const MANIFEST = 'AndroidManifest.xml';
/** Names that only look like the ones Android reads. */
const LOOKALIKE = /^(?:androidmanifest\.xml|resources\.arsc|classes[0-9]{0,4}\.dex)$/;
const EXACT = /^(?:AndroidManifest\.xml|resources\.arsc|classes(?:[2-9]|[1-9][0-9]{1,3})?\.dex)$/;
const FLAG_ENCRYPTED = 0x0001;
const DEX_MAGIC = 'dex\n';

interface Seen {
  oddMethods: string[];
  encrypted: string[];
  traversal: string[];
  overlong: string[];
  spans: { start: number; end: number; key: string }[];
  lowest: number;
}

/** Notes gaps, prefixes, look-alike names, odd methods of other entries, overlaps and path traversal. */
export function noteArchive(archive: ZipArchive, reading: Reading): void {
  const seen: Seen = { oddMethods: [], encrypted: [], traversal: [], overlong: [], spans: [], lowest: Infinity };
  let count = 0;
  for (const key of archive.keys()) {
    if ((++count & 0x3ff) === 0) reading.checkTime('');
    inspectRecord(archive, key, seen, reading);
  }
  noteSeen(seen, reading);
  noteFrame(archive, seen.lowest, reading);
  noteOverlaps(seen.spans, reading);
}

function inspectRecord(archive: ZipArchive, key: string, seen: Seen, reading: Reading): void {
  const record = archive.record(key);
  if (record === null) return;
  const { method, flags, localHeaderOffset, compressedSize } = record;
  seen.lowest = Math.min(seen.lowest, localHeaderOffset);
  // The manifest and the table report on themselves when they are read.
  if (key !== MANIFEST && key !== 'resources.arsc') {
    if (method !== METHOD_STORED && method !== METHOD_DEFLATED) seen.oddMethods.push(key);
    if ((flags & FLAG_ENCRYPTED) !== 0) seen.encrypted.push(key);
  }
  if (method === METHOD_STORED || method === METHOD_DEFLATED) {
    seen.spans.push({ start: localHeaderOffset, end: localHeaderOffset + 30 + key.length + compressedSize, key });
  }
  if (isTraversal(key)) seen.traversal.push(key);
  if (isOverlong(key)) seen.overlong.push(key);
  if (!EXACT.test(key) && isLookalike(key)) noteLookalike(key, record.offset, reading);
}

function isTraversal(key: string): boolean {
  return key.startsWith('/') || key.includes('\\') || key === '..' || key.startsWith('../') || key.includes('/../');
}

/** An overlong UTF-8 form: two bytes for what one can say. */
function isOverlong(key: string): boolean {
  return key.includes('\u00c0') || key.includes('\u00c1') || key.includes('\u00e0\u0080');
}

function isLookalike(key: string): boolean {
  const trimmed = key.replace(/^(?:\.{0,2}[/\\]){1,8}/, '').replace(/[/\\\s]{1,8}$/, '');
  if (trimmed.length > 40) return false;
  return (
    LOOKALIKE.test(trimmed.toLowerCase()) &&
    !key
      .slice(0, -1)
      .replace(/^(?:\.{0,2}[/\\]){1,8}/, '')
      .includes('/')
  );
}

function noteLookalike(key: string, offset: number, reading: Reading): void {
  const isManifest = key.toLowerCase().includes('androidmanifest');
  reading.note({
    code: 'ANOM_ZIP_LOOKALIKE',
    severity: isManifest ? 'medium' : 'low',
    data: { problem: 'almost' },
    offset,
    path: displayName(key),
    evidence: displayName(key),
  });
}

function noteList(reading: Reading, keys: string[], note: Parameters<Reading['note']>[0]): void {
  const [first] = keys;
  if (first === undefined) return;
  const name = displayName(first);
  reading.note({ ...note, path: name, evidence: { code: 'ENTRIES', data: { count: keys.length, first: name } } });
}

function noteSeen(seen: Seen, reading: Reading): void {
  const blank = { offset: null, path: '', evidence: '' };
  noteList(reading, seen.oddMethods, {
    ...blank,
    code: 'ANOM_ZIP_METHOD',
    severity: 'medium',
    data: { problem: 'entries' },
  });
  noteList(reading, seen.encrypted, {
    ...blank,
    code: 'ANOM_ZIP_ENCRYPT_FLAG',
    severity: 'medium',
    data: { problem: 'entries' },
  });
  noteList(reading, seen.traversal, {
    ...blank,
    code: 'ANOM_ZIP_TRAVERSAL',
    severity: 'medium',
    data: { problem: 'outside' },
  });
  noteList(reading, seen.overlong, {
    ...blank,
    code: 'ANOM_ZIP_NAME_ENCODING',
    severity: 'medium',
    data: { problem: 'overlong' },
  });
}

function noteFrame(archive: ZipArchive, lowest: number, reading: Reading): void {
  const { directory, directoryTail } = archive;
  const gap = directory.endRecordOffset - (directory.offset + directory.size);
  if (gap > 0 && !directory.zip64Locator) {
    reading.note({
      code: 'ANOM_ZIP_GAP',
      severity: 'low',
      data: { problem: 'gap', bytes: gap },
      offset: directory.offset + directory.size,
      path: '',
      evidence: { code: 'BYTES', data: { bytes: gap } },
    });
  }
  if (directoryTail > 0) {
    reading.note({
      code: 'ANOM_ZIP_CD_TAIL',
      severity: 'medium',
      data: { problem: 'beyond' },
      offset: directory.offset + directory.size - directoryTail,
      path: '',
      evidence: { code: 'BYTES', data: { bytes: directoryTail } },
    });
  }
  if (lowest > 0 && Number.isFinite(lowest)) notePrefix(archive, lowest, reading);
}

/** Build tools leave unused space at the start; a DEX file there is the Janus attack. */
function notePrefix(archive: ZipArchive, length: number, reading: Reading): void {
  const { source } = archive;
  const head = asText(source.read(0, Math.min(4, source.size))).toString('latin1');
  const isDex = head === DEX_MAGIC;
  reading.note({
    code: 'ANOM_ZIP_PREFIX',
    severity: isDex ? 'high' : 'low',
    data: isDex ? { problem: 'dex', bytes: length } : { problem: 'bytes', bytes: length },
    offset: 0,
    path: '',
    evidence: { code: 'BYTES', data: { bytes: length } },
  });
}

function noteOverlaps(spans: { start: number; end: number; key: string }[], reading: Reading): void {
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  let reach = spans[0];
  for (const span of spans.slice(1)) {
    if (reach !== undefined && span.start < reach.end) {
      reading.note({
        code: 'ANOM_ZIP_OVERLAP',
        severity: 'medium',
        data: { problem: 'share' },
        offset: span.start,
        path: displayName(span.key),
        evidence: { code: 'TWO_ENTRIES', data: { one: displayName(reach.key), other: displayName(span.key) } },
      });
      return;
    }
    if (reach === undefined || span.end > reach.end) reach = span;
  }
}
