/**
 * Names in certificates as Node shows them: X509_NAME_print_ex (crypto/x509/x509name.c and crypto/asn1/a_strex.c of OpenSSL)
 * with `ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT | XN_FLAG_SEP_MULTILINE | XN_FLAG_FN_SN`.
 */
import { oidOf, type BerValue } from '../../ber/ber.js';
import { asText, isUtf8 } from './bytes.js';

const SET = 17;
const UTF8_STRING = 12;
const UNIVERSAL_STRING = 28;
const BMP_STRING = 30;
const BIT_STRING = 3;
/** ASN1_PRINTABLE: what the value of a name may be; some more than those of X.520, but not every string. */
const ALLOWED: ReadonlySet<number> = new Set([3, 12, 18, 19, 20, 22, 28, 30]);

/** Names that OpenSSL has for the attributes of names (`openssl list -objects`): the last arc, by those before it. */
const SHORT_NAMES: readonly (readonly [arcs: string, names: string])[] = [
  [
    '2.5.4',
    `3=CN 4=SN 5=serialNumber 6=C 7=L 8=ST 9=street 10=O 11=OU 12=title 13=description 14=searchGuide
15=businessCategory 16=postalAddress 17=postalCode 18=postOfficeBox 19=physicalDeliveryOfficeName
20=telephoneNumber 21=telexNumber 22=teletexTerminalIdentifier 23=facsimileTelephoneNumber
24=x121Address 25=internationaliSDNNumber 26=registeredAddress 27=destinationIndicator
28=preferredDeliveryMethod 29=presentationAddress 30=supportedApplicationContext 31=member 32=owner
33=roleOccupant 34=seeAlso 35=userPassword 36=userCertificate 37=cACertificate
38=authorityRevocationList 39=certificateRevocationList 40=crossCertificatePair 41=name 42=GN
43=initials 44=generationQualifier 45=x500UniqueIdentifier 46=dnQualifier 47=enhancedSearchGuide
48=protocolInformation 49=distinguishedName 50=uniqueMember 51=houseIdentifier
52=supportedAlgorithms 53=deltaRevocationList 54=dmdName 65=pseudonym 72=role
97=organizationIdentifier 98=c3 99=n3 100=dnsName`,
  ],
  [
    '1.2.840.113549.1.9',
    `1=emailAddress 2=unstructuredName 3=contentType 4=messageDigest 5=signingTime 6=countersignature
7=challengePassword 8=unstructuredAddress 9=extendedCertificateAttributes 14=extReq 15=SMIME-CAPS
20=friendlyName 21=localKeyID`,
  ],
  [
    '0.9.2342.19200300.100.1',
    `1=UID 2=textEncodedORAddress 3=mail 4=info 5=favouriteDrink 6=roomNumber 7=photo 8=userClass 9=host
10=manager 11=documentIdentifier 12=documentTitle 13=documentVersion 14=documentAuthor
15=documentLocation 20=homeTelephoneNumber 21=secretary 22=otherMailbox 23=lastModifiedTime
24=lastModifiedBy 25=DC 26=aRecord 27=pilotAttributeType27 28=mXRecord 29=nSRecord 30=sOARecord
31=cNAMERecord 37=associatedDomain 38=associatedName 39=homePostalAddress 40=personalTitle
41=mobileTelephoneNumber 42=pagerTelephoneNumber 43=friendlyCountryName 44=uid
45=organizationalStatus 46=janetMailbox 47=mailPreferenceOption 48=buildingName 49=dSAQuality
50=singleLevelQuality 51=subtreeMinimumQuality 52=subtreeMaximumQuality 53=personalSignature
54=dITRedirect 55=audio 56=documentPublisher`,
  ],
  ['1.3.6.1.4.1.311.60.2.1', `1=jurisdictionL 2=jurisdictionST 3=jurisdictionC`],
  ['1.2.643.3.131.1', `1=INN`],
  ['1.2.643.100', `1=OGRN 3=SNILS 5=OGRNIP 111=subjectSignTool 112=issuerSignTool 113=classSignTool`],
];
const byOid: ReadonlyMap<string, string> = new Map(
  SHORT_NAMES.flatMap(([arcs, names]) =>
    names.split(/\s+/).map((pair) => {
      const [last = '', name = ''] = pair.split('=');
      return [`${arcs}.${last}`, name] as const;
    }),
  ),
);

/** The text of a Name: its parts a line each; those of one set with ` + ` between them. Null for what is none. */
export function nameOf(name: BerValue): string | null {
  const lines: string[] = [];
  for (const set of name.children ?? []) {
    if (set.tagClass !== 'universal' || set.tag !== SET || set.children === null) return null;
    const parts = set.children.map(attributeOf);
    if (parts.length === 0 || parts.includes(null)) return null;
    lines.push(parts.join(' + '));
  }
  return lines.join('\n');
}

function attributeOf(attribute: BerValue): string | null {
  const [type, value, ...more] = attribute.children ?? [];
  if (type === undefined || value === undefined || more.length > 0) return null;
  const oid = oidOf(type);
  if (oid === null || value.tagClass !== 'universal' || value.children !== null || !ALLOWED.has(value.tag)) return null;
  const text = textOf(value);
  return text === null ? null : `${byOid.get(oid) ?? oid}=${escape(text)}`;
}

function textOf({ tag, content }: BerValue): string | null {
  if (tag === UTF8_STRING) return isUtf8(content) ? asText(content).toString('utf8') : null;
  if (tag === BMP_STRING) return pointsOf(content, 2);
  if (tag === UNIVERSAL_STRING) return pointsOf(content, 4);
  if (tag !== BIT_STRING) return asText(content).toString('latin1');
  const bits = bitsOf(content);
  return bits === null ? null : asText(bits).toString('latin1');
}

/** ossl_c2i_ASN1_BIT_STRING: the first octet says how many bits of the last are none; null where it does not. */
function bitsOf(content: Uint8Array): Uint8Array | null {
  const [unused = 8, ...octets] = content;
  if (unused > 7) return null;
  const last = octets.length - 1;
  return Uint8Array.from(octets, (octet, at) => (at === last ? octet & (0xff << unused) : octet));
}

/** Null for what has no form in UTF-8, and for half a character. */
function pointsOf(content: Uint8Array, width: 2 | 4): string | null {
  if (content.length % width !== 0) return null;
  let text = '';
  for (let at = 0; at < content.length; at += width) {
    let point = 0;
    for (let octet = 0; octet < width; octet++) point = point * 256 + (content[at + octet] ?? 0);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}

/** do_buf and do_esc_char: RFC 2253, and control characters as hexadecimal. A text of one character has no beginning. */
function escape(text: string): string {
  const points = Array.from(text);
  return points
    .map((point, at) => {
      const isLast = at === points.length - 1;
      const isFirst = at === 0 && !isLast;
      if (',+"\\<>;'.includes(point)) return `\\${point}`;
      if (point === ' ' && (isFirst || isLast)) return '\\ ';
      if (point === '#' && isFirst) return '\\#';
      const code = point.codePointAt(0) ?? 0;
      return code < 0x20 || code === 0x7f ? `\\${code.toString(16).toUpperCase().padStart(2, '0')}` : point;
    })
    .join('');
}
