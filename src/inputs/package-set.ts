/** The facts of one app in several APKs. */
import type { AppFacts, Signer } from '../facts/facts.js';
import { factsOf } from './open-apk.js';
import { readAllVersions } from '../manifest/readings.js';
import { identityOf, type IdentityLevel } from './identity.js';
import { firstNotes, type PartList } from './parts.js';
import type { ReadSettings } from './read-document.js';
import { FileSignatures, refuseSignatures } from './signed-readings.js';
import { withSplitComponents } from './split-components.js';
import { checkSigners, componentsOf, modulesOf, readParts, splitPermissionNotes } from './split-set.js';

/**
 * Reads the APKs of one app: the base decides, the others must agree with it.
 * @throws PermauditError `APK_NO_BASE`, `APK_SPLITS_DISAGREE`, and what makes Android refuse one of the splits
 */
export function readPackageSet(
  list: PartList,
  file: string,
  input: { sha256: string | null; size: number | null },
  settings: ReadSettings,
  level: IdentityLevel,
): AppFacts {
  const parts = readParts(list.parts, settings);
  const [base] = parts;
  const options = { verify: level === 'verify' };
  const signatures = parts.map(({ part }) => new FileSignatures(part.file, options, settings.limits));
  const unsigned = readAllVersions(base.part.file, settings);
  // Android collects the certificates of each APK of the set (ParsingPackageUtils.getSigningDetails).
  const result = signatures.reduce(
    (before, of, at) => refuseSignatures(before, of, at === 0 ? '' : parts[at]?.part.name),
    unsigned,
  );
  const read = factsOf(file, input.sha256, 0, result);
  const modules = modulesOf(parts);
  const anomalies = [...list.notes, ...read.anomalies, ...firstNotes(splitPermissionNotes(modules))];
  const facts = withSplitComponents({ ...read, size: input.size, modules, anomalies }, componentsOf(parts));
  if (level === 'none') return facts;
  const signers = signatures.map((of) => of.signer(unsigned));
  checkSigners(parts, signers.map(digestsOf));
  const ordered = parts.map(({ part }) => part);
  return { ...facts, identity: identityOf(facts, ordered, signers[0] ?? null) };
}

function digestsOf(signer: Signer | null): string[] {
  return signer === null ? [] : signer.certificates.map(({ sha256 }) => sha256);
}
