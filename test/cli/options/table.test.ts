import type { Command } from 'commander';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli/program.js';
import { starterConfig } from '../../../src/cli/commands/init/run.js';
import { attributeOf, COMMANDS, type CommandId } from '../../../src/cli/options/row.js';
import { OPTIONS } from '../../../src/cli/options/table.js';
import { readOwnFile } from '../../../src/platform/node-own-files.js';

function commandNamed(id: CommandId): Command {
  const program = createProgram(() => undefined);
  if (id === 'audit') return program;
  return id.split(' ').reduce((at, name) => {
    const found = at.commands.find((command) => command.name() === name);
    if (found === undefined) throw new Error(`no command ${id}`);
    return found;
  }, program);
}

/** The options commander has of itself. */
const OWN = new Set(['--help', '--version']);

describe('the table of options', () => {
  it.each(COMMANDS)('%s has the options of its rows, and no other', (id) => {
    const rows = OPTIONS.filter(
      ({ commands }) => commands.includes(id) || (id === 'audit' && commands.includes('batch')),
    );
    const flags = commandNamed(id).options.filter(({ long }) => long === undefined || !OWN.has(long));
    expect(flags.map((option) => option.flags)).toEqual(rows.map((row) => row.flags));
    expect(flags.every(({ description }) => description.length > 0)).toBe(true);
  });

  it('has each flag once', () => {
    expect(new Set(OPTIONS.map(({ flags }) => flags)).size).toBe(OPTIONS.length);
  });

  it('names a value for each row with words, which its reader takes', () => {
    for (const { flags, words, parse: reader, commands } of OPTIONS) {
      if (words === undefined) continue;
      for (const command of commands) {
        const read = reader?.[command] ?? reader?.else;
        for (const word of words[command] ?? words.else) {
          expect(() => (read as ((value: string) => unknown) | undefined)?.(word), `${flags} ${word}`).not.toThrow();
        }
      }
    }
  });

  it('gives the value of a switched-off option the name without no-', () => {
    expect(attributeOf({ flags: '--no-color' })).toBe('color');
    expect(attributeOf({ flags: '--as-of <date>' })).toBe('asOf');
  });
});

describe('permaudit.yaml', () => {
  const schema = JSON.parse(readOwnFile('schema/config.schema.json').toString()) as { properties: object };

  it('knows the keys of the table and justifications', () => {
    const keys = OPTIONS.flatMap(({ config }) => config?.key ?? []);
    expect(Object.keys(schema.properties)).toEqual([...keys, 'justifications']);
  });

  it('is valid as init writes it, and with every example taken out of its comment', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const check = ajv.compile(schema);
    const text = starterConfig('schema.json', 'lending');
    expect(parse(text)).toEqual({ category: 'lending' });
    const examples = text
      .split('\n')
      .filter(
        (line) =>
          /^# (?:[a-z-]+: *[[a-z]|justifications:| {2})/.test(line) && !/: [a-z]+ [a-z]/.test(line.slice(0, 30)),
      )
      .map((line) => line.slice(2));
    const all = parse(['category: lending', ...examples].join('\n')) as Record<string, unknown>;
    expect(Object.keys(all).sort()).toEqual(Object.keys(schema.properties).sort());
    expect(check(all), JSON.stringify(check.errors)).toBe(true);
  });
});
