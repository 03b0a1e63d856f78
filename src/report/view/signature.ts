/** Who signed an app, in the words that data formats carry. */
import type { SignatureState } from '../../facts/facts.js';
import type { Audit } from '../../audit/types.js';

const NAMES = { v1: 'v1', v2: 'v2', v3: 'v3', v31: 'v3.1', v32: 'v3.2' } as const;

/** The schemes that are there and their state, e.g. `v2 verified v3 present`; null where no signature was looked for. */
export function signatureSchemes({ identity }: Pick<Audit, 'identity'>): string | null {
  const schemes = identity?.signer?.schemes;
  if (schemes === undefined) return null;
  const present = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter(
    (key) => (schemes[key] ?? 'absent') !== 'absent',
  );
  const told = present.map((key): `${string} ${SignatureState}` => `${NAMES[key]} ${schemes[key] ?? 'absent'}`);
  return told.length === 0 ? 'absent' : told.join(' ');
}

/** SHA-256 of the signers' certificates, in lower-case hexadecimal, in the order of the signature. */
export function signerDigests({ identity }: Pick<Audit, 'identity'>): string[] {
  return (identity?.signer?.certificates ?? []).map(({ sha256 }) => sha256);
}
