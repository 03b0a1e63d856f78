/** The README of an evidence bundle: what is in it, and how to make the same report again. */
import { basename, isAbsolute } from 'node:path';
import type { Audit } from '../../audit/types.js';
import { innerApks } from '../../report/view/identity-facts.js';
import { codeSpan } from '../../report/view/markdown-escape.js';
import type { AuditRun } from './audit-run.js';
import type { Materials } from './materials.js';
import { OPTIONS } from '../options/table.js';

/** A path that can be typed, printed and quoted as it stands. */
const PLAIN_PATH = /^[\p{L}\p{N}_.@+=,/ ][\p{L}\p{N}_.@+=,/ -]*$/u;

/** The inputs as somebody else can name them, and whether the report then names its file alike. */
function inputsOf({ paths }: AuditRun): { names: string[]; same: boolean } {
  const isSafe = (path: string): boolean => PLAIN_PATH.test(path) && !isAbsolute(path) && !path.includes('..');
  if (paths.every((path) => isSafe(path))) return { names: [...paths], same: true };
  const names = paths.map((path, index) => {
    const name = basename(path);
    if (path !== '-' && isSafe(name)) return name;
    return paths.length === 1 ? 'app.apk' : `app-${index + 1}.apk`;
  });
  return { names, same: false };
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);

/** Every option that decides what the report says. */
function optionsOf({ audit, settings }: AuditRun, materials: Materials): string[] {
  const again = OPTIONS.flatMap((row) => row.again?.(audit, settings) ?? []);
  return [...again, '--lang', audit.options.lang ?? 'en', ...materials.options, '-f', 'json'];
}

/** The digests by which an input is known again: of the file, and of each APK in it or beside the others. */
function digestLines(audit: Audit): string[] {
  const { sha256, size } = audit.subject;
  const file = sha256 === null ? [] : [`- Audited file: SHA-256 ${sha256}, ${size ?? 0} bytes`];
  const apks = innerApks(audit).map(
    (apk) => `- Audited APK ${codeSpan(apk.name)}: SHA-256 ${apk.sha256}, ${apk.size} bytes`,
  );
  if (file.length + apks.length > 0) return [...file, ...apks];
  return ['- Audited: a folder or text that has no digest of its own; its manifest is in this bundle'];
}

/** Markdown; the same for the same audit. */
export function evidenceReadme(run: AuditRun, materials: Materials): string {
  const { audit, paths } = run;
  const { tool, rulebook } = audit;
  const { names, same } = inputsOf(run);
  const fromStdin = paths.length === 1 && paths[0] === '-';
  const command = ['permaudit', ...(fromStdin ? ['-'] : names), ...optionsOf(run, materials)].map(quoted).join(' ');
  const rows = [
    ['report.json', 'the whole audit, as the JSON Schema of the tool describes it'],
    ['report.html', 'the same, to read and to print'],
    ['AndroidManifest.xml', 'the manifest as Android resolves it'],
    ['certificates.json', "the signature schemes and the SHA-256 of each signer's certificate"],
    ['rulebook.json', 'every rule, clause and source the audit was judged by'],
    ...[...materials.files.keys()].map((name) => [name, materialText(name)]),
    ['SHA256SUMS', 'check with: sha256sum -c SHA256SUMS'],
  ];
  return `# Evidence of an audit

Made by ${tool.name} ${tool.version} with rulebook ${rulebook.version} (SHA-256 ${rulebook.sha256}).

${digestLines(audit).join('\n')}
- Result: score ${audit.score ?? 'none'}, grade ${audit.grade ?? 'none'}, verdict ${audit.verdict ?? 'none'}, outcome ${audit.outcome}
${acceptedLine(audit)}
| file | what it is |
| --- | --- |
${rows.map(([name, what]) => `| ${name} | ${what} |`).join('\n')}

## To make it again

1. Check the bundle: \`sha256sum -c SHA256SUMS\`.
2. Put what was audited, known by the digests above, beside these files as ${names.map((name) => `\`${name}\``).join(', ')}. It is not
   in this bundle.
3. Run version ${tool.version} of the tool in this folder, and compare:

\`\`\`sh
${command}${fromStdin ? ` < ${names[0] ?? ''}` : ''} > again.json
cmp again.json report.json
\`\`\`

${same || fromStdin ? 'The two are the same byte for byte.' : 'Apart from the path of the input, in `subject.file` and where it is named, the two are the same byte for byte.'}

The SHA-256 of the rulebook is that of rulebook.json without its own \`sha256\`, without spaces, the keys of every object
sorted: \`jq -cSj 'del(.sha256)' rulebook.json | sha256sum\`.
`;
}

function acceptedLine({ accepted }: Audit): string {
  if (accepted === null) return '';
  const { score, grade, verdict } = accepted;
  return `- Without accepted findings: score ${score}, grade ${grade}, verdict ${verdict}\n`;
}

function materialText(name: string): string {
  if (name.startsWith('rules/')) return "rules of the auditor's own";
  return name === 'baseline.json' ? 'the earlier report whose findings are known' : 'the settings, with justifications';
}
