/** The evidence bundle: everything a third party needs to check an audit, and to make it again byte for byte. */
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import { readManifestOf } from '../apk/inputs/manifest-of.js';
import type { Audit } from '../audit/types.js';
import { PermauditError } from '../bytes/errors.js';
import { escapeJsonDocument, escapePath, escapeText } from '../report/escape.js';
import { FORMATS } from '../report/formats.js';
import { renderManifestXml } from '../report/manifest-xml.js';
import { codeSpan } from '../report/markdown/escape.js';
import type { Rulebook } from '../rulebook/types.js';
import { appInputOf } from './app-input.js';
import { OutputError } from './failures.js';

/** Every entry has this date, so that the same audit gives the same bytes. */
const EPOCH = new Date('1980-01-01T00:00:00Z');

/**
 * Writes the bundle.
 * @throws OutputError when it cannot be written
 */
export async function writeEvidence(
  apk: string | readonly string[],
  audit: Audit,
  rulebook: Rulebook,
  path: string,
): Promise<void> {
  const files = await evidenceFiles(apk, audit, rulebook);
  const sums = [...files].map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
  const zip = new JSZip();
  for (const [name, text] of [...files, ['SHA256SUMS', sums.join('')] as const]) {
    zip.file(name, text, { date: EPOCH, createFolders: false, unixPermissions: 0o644 });
  }
  const bytes = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new OutputError(`cannot write ${escapePath(path)} (${code})`);
  }
}

/** The files of the bundle, by name, in a fixed order. */
export async function evidenceFiles(
  apk: string | readonly string[],
  audit: Audit,
  rulebook: Rulebook,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  files.set('README.md', readme(audit));
  files.set('report.json', await FORMATS.json.render(audit));
  files.set('report.html', await FORMATS.html.render(audit));
  files.set('AndroidManifest.xml', await manifestOf(apk));
  files.set('certificates.json', `${escapeJsonDocument(JSON.stringify(audit.identity?.signer ?? null, null, 2))}\n`);
  files.set('rulebook.json', `${JSON.stringify(rulebook)}\n`);
  return files;
}

/** The decoded manifest, or why there is none. */
async function manifestOf(apk: string | readonly string[]): Promise<string> {
  try {
    return renderManifestXml(readManifestOf(await appInputOf(apk)));
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return `<!-- not readable: ${escapeText(error.message).replaceAll('--', '- -')} [${error.code}] -->\n`;
  }
}

/** The file that was audited, and the APKs in it or beside one another. Their names are attacker-controlled text. */
function auditedFiles({ subject, identity, input }: Audit): string {
  const apks = input === 'apk' ? [] : (identity?.apks ?? []);
  const file = `- Audited file: SHA-256 ${subject.sha256 ?? 'not known'}, ${subject.size ?? 0} bytes`;
  return [
    ...(subject.sha256 === null && apks.length > 0 ? [] : [file]),
    ...apks.map(({ name, sha256, size }) => `- APK ${codeSpan(name)}: SHA-256 ${sha256}, ${size} bytes`),
  ].join('\n');
}

function readme(audit: Audit): string {
  const { options, tool, rulebook } = audit;
  const command = [
    'permaudit',
    'app.apk',
    ...(options.category === null ? [] : ['--category', options.category]),
    '--policies',
    options.policies.join(','),
    ...(options.features.length === 0 ? [] : ['--feature', options.features.join(',')]),
    ...(audit.code === null ? ['--no-code'] : []),
    ...(options.role === undefined ? [] : ['--role', options.role]),
    '--as-of',
    options.asOf,
    // The rules of the user's own are in rulebook.json, merged; the digest tells whether theirs are the same.
    ...(rulebook.version.endsWith('+custom') ? ['--rules', 'YOUR-RULES'] : []),
    ...(options.lang === undefined || options.lang === 'en' ? [] : ['--lang', options.lang]),
    '-f',
    'json',
  ].join(' ');
  return `# Evidence of an audit

Made by ${tool.name} ${tool.version} with rulebook ${rulebook.version} (SHA-256 ${rulebook.sha256}).

${auditedFiles(audit)}
- Result: score ${audit.score ?? 'none'}, grade ${audit.grade ?? 'none'}, verdict ${audit.verdict ?? 'none'}, outcome ${audit.outcome}

| file | what it is |
| --- | --- |
| report.json | the whole audit, as the JSON Schema of the tool describes it |
| report.html | the same, to read and to print |
| AndroidManifest.xml | the manifest as Android resolves it |
| certificates.json | the signature schemes and the SHA-256 of each signer's certificate |
| rulebook.json | every rule, clause and source the audit was judged by |
| SHA256SUMS | check with: sha256sum -c SHA256SUMS |

## To make it again

Take the file with the SHA-256 above, name it app.apk, and run version ${tool.version} of the tool:

\`\`\`sh
${command}
\`\`\`

Apart from the path in \`subject.file\` the output is report.json, byte for byte. The audited file is not in this bundle.
`;
}
