/** The smallest valid set of rule files, and a way to spoil one of them. */
import type { RuleFile } from '../../src/rulebook/rule-file.js';

const FILES: Record<string, string> = {
  'rulebook.yaml': `version: 2026.01.0
reservedCategories: [later]
`,
  'data-types.yaml': `dataTypes:
  - id: contacts
    name: Contacts
    sensitivity: high
    exposes: People
    permissions: [READ_CONTACTS, WRITE_CONTACTS]
    saferAlternatives: [A picker]
  - id: screen
    name: { en: Screen, zh: 屏幕 }
    sensitivity: high
    exposes: Everything
    permissions: []
    capabilities: [accessibility-service]
    saferAlternatives: [None]
`,
  'sources.yaml': `sources:
  - id: LAW
    title: A law
    issuer: A parliament
    authority: law
    status: in-force
    verification: primary
  - id: DRAFT
    title: A draft
    issuer: A parliament
    authority: law
    status: draft
    verification: secondary
`,
  'features.yaml': `features:
  - id: friends
    name: Friends
    summary: Finds friends
`,
  'categories/general.yaml': `id: general
name: Any
summary: Any app
baseline:
  - permissions: [INTERNET]
    why: Harmless
rules:
  - id: GEN-CONTACTS
    dataType: contacts
    title: Contacts
    why: Few need them
  - id: GEN-SCREEN
    dataType: screen
    title: Screen
    why: Few need it
`,
  'categories/chat.yaml': `id: chat
name: Chat
aliases: [messenger]
summary: Chat apps
conditional:
  - permissions: [READ_CONTACTS]
    features: [friends]
    why: To find friends
rules:
  - id: CHAT-CONTACTS-READ
    dataType: contacts
    title: Contacts
    permissions: [READ_CONTACTS]
    why: Reading
  - id: CHAT-CONTACTS-WRITE
    dataType: contacts
    title: Contacts
    permissions: [WRITE_CONTACTS]
    why: Writing
`,
  'policies/law.yaml': `id: law
name: The law
summary: What the law says
regions: [xx]
default: true
clauses:
  - id: LAW-1
    source: LAW
    title: No contacts
    quote: no contacts
    categories: ['*']
    exceptCategories: [later]
    verdict: prohibited
    basis: derived
    verification: primary
    permissions: [READ_CONTACTS]
    announced: 2025-01
    effective: 2025-01-31
`,
};

/** The files, each `[path, old, new]` of `changes` made in them; throws when `old` is not there exactly once. */
export function smallRules(...changes: [path: string, old: string, replacement: string][]): RuleFile[] {
  const files = new Map(Object.entries(FILES));
  for (const [path, old, replacement] of changes) {
    const text = files.get(path) ?? '';
    if (text.split(old).length !== 2) throw new Error(`${path} does not hold "${old}" exactly once`);
    files.set(path, text.replace(old, replacement));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}
