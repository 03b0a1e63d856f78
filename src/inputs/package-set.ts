/** The facts of one app in several APKs. */
import type { AppFacts, Signer } from '../facts/facts.js';
import { factsOf } from './open-apk.js';
import { readAllVersions } from '../manifest/readings.js';
import { identityOf, signerOf, type IdentityLevel } from './identity.js';
import { firstNotes, type PartList } from './parts.js';
import type { ReadSettings } from './read-document.js';
import { addSplitComponents } from './split-components.js';
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
  const { limits, apiRange } = settings;
  const result = readAllVersions(base.part.source, apiRange === undefined ? { limits } : { limits, apiRange });
  const facts = factsOf(file, input.sha256, input.size ?? 0, result);
  facts.size = input.size;
  facts.modules = modulesOf(parts);
  addSplitComponents(facts, componentsOf(parts));
  facts.anomalies = [...list.notes, ...facts.anomalies, ...firstNotes(splitPermissionNotes(facts.modules))];
  if (level === 'none') return facts;
  const api = facts.readings.find(({ outcome }) => outcome === 'accepted')?.apiRange[1] ?? facts.apiRange[1];
  const signers = parts.map(({ part }) => signerOf(part.source, api, level, limits));
  checkSigners(parts, signers.map(digestsOf));
  const ordered = parts.map(({ part }) => part);
  facts.identity = identityOf(facts, ordered, signers[0] ?? null);
  return facts;
}

function digestsOf(signer: Signer | null): string[] {
  return signer === null ? [] : signer.certificates.map(({ sha256 }) => sha256);
}
