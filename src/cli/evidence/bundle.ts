/** The evidence bundle: everything a third party needs to check an audit, and to make it again byte for byte. */
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { PermauditError } from '../../bytes/errors.js';
import { escapeJsonDocument, escapeText } from '../../report/view/escape.js';
import { FORMATS, type FormatId } from '../../report/formats.js';
import { renderManifestXml } from '../../report/manifest-xml.js';
import { withinSize } from '../../report/size.js';
import { withSettings } from '../../audit/justify.js';
import type { Audit, SettingsFile } from '../../audit/types.js';
import { materialsOf, settingsName, type Materials } from './materials.js';
import { evidenceReadme } from './readme.js';
import type { AuditRun } from './audit-run.js';
import { writeFileAtomically } from '../io/output.js';
import { toReadingError } from '../../facts/reading-error.js';
import { ENGLISH } from '../../words/messages.js';

/** Every entry has this date, so that the same audit gives the same bytes. */
const EPOCH = new Date('1980-01-01T00:00:00Z');

/**
 * Writes the bundle, whole or not at all.
 * @throws OutputError when it cannot be written
 */
export async function writeEvidence(files: ReadonlyMap<string, string>, path: string): Promise<void> {
  const sums = [...files].map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
  const zip = new JSZip();
  for (const [name, text] of [...files, ['SHA256SUMS', sums.join('')] as const]) {
    zip.file(name, text, { date: EPOCH, createFolders: false, unixPermissions: 0o644 });
  }
  writeFileAtomically(path, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' }));
}

/** Does work within the limits of the audit. */
export type Within = <T>(work: () => T) => T;

/**
 * The files of the bundle, by name, in a fixed order.
 * @throws UsageError when what the settings name cannot be read any more; PermauditError `LIMIT_REPORT` where a report is
 *   larger than it may be, and what `within` throws
 */
export async function evidenceFiles(run: AuditRun, within: Within): Promise<Map<string, string>> {
  const { rulebook } = run;
  const materials = materialsOf(run.settings);
  const audit = withSettings(run.audit, settingsIn(run, materials));
  const files = new Map<string, string>();
  files.set('README.md', evidenceReadme(run, materials));
  files.set('report.json', await boundedReport(audit, 'json', within));
  files.set('report.html', await boundedReport(audit, 'html', within));
  files.set(
    'AndroidManifest.xml',
    within(() => manifestText(run)),
  );
  files.set('certificates.json', `${escapeJsonDocument(JSON.stringify(audit.identity?.signer ?? null, null, 2))}\n`);
  files.set('rulebook.json', `${JSON.stringify(rulebook)}\n`);
  for (const [name, text] of materials.files) files.set(name, text);
  return files;
}

async function boundedReport(audit: Audit, format: FormatId, within: Within): Promise<string> {
  const render = await FORMATS[format].load(audit.options.lang ?? 'en');
  return within(() => withinSize(format, () => render(audit, {})));
}

/** The settings file as it is in the bundle, so that the report can be made again from there: without its `rules`. */
function settingsIn({ audit, settings }: AuditRun, { files }: Materials): SettingsFile | undefined {
  const told = audit.options.settings;
  const name = settings.configPath === null ? undefined : settingsName(settings.configPath);
  const text = name === undefined ? undefined : files.get(name);
  if (told === undefined || name === undefined || text === undefined) return told;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { file: name, sha256, keys: told.keys.filter((key) => key !== 'rules') };
}

/** The decoded manifest, or why there is none. */
function manifestText({ manifest }: AuditRun): string {
  try {
    if (!(manifest instanceof PermauditError)) return renderManifestXml(manifest);
    return notReadable(manifest);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return notReadable(error);
  }
}

function notReadable(manifest: PermauditError): string {
  const reason = escapeText(ENGLISH.error(toReadingError(manifest))).replaceAll('--', '- -');
  return `<!-- not readable: ${reason} [${manifest.code}] -->\n`;
}
