import type { Finding } from '../../audit/types.js';

/** What a finding is about: what it asks for; of an entry of permaudit.yaml, the permission or rule it names. */
export function subjectsOf({ permissions, capabilities, evidence }: Finding): string[] {
  const entries = evidence.filter(({ kind }) => kind === 'justification');
  return [...permissions, ...capabilities, ...entries.map(({ name }) => name)];
}
