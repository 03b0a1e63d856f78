/** The README: short, with a picture that shows what the command prints, and with commands that .ci/run calls. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { ansiLines } from '../../scripts/lib/ansi.mjs';
import { terminalPicture } from '../../scripts/lib/terminal-picture.mjs';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

describe('the README', () => {
  it('is at most 120 lines, with one picture, which is described', () => {
    const readme = read('README.md');
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
    const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    expect(pictures.map(([, , path]) => path)).toEqual(['docs/images/first-screen.svg']);
    expect(pictures[0]?.[1]?.length).toBeGreaterThan(60);
  });

  it('shows the first screen whole', () => {
    // That the picture is up to date, test/docs/generated.test.ts says.
    const picture = read('docs/images/first-screen.svg');
    const shown = [...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(shown.slice(0, 2)).toEqual(['$', 'permaudit fixtures/apk/quick-loan.apk --category lending']);
    for (const text of ['FAIL', 'READ_CONTACTS', 'google-play', 'What to do first']) expect(shown).toContain(text);
    expect(picture).not.toMatch(/<(?:script|style|image|foreignObject)|(?:href|src)=/);
  });
});

describe('the commands that set up a clone', () => {
  it('are those that .ci/run calls', () => {
    const commands = (name: string): string[] =>
      read(name)
        .split('\n')
        .filter((line) => line.startsWith('npm ci && '));
    expect(commands('README.md').length).toBe(2);
    expect(commands('.ci/run')).toEqual(commands('README.md'));
  });
});

describe('colours of a terminal', () => {
  const PLAIN = { fill: null, bold: false, faint: false, italic: false, underline: false };

  it.each([
    ['plain', 'a', [[{ ...PLAIN, text: 'a' }]]],
    [
      'bold, and its end',
      '\u001b[1ma\u001b[22mb',
      [
        [
          { ...PLAIN, bold: true, text: 'a' },
          { ...PLAIN, text: 'b' },
        ],
      ],
    ],
    ['faint', '\u001b[2ma', [[{ ...PLAIN, faint: true, text: 'a' }]]],
    [
      'a colour over lines',
      '\u001b[38;2;213;94;0ma\nb\u001b[39mc',
      [
        [{ ...PLAIN, fill: '#d55e00', text: 'a' }],
        [
          { ...PLAIN, fill: '#d55e00', text: 'b' },
          { ...PLAIN, text: 'c' },
        ],
      ],
    ],
    ['two at once', '\u001b[1;38;2;0;10;255ma', [[{ ...PLAIN, bold: true, fill: '#000aff', text: 'a' }]]],
    [
      'the end of all',
      '\u001b[3;4ma\u001b[mb',
      [
        [
          { ...PLAIN, italic: true, underline: true, text: 'a' },
          { ...PLAIN, text: 'b' },
        ],
      ],
    ],
  ])('are read: %s', (_, output, lines) => {
    expect(ansiLines(output)).toEqual(lines);
  });

  it.each(['\u001b[31ma', '\u001b[38;5;3ma', '\u001b[2Ka', '\u001b]0;title\u0007a'])(
    'are refused where not known: %j',
    (output) => {
      expect(() => ansiLines(output)).toThrow();
    },
  );

  it('become a picture in which every character stands in its cell and nothing is markup', () => {
    const picture = terminalPicture('x', '\u001b[1m<b>\u001b[22m  █▀ a&b', '"x" & <y>');
    expect(picture).toContain('aria-label="&quot;x&quot; &amp; &lt;y&gt;"');
    expect(picture).toContain(
      '<text x="20" y="75" fill="#e6e4de" font-weight="700" textLength="25.2">&lt;b&gt;</text>',
    );
    expect(picture).toContain('<rect x="62" y="62" width="8.4" height="18" fill="#e6e4de"/>');
    expect(picture).toContain('<rect x="70.4" y="62" width="8.4" height="9" fill="#e6e4de"/>');
    expect(picture).toContain('<text x="87.2" y="75" fill="#e6e4de" textLength="25.2">a&amp;b</text>');
  });
});
