/** `permaudit manifest <input>` */
import { readManifestOf } from '../../../inputs/manifest-of.js';
import { PermauditError } from '../../../bytes/errors.js';
import { renderManifestXml } from '../../../report/manifest-xml.js';
import { appInputOf } from '../../io/app-input.js';
import { EXIT, exitCodeOfError } from '../../gate/exit-codes.js';
import { toReadingError } from '../../../facts/reading-error.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { checkDestinations } from '../../io/destinations.js';
import { writeReport } from '../../io/output.js';

/** Writes the manifest as Android resolves it, and returns the exit code. */
export async function runManifest(path: string, output: string | undefined): Promise<number> {
  if (output !== undefined) checkDestinations([{ what: 'the input', path }], [{ what: '-o', path: output }]);
  let xml: string;
  try {
    xml = renderManifestXml(readManifestOf(await appInputOf(path)));
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    process.stderr.write(describeReadingError(path, toReadingError(error)));
    return exitCodeOfError(toReadingError(error));
  }
  await writeReport(xml, output);
  return EXIT.ok;
}
