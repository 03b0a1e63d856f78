/** From the APKs or the bundle of an app to its code evidence. */
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { ZipArchive } from '../zip/archive.js';
import type { AppFacts, CodeEvidence } from '../facts/facts.js';
import type { CodeContainer } from './dex-sources.js';
import { ownKnowledge, type CodeKnowledge } from './knowledge.js';
import { noCode, readCode } from './read-code.js';
import type { CodeGap } from '../facts/clauses.js';

/** Whether the code is read; `none` reads no byte of it. */
export type CodeLevel = 'none' | 'read';

/** One APK; `module` is `base` or the split's name. */
export interface CodePart {
  module: string;
  file: ArchiveFile;
}

export interface CodeSettings {
  readonly limits: Readonly<Limits>;
  /** Default: the API map and the SDKs of this package. */
  readonly knowledge?: CodeKnowledge;
}

/** The code evidence of an app in one or more APKs, base first. Never throws for what an APK holds. */
export function codeOfApks(parts: readonly CodePart[], facts: AppFacts, settings: CodeSettings): CodeEvidence {
  if (facts.manifest === null) return noCode({ code: 'NO_MANIFEST', data: {} });
  const reading = readingOf(facts, settings.limits);
  const containers: CodeContainer[] = [];
  const unread: CodeGap[] = [];
  for (const { module, file } of parts) {
    try {
      containers.push({ module, archive: file.as(reading), root: '', dexFolder: '' });
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      unread.push({ in: module, error: error.told });
    }
  }
  return readCode(containers, facts, settings.knowledge ?? ownKnowledge(), reading, unread);
}

/** The code evidence of an app bundle: each module has its DEX files in a folder of its own. */
export function codeOfBundle(archive: ZipArchive, facts: AppFacts, settings: CodeSettings): CodeEvidence {
  if (facts.manifest === null) return noCode({ code: 'NO_MANIFEST', data: {} });
  const containers = (facts.modules ?? []).map(({ name }): CodeContainer => ({
    module: name,
    archive,
    root: `${name}/`,
    dexFolder: `${name}/dex/`,
  }));
  return readCode(containers, facts, settings.knowledge ?? ownKnowledge(), readingOf(facts, settings.limits));
}

/** As the newest Android that accepts the app. */
function readingOf({ readings, apiRange }: AppFacts, limits: Readonly<Limits>): Reading {
  const api = readings.find(({ outcome }) => outcome === 'accepted')?.apiRange[1] ?? apiRange[1];
  return new Reading(api, limits, deadlineOf(limits));
}
