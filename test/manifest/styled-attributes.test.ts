import { describe, expect, it } from 'vitest';
import { ATTR } from '../../src/manifest/attribute-ids.js';
import { StyledAttributes } from '../../src/manifest/styled-attributes.js';
import { Reading } from '../../src/bytes/reading.js';
import { ArscValues } from '../../src/resources/arsc-values.js';
import { ResourceResolver } from '../../src/resources/resolver.js';
import { openTable } from '../../src/resources/table.js';
import { buildTable } from '../../fixtures/hostile/arsc-writer.js';
import { TYPE, type AttributeSpec } from '../../fixtures/hostile/axml-writer.js';
import { element, hex, int, reference, text } from '../../fixtures/hostile/base.js';
import { atRoot } from '../axml/documents.js';
import { entries, FIRST, tableOf } from '../resources/tables.js';

const reading = new Reading(37);
const spec = tableOf([entries({ string: 1 }, { int: 7 }, { bool: true }, { string: 2 })], { flags: [0, 0, 0, 4] });
const resolver = new ResourceResolver(new ArscValues(openTable(buildTable(spec), 'resources.arsc', reading), reading));
const of = (...attributes: AttributeSpec[]): StyledAttributes =>
  new StyledAttributes(atRoot({ root: element('x', attributes) }), resolver);
const label = ATTR.label;

describe('strings', () => {
  it.each([
    ['a string', text('label', 'here'), 'here', 'here', 'here'],
    ['a reference to a string', reference('label', FIRST), null, 'one', 'one'],
    ['a reference that varies', reference('label', FIRST + 3), null, null, 'two'],
    ['an integer', int('label', 5), null, '5', '5'],
    ['a hexadecimal', hex('label', 0x1c), null, '0x1c', '0x1c'],
    ['@null', reference('label', 0), null, null, null],
    ['TYPE_NULL', { ...text('label', 'raw'), type: TYPE.NULL, data: 0 }, null, null, null],
  ] as const)('%s', (_, attribute, nonResource, nonConfiguration, any) => {
    const attributes = of(attribute);
    expect(attributes.nonResourceString(label)).toBe(nonResource);
    expect(attributes.nonConfigurationString(label)).toBe(nonConfiguration);
    expect(attributes.string(label)).toBe(any);
  });

  it('has none where there is no attribute', () => {
    const attributes = of();
    expect([attributes.has(label), attributes.string(label), attributes.peek(label)]).toEqual([false, null, null]);
  });
});

describe('numbers and booleans', () => {
  it.each([
    [int('label', 5), 5],
    [{ ...int('label', 0xffffffff) }, -1],
    [reference('label', FIRST + 1), 7],
    [text('label', '18'), 18],
    [text('label', '-18'), -18],
    [text('label', '0x12'), 18],
    [text('label', '#12'), 18],
    [text('label', '010'), 8],
    [text('label', 'eighteen'), 99],
    [reference('label', 0x7f7f0000), 99],
  ])('int %#', (attribute, value) => {
    expect(of(attribute).int(label, 99)).toBe(value);
  });

  it.each([
    [int('label', 2), true],
    [int('label', 0), false],
    [reference('label', FIRST + 2), true],
    [text('label', 'true'), true],
    [text('label', 'TRUE'), true],
    [text('label', '1'), true],
    [text('label', 'yes'), false],
    [text('label', 'false'), false],
  ])('boolean %#', (attribute, value) => {
    expect(of(attribute).boolean(label, !value)).toBe(value);
  });

  it('falls back where there is nothing', () => {
    expect([of().int(label, 5), of().boolean(label, true)]).toEqual([5, true]);
  });
});
