/** What reports show of code evidence. */
import { describe, expect, it } from 'vitest';
import type { EvidenceOwner, PermissionEvidence } from '../../src/apk/facts.js';
import { shownEvidence } from '../../src/report/code-view.js';

const owner = (more: Partial<EvidenceOwner>): EvidenceOwner => ({
  kind: 'app',
  sdk: null,
  name: null,
  kindOfSdk: null,
  package: 'com.example',
  sites: 4,
  strongSites: 4,
  ...more,
});
const library = owner({ kind: 'sdk', sdk: 'androidx', name: 'AndroidX', sites: 12, strongSites: 0 });

function shown(owners: EvidenceOwner[], more: Partial<PermissionEvidence> = {}) {
  const evidence: PermissionEvidence = {
    permission: 'android.permission.CAMERA',
    use: 'used',
    strength: 'strong',
    totalSites: 16,
    sites: [],
    owners,
    ...more,
  };
  const { owners: told, onlyFromSdks } = shownEvidence(evidence);
  return { told: told.map(({ kind, sites }) => `${kind} ${sites}`), onlyFromSdks };
}

describe('the owners shown', () => {
  it('of a permission that is used are those who use it: a hint is no use', () => {
    expect(shown([owner({ sites: 5 }), library]).told).toEqual(['app 4']);
  });

  it('of a permission with hints only are all who have one', () => {
    expect(shown([library], { use: 'no-evidence', strength: 'weak' }).told).toEqual(['sdk 12']);
  });

  it('are told to be libraries only where the app has no hint of use either', () => {
    const uses = { ...library, strongSites: 1 };
    expect(shown([uses]).onlyFromSdks).toBe(true);
    expect(shown([uses, owner({ sites: 1, strongSites: 0 })]).onlyFromSdks).toBe(false);
  });
});
