import type { Audit } from '../../audit/types.js';

/** The file that findings stand in: of a folder of sources or one that was decoded, the manifest in it. */
export function artifactPath({ subject, input }: Pick<Audit, 'subject' | 'input'>): string {
  const isFolder = input === 'source-folder' || input === 'apktool-folder';
  return isFolder ? `${withoutSlashes(subject.file)}/AndroidManifest.xml` : subject.file;
}

/** No regular expression: one that looks for the end would try each slash of a path that is nothing else. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && (path[end - 1] === '/' || path[end - 1] === '\\')) end--;
  return path.slice(0, end);
}
