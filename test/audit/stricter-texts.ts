/**
 * Texts that ask more of a category than of apps without one: the only exceptions to the law that a category which needs
 * a permission never judges it worse than no category does. Each is met by something in the manifest.
 */
import type { CapabilityId } from '../../src/facts/facts.js';

export interface StricterText {
  category: string;
  clause: string;
  /** The words that ask for it, as the clause quotes them. */
  says: string;
  /** What meets it. */
  metBy: CapabilityId;
}

export const STRICTER_TEXTS: readonly StricterText[] = [
  {
    category: 'parental_mdm',
    clause: 'PLAY-MONITORING-TOOL-FLAG',
    says: 'must use the IsMonitoringTool metadata flag in their manifest file',
    metBy: 'monitoring-tool',
  },
];

/** What an app of the category has to have in its manifest for the law to hold. */
export function meetingStricterTexts(category: string): CapabilityId[] {
  return STRICTER_TEXTS.filter((text) => text.category === category).map(({ metBy }) => metBy);
}
