import type { Audit } from '../../audit/types.js';

/** The file that findings stand in: of a folder of sources or one that was decoded, the manifest in it. */
export function artifactPath({ subject, input }: Pick<Audit, 'subject' | 'input'>): string {
  const isFolder = input === 'source-folder' || input === 'apktool-folder';
  return isFolder ? `${subject.file.replace(/[\\/]+$/, '')}/AndroidManifest.xml` : subject.file;
}
