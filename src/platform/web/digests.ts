/** Digests through @noble/hashes: those of the browser come too late, as a promise, and not of pieces. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Digest, DigestName } from '../platform.js';
import { base64Of, hexOf, utf8Of } from './bytes.js';

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

class NobleDigest implements Digest {
  readonly #hash: { update(data: Uint8Array): unknown; digest(): Uint8Array };

  constructor(name: DigestName) {
    this.#hash = HASHES[name].create();
  }

  update(data: Uint8Array | string): Digest {
    this.#hash.update(typeof data === 'string' ? utf8Of(data) : data);
    return this;
  }

  digest(): Uint8Array;
  digest(encoding: 'hex' | 'base64'): string;
  digest(encoding?: 'hex' | 'base64'): Uint8Array | string {
    const bytes = this.#hash.digest();
    if (encoding === undefined) return bytes;
    return encoding === 'hex' ? hexOf(bytes) : base64Of(bytes);
  }
}

export function createDigest(name: DigestName): Digest {
  return new NobleDigest(name);
}
