/** What stands at the foot of every printed page: the digest of the file, and the number of the page. */
import type { Audit } from '../../audit/types.js';
import type { Strings } from '../../words/html.js';

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Margin boxes of the printed page (CSS Paged Media, section 4.3). The digest is the only thing in a style sheet that is not
 * a constant, so nothing but a digest is let in: a stored report could hold any text there.
 */
export function runningFooter(
  { pageOf: [before, between, after] }: Strings,
  { subject }: Pick<Audit, 'subject'>,
): string {
  const { sha256 } = subject;
  const digest = sha256 !== null && DIGEST.test(sha256) ? `@bottom-left{content:"SHA-256 ${sha256}"}` : '';
  return `@page{${digest}@bottom-right{content:"${before}" counter(page) "${between}" counter(pages) "${after}"}}
`;
}
