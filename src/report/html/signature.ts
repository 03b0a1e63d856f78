/** Who signed the app, by the digests a third party can compare, and the files that were read. */
import type { AppIdentity, Signer, SignerCertificate } from '../../facts/facts.js';
import type { Audit } from '../../audit/types.js';
import { builtAs } from '../view/identity-facts.js';
import { describeSize } from '../view/size.js';
import { fact, wideFact } from './facts.js';
import { codeName, foreign, join, markup, type Markup, type Part } from './markup.js';
import { section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';

type Scheme = keyof Signer['schemes'];

const SCHEMES: readonly Scheme[] = ['v1', 'v2', 'v3', 'v31', 'v32'];

function digest(sha256: string): Markup {
  return markup`<code class="hash">${sha256}</code>`;
}

/** One tag for each scheme the file has, with how far it was checked. */
function schemeTags(strings: Strings, { schemes }: Signer): Part {
  const words = strings.signature;
  const present = SCHEMES.filter((scheme) => (schemes[scheme] ?? 'absent') !== 'absent');
  if (present.length === 0) return words.notSigned;
  return present.map((scheme) => {
    const state = schemes[scheme] ?? 'absent';
    const told = `${words.scheme[scheme]}${strings.report.colon}${words.state[state]}`;
    return markup`<span class="tag scheme-${state}">${told}</span> `;
  });
}

function validity(strings: Strings, { notBefore, notAfter }: SignerCertificate): Part {
  if (notBefore === null || notAfter === null) return strings.signature.undecoded;
  return foreign(strings.signature.validFromTo(notBefore.slice(0, 10), notAfter.slice(0, 10)));
}

function certificate(strings: Strings, title: string, one: SignerCertificate): Markup {
  const words = strings.signature;
  const name = (text: string | null): Part => (text === null ? words.undecoded : foreign(text));
  return markup`<div class="certificate">
    <h3>${title}</h3>
    <dl class="facts">
      ${wideFact(words.sha256, digest(one.sha256))}${fact(words.subject, name(one.subject))}
      ${fact(words.issuer, name(one.issuer))}${fact(words.validity, validity(strings, one))}
    </dl>
  </div>`;
}

function signerFacts(strings: Strings, signer: Signer): Markup {
  const words = strings.signature;
  const isOnlyRead = SCHEMES.some((scheme) => signer.schemes[scheme] === 'present');
  const problems = strings.report.identity
    .signerProblems(signer)
    .map((problem) => markup`<li>${foreign(problem)}</li>`);
  const list =
    problems.length === 0
      ? null
      : markup`<ul class="plain">
          ${problems}
        </ul>`;
  // The last of the chain is the present key, which stands first.
  const former = (signer.lineage ?? []).slice(0, -1);
  return markup`<dl class="facts">
      ${wideFact(words.schemes, schemeTags(strings, signer))}${list === null ? null : wideFact(words.problems, list)}
    </dl>
    ${isOnlyRead ? markup`<p class="note">${words.onlyRead}</p>` : null}
    ${(signer.blocks ?? []).map(({ id, kind }) => markup`<p class="note">${foreign(strings.report.identity.otherBlock(id, kind))}</p>`)}
    ${signer.certificates.map((one) => certificate(strings, words.certificate, one))}
    ${former.map((one) => certificate(strings, words.formerKey, one))}`;
}

/** Each APK with its digest. */
function apkList(strings: Strings, { apks }: AppIdentity): Markup | null {
  if (apks.length === 0) return null;
  const items = apks.map(
    ({ name, sha256, size }) =>
      markup`<li>
        ${codeName(name)}<span class="soft">${strings.report.identity.size(describeSize(size, strings.report))}</span>
        ${digest(sha256)}
      </li>`,
  );
  return markup`<div class="certificate">
    <h3>${strings.signature.apks}</h3>
    <ul class="plain apks">
      ${items}
    </ul>
  </div>`;
}

function builtAsFacts(strings: Strings, audit: Audit): Markup | null {
  const words = strings.report.identity;
  const stated = join(
    builtAs(audit).map((fact) => words[fact]),
    strings.report.comma,
  );
  if (stated.length === 0) return null;
  return markup`<dl class="facts">${wideFact(strings.signature.builtAs, stated)}</dl>`;
}

/** Signature, certificates and digests. Null for inputs that tell none. */
export function signatureSection(strings: Strings, audit: Audit): Section | null {
  const { identity } = audit;
  const tellsNothing = identity?.signer == null && identity?.apks.length === 0 && builtAs(audit).length === 0;
  if (identity === null || tellsNothing) return null;
  const { signer } = identity;
  const content = markup`<div class="card">
    ${builtAsFacts(strings, audit)}${signer === null ? null : signerFacts(strings, signer)}${apkList(strings, identity)}
  </div>`;
  const hasKeys = signer !== null && signer.certificates.length > 0;
  return section(strings, 'signature', hasKeys ? strings.signature.intro : null, content);
}
