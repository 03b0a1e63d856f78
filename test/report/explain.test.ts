import { describe, expect, it } from 'vitest';
import type { PermissionInfo } from '../../src/knowledge/index.js';
import { listCategories, listFound } from '../../src/report/explain/categories.js';
import { explainDataType } from '../../src/report/explain/data-type.js';
import { explainPermission } from '../../src/report/explain/permission.js';
import { explainRule } from '../../src/report/explain/rule.js';
import { createPage } from '../../src/report/text/page-of.js';
import type { Category, Clause, Rule, Rulebook } from '../../src/rulebook/types.js';

const CONTACTS = 'android.permission.READ_CONTACTS';

const rule: Rule = {
  id: 'LEND-001',
  dataType: 'contacts',
  title: { en: 'Reads the address book' },
  permissions: [CONTACTS],
  capabilities: [],
  why: { en: 'Nobody in it has agreed to anything.' },
  articleQuote: 'What is it for?',
  remediation: [{ en: 'Use ACTION_PICK.' }],
};

const clause: Clause = {
  id: 'play-loans',
  source: 'play',
  locator: 'Personal loans',
  title: { en: 'Loan apps may not read contacts' },
  quote: 'prohibited from accessing',
  categories: ['lending'],
  verdict: 'prohibited',
  basis: 'explicit',
  verification: 'unverified-high',
  permissions: [CONTACTS],
  capabilities: [],
};

const lending: Category = {
  id: 'lending',
  name: { en: 'Lending' },
  aliases: ['loan'],
  playCategories: ['FINANCE'],
  official: {
    source: 'cn-39',
    number: 13,
    name: { en: 'Online lending' },
    basicFunction: { en: 'Personal loans.' },
    necessaryInformation: [],
  },
  summary: { en: 'Lends money to people.' },
  necessary: [],
  conditional: [{ permissions: [CONTACTS], capabilities: [], features: ['invite'], why: { en: 'Invites friends.' } }],
  baseline: [],
  rules: [rule],
  positives: [],
};

const rulebook: Rulebook = {
  version: '1',
  sha256: '0'.repeat(64),
  dataTypes: [
    {
      id: 'contacts',
      name: { en: 'Contacts' },
      sensitivity: 'high',
      exposes: { en: 'Everyone the person knows.' },
      permissions: [CONTACTS],
      capabilities: ['autofill-service'],
      saferAlternatives: [{ en: 'A contact picker.' }],
    },
  ],
  sources: [
    {
      id: 'play',
      title: { en: 'Developer policy' },
      issuer: { en: 'Google' },
      issued: '2023-04-05',
      url: 'https://example.com/policy',
      authority: 'platform',
      status: 'in-force',
      verification: 'secondary',
    },
  ],
  features: [{ id: 'invite', name: { en: 'Invitations' }, summary: { en: 'The user invites friends.' } }],
  categories: [{ ...lending, id: 'general', aliases: [], rules: [] }, lending],
  policies: [
    {
      id: 'google-play',
      name: { en: 'Google Play' },
      summary: { en: 'The store.' },
      regions: [],
      default: true,
      clauses: [
        clause,
        { ...clause, id: 'other', categories: ['*'], exceptCategories: ['lending'], title: { en: 'Not here' } },
      ],
    },
  ],
};

const info: PermissionInfo = {
  name: CONTACTS,
  added: 4,
  kind: 'dangerous',
  protectionHistory: [
    [4, 'dangerous'],
    [33, 'dangerous|role'],
  ],
  restricted: 'hard',
  groups: [[23, 'android.permission-group.CONTACTS']],
  visibility: 'public',
  description: { en: 'Reads everyone in the address book.', zh: '读取通讯录' },
};

const page = createPage({ columns: 100, colorLevel: 0, unicode: true });

function flowing(lines: string[]): string {
  return lines.join(' ').replace(/\s+/g, ' ');
}

describe('explain', () => {
  it('tells all of a rule', () => {
    const text = flowing(explainRule(page, rulebook, lending, rule));
    expect(text).toContain('LEND-001: Reads the address book');
    expect(text).toContain('Data Contacts (contacts)');
    expect(text).toContain('Severity from the verdict and the sensitivity of the data (high)');
    expect(text).toContain('“What is it for?”');
    expect(text).toContain('Instead • Use ACTION_PICK.');
    expect(text).toContain('play-loans (google-play), lending: barred. Loan apps may not read contacts.');
    const standing = 'platform; names the permission; UNVERIFIED (from memory, likely)';
    expect(text).toContain(`Personal loans; 2023-04-05; ${standing}; https://example.com/policy`);
    expect(text).not.toContain('Not here');
  });

  it('tells why a severity is overridden', () => {
    const own: Rule = { ...rule, severity: 'critical', severityReason: { en: 'It is used for threats.' } };
    expect(flowing(explainRule(page, rulebook, lending, own))).toContain('Severity critical: It is used for threats.');
  });

  it('tells all of a permission', () => {
    const text = flowing(explainPermission(page, rulebook, info));
    expect(text).toContain('Reads everyone in the address book.');
    expect(text).toContain('Kind dangerous');
    expect(text).toContain('since Android 1.6 (API 4)');
    expect(text).toContain('dangerous: Android 1.6 to 12L (API 4-32)');
    expect(text).toContain('dangerous|role: Android 13 to 17 (API 33-37)');
    expect(text).toContain('android.permission-group.CONTACTS: Android 6 to 17 (API 23-37)');
    expect(text).toContain('Restricted hard');
    expect(text).toContain('Opens Contacts (contacts): Everyone the person knows.');
    expect(text).toContain('lending: only with invite. Invites friends.');
    expect(text).toContain('lending: LEND-001, Reads the address book.');
    expect(text).toContain('other (google-play), every category except lending: barred. Not here.');
    expect(text).toContain('Safer • A contact picker.');
  });

  it('tells a source in full once, and when a clause holds', () => {
    const later = { ...clause, id: 'later', effective: '2026-10-28', enforced: '2027-01-27', title: { en: 'Later' } };
    const conditional = { ...clause, id: 'maybe', verdict: 'conditional' as const, features: ['invite'] };
    const policies = rulebook.policies.map((policy) => ({ ...policy, clauses: [clause, later, conditional] }));
    const text = flowing(explainPermission(page, { ...rulebook, policies }, info));
    expect(text).toMatch(
      /later \(google-play\), lending: barred\. Later\.[^()]*\(play; Personal loans; 2023-04-05; effective 2026-10-28; enforced from 2027-01-27;/,
    );
    expect(text).toContain('maybe (google-play), lending: only with invite.');
    expect(text.match(/https:\/\/example\.com\/policy/g)).toHaveLength(1);
  });

  it('tells when a permission is gone', () => {
    const gone: PermissionInfo = {
      ...info,
      gone: 30,
      removed: true,
      deprecated: true,
      protectionHistory: [[4, 'normal']],
    };
    const text = flowing(explainPermission(page, rulebook, gone));
    expect(text).toContain('Exists Android 1.6 to 10 (API 4-29)');
    expect(text).toContain('normal: Android 1.6 to 10 (API 4-29)');
    expect(text).toContain('deprecated; without effect today');
  });

  it('tells all of a data type', () => {
    const [dataType] = rulebook.dataTypes;
    if (dataType === undefined) throw new Error('no data type');
    const text = flowing(explainDataType(page, rulebook, dataType));
    expect(text).toContain('Contacts (contacts) Exposes Everyone the person knows. Sensitivity high');
    expect(text).toContain(`Opened by • ${CONTACTS} • autofill-service`);
    expect(text).toContain('Rules • LEND-001 (lending): Reads the address book');
  });
});

describe('categories', () => {
  it('tells of those that were searched for', () => {
    const text = flowing(listFound(page, rulebook, [lending], 'loan'));
    expect(text).toContain('lending Lending What Lends money to people. Also loan');
    expect(text).toContain('Official type 13 of cn-39: Online lending. Personal loans.');
    expect(text).toContain('Features • invite: The user invites friends.');
  });

  it('asks which, where a Google Play category stands for several', () => {
    const bank = { ...lending, id: 'bank', aliases: [], name: { en: 'Bank' }, playCategories: ['FINANCE'] };
    delete bank.official;
    const both = { ...rulebook, categories: [lending, bank] };
    expect(flowing(listFound(page, both, [lending, bank], 'finance'))).toContain(
      'Which one is it? --category lending, bank',
    );
    expect(flowing(listFound(page, both, [lending], 'loan'))).not.toContain('Which one');
  });

  it('lists what can be declared, sub-types below their category', () => {
    const subtype = { ...lending, id: 'lending_payday', parent: 'lending', name: { en: 'Payday' } };
    const plain = { ...lending, id: 'weather', name: { en: 'Weather' } };
    delete plain.official;
    const categories = [...rulebook.categories, subtype, plain];
    const text = flowing(listCategories(page, { ...rulebook, categories }));
    expect(text).toMatch(/13 lending Lending .*lending_payday Payday .*Further categories .*weather Weather/);
    expect(text).toContain('google-play (default): The store.');
    expect(text).not.toContain('general ');
  });
});
