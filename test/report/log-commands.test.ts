/** No report, shown in the log of a build, gives the build system a command. */
import { describe, expect, it } from 'vitest';
import { diffAudits } from '../../src/audit/diff.js';
import { jsonForScript } from '../../src/batch/dashboard/data.js';
import { lineOf, recordOf } from '../../src/batch/record.js';
import { renderDiffHtml } from '../../src/report/diff/html.js';
import { renderDiffMarkdown } from '../../src/report/diff/markdown.js';
import { renderDiffText } from '../../src/report/diff/text.js';
import { renderDiffJson } from '../../src/report/diff/json.js';
import { FORMAT_IDS, renderReport } from '../../src/report/formats.js';
import { renderManifestXml } from '../../src/report/manifest-xml.js';
import { describeUsageError, UsageError } from '../../src/cli/io/failures.js';
import { describeReadingError } from '../../src/cli/io/reading-failure.js';
import { annotations } from '../../src/cli/gate/github.js';
import { auditWith, refusedWith } from './hostile-text.js';
import { actedOn, runnerCommands } from './runner-model.js';

const SECTION = 'section_start:1560896352:pwn\r\u001b[0K';
/** Commands, alone, within words and at each place of a text where a line may be full. */
const TEXTS = [
  '::stop-commands::x',
  '  ::add-mask::x',
  ':::add-mask:::x',
  ':\u200b:add-mask:\u00ad:x',
  '\n::set-output name=x::y',
  '##[add-mask]x',
  '#\ufe0f#[add-mask]x',
  '###[group]x',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[message text='x']",
  'a ::b::c ##[d] e',
  ':',
  '#',
  '::',
  '##',
  '##[',
  '[add-mask]',
  SECTION,
  'Quick Loan for everybody who needs money very fast ::stop-commands::pwn ##[stop-commands]pwn2',
  Array.from({ length: 40 }, (_, index) => `${'w'.repeat(index % 9)} ::stop-commands::pwn`).join(' '),
  `${'x'.repeat(190)}::y::z##[a]`,
];
const WIDTHS = Array.from({ length: 151 }, (_, index) => 50 + index);
/** What no line holds whole is wrapped differently at each width, the rest is not. */
const widthsOf = (text: string): readonly number[] => (text.length > 50 ? WIDTHS : [50, 80, 131, 200]);

describe('the model', () => {
  it('finds what the runner finds', () => {
    expect(runnerCommands('::add-mask::x')).toEqual([{ name: 'add-mask', form: '::' }]);
    expect(runnerCommands('a\n  ::error file=a,line=1::x\n')).toEqual([{ name: 'error', form: '::' }]);
    expect(runnerCommands('a ##[group]x')).toEqual([{ name: 'group', form: '##[' }]);
    expect(runnerCommands('::a ##[b]')).toEqual([{ name: 'b', form: '##[' }]);
    expect(runnerCommands('a ::b::c ##[d')).toEqual([]);
    expect(runnerCommands(':\u200b:add-mask::x')).toHaveLength(1);
    expect(actedOn(SECTION)).not.toEqual([]);
    expect(actedOn('plain')).toEqual([]);
  });
});

describe('a log of a build', () => {
  it.each(FORMAT_IDS)('is given no command by the %s report, whatever the app is called', async (id) => {
    for (const text of TEXTS) {
      for (const audit of [auditWith(text), refusedWith(text)]) {
        for (const lang of ['en', 'zh'] as const) expect(actedOn(await renderReport(audit, id, { lang }))).toEqual([]);
      }
    }
  });

  it.each(['screen', 'details', 'summary'] as const)('is given none by the %s at any width', async (view) => {
    for (const text of TEXTS) {
      const audit = auditWith(text);
      for (const columns of widthsOf(text)) {
        const options = { columns, colorLevel: 0, unicode: columns % 2 === 0, view } as const;
        expect(actedOn(await renderReport(audit, 'text', { text: options }))).toEqual([]);
      }
    }
  });

  it('is given none by a difference, a line of a batch, a manifest or a failure', () => {
    for (const text of TEXTS) {
      const [before, after] = [auditWith('a'), auditWith(text)];
      const difference = diffAudits(before, after);
      const target = { path: Buffer.from(text), file: text, size: 1, modified: '1' };
      const xml = { name: text, attributes: [{ name: 'android:name', value: text }], children: [] };
      const label = { name: 'application', attributes: [{ name: 'android:label', value: text }], children: [] };
      const told = [
        ...widthsOf(text).map((columns) =>
          renderDiffText(difference, { columns, colorLevel: 0, unicode: columns % 2 === 0 }),
        ),
        renderDiffJson(difference),
        renderDiffHtml(difference),
        renderDiffMarkdown(difference),
        lineOf(recordOf(after, target, text)),
        jsonForScript({ text }),
        renderManifestXml({ ...xml, children: [label] }),
        describeUsageError(new UsageError(text, text, [text])),
        describeReadingError(text, { code: 'AXML_CORRUPT', message: text, offset: 1, path: text, hint: text }),
      ];
      for (const one of told) expect(actedOn(one)).toEqual([]);
    }
  });

  it('is given the annotations that are meant and no other command', () => {
    const names = (text: string): string[] => runnerCommands(annotations(auditWith(text), {})).map(({ name }) => name);
    for (const text of TEXTS) {
      expect(names(text)).toEqual(names('plain'));
      expect(annotations(auditWith(text), {}).trimEnd().split('\n')).toHaveLength(names('plain').length);
    }
  });
});

describe('JSON', () => {
  it('means the same: only how it is written differs', async () => {
    for (const text of TEXTS) {
      const { subject } = JSON.parse(await renderReport(auditWith(text), 'json')) as { subject: { label: string } };
      expect(subject.label).toBe(auditWith(text).subject.label);
    }
  });
});
