/** Commented starter files for rules of one's own. Each is valid as it stands. */
import type { Starter } from '../options/values.js';

export interface StarterFile {
  /** Relative to the folder of the rules, with forward slashes. */
  path: string;
  text: string;
}

/** `acme_notes` as `ACME-NOTES`, the beginning of its rule ids. */
function upperId(id: string): string {
  return id.toUpperCase().replaceAll('_', '-');
}

/** What a kind of rule file begins with, so that an editor knows what may stand in it. */
type Header = (kind: 'category' | 'policy' | 'sources') => string;

function category(id: string, header: Header): string {
  return `${header('category')}# A category: what one kind of app needs, and what it does not. Texts are English, or { en: ..., zh: ... }.
id: ${id}
name: ${id.replaceAll(/[_-]/g, ' ')}
summary: What this kind of app does for its user, in one or two sentences.

# Other names it goes by, for --category and permaudit categories.
# aliases: [my-other-name]

# What it cannot do without.
necessary: []
#  - permissions: [CAMERA]
#    why: It scans documents, and nothing else takes their picture.

# What it needs only for a feature; --feature makes it silent. The features there are: permaudit categories.
conditional: []
#  - permissions: [POST_NOTIFICATIONS]
#    features: [notifications]
#    why: It may remind the user of an appointment.

# One rule for each data type it has no business with; other data types are judged by the rules of every app.
# Without permissions, a rule covers all that opens the data type: permaudit explain contacts
rules:
  - id: ${upperId(id)}-CONTACTS
    dataType: contacts
    title: It asks for the address book
    why: Nothing this kind of app does concerns the people in the address book.
    remediation:
      - Let the user choose one contact with the Contact Picker
`;
}

function policy(id: string, header: Header): string {
  const upper = upperId(id);
  return `${header('policy')}# A policy: what one instrument says about permissions. Use it with --policies ${id}, beside others.
id: ${id}
name: ${id.replaceAll(/[_-]/g, ' ')}
summary: What this policy asks of apps, in one or two sentences.
# Region codes that select it with --region.
regions: []
# Part of every audit that names no policies.
default: false
# Drafts must be capped: no finding of the policy alone is above this severity.
# severityCap: medium

clauses:
  - id: ${upper}-CONTACTS
    # Defined in sources/${id}.yaml.
    source: ${upper}-SOURCE
    # locator: section 2.1
    title: Our apps do not ask for the address book
    # The words of the source; needed where verification is primary.
    quote: Apps must not ask for contacts.
    # Category ids, or ["*"] for every category.
    categories: ["*"]
    # necessary, conditional (with features), unjustified or prohibited.
    verdict: prohibited
    # explicit: the source names the permission; derived: it names the data; inferred: it is our reading.
    basis: derived
    # primary: the text was read; secondary: a text about it was read; unverified-high: from memory.
    verification: primary
    permissions: [READ_CONTACTS, WRITE_CONTACTS]
    # From when it holds: before, it is a dated warning.
    # effective: 2027-01-01
`;
}

function source(id: string, header: Header): string {
  return `${header('sources')}# What the clauses cite.
sources:
  - id: ${upperId(id)}-SOURCE
    title: The name of the document
    issuer: Who issued it
    issued: 2026-01-01
    # url: https://example.com/policy
    # law, regulation, guidance, standard, platform, research or article.
    authority: guidance
    # in-force, draft, superseded, notice or published.
    status: in-force
    verification: primary
`;
}

/**
 * The files a starter consists of.
 * @param schemaOf how an editor finds the JSON Schema of a kind of rule file
 */
export function starterFiles(kind: Starter, id: string, schemaOf: (schema: string) => string): StarterFile[] {
  const header: Header = (what) => `# yaml-language-server: $schema=${schemaOf(`rules/${what}.schema.json`)}\n`;
  if (kind === 'category') return [{ path: `categories/${id}.yaml`, text: category(id, header) }];
  return [
    { path: `policies/${id}.yaml`, text: policy(id, header) },
    { path: `sources/${id}.yaml`, text: source(id, header) },
  ];
}
