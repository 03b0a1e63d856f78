/** ZIP archives of the input fixtures: the same content always gives the same bytes. */
import JSZip from 'jszip';

/** ZIP times have no zone: JSZip writes the UTC fields of a date. */
const FIXED_DATE = new Date('1981-01-01T00:00:00Z');

/** `[path, bytes]` of every file of an archive. */
export async function readEntries(bytes) {
  const archive = await JSZip.loadAsync(bytes);
  const files = Object.values(archive.files).filter((entry) => !entry.dir);
  return new Map(await Promise.all(files.map(async (entry) => [entry.name, await entry.async('nodebuffer')])));
}

/** An archive of `{ path, bytes, stored }`, in the given order. */
export async function writeZip(entries) {
  const zip = new JSZip();
  for (const { path, bytes, stored = false } of entries) {
    zip.file(path, bytes, { date: FIXED_DATE, compression: stored ? 'STORE' : 'DEFLATE', createFolders: false });
  }
  return zip.generateAsync({ type: 'nodebuffer', compressionOptions: { level: 9 }, platform: 'DOS' });
}
