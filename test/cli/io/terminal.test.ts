import { describe, expect, it } from 'vitest';
import { textOptions, type Surroundings } from '../../../src/cli/io/terminal.js';

function options(more: Partial<Surroundings>): ReturnType<typeof textOptions> {
  return textOptions({
    env: { LANG: 'en_US.UTF-8' },
    platform: 'linux',
    terminalColumns: undefined,
    detectedColorLevel: 0,
    noColor: false,
    toFile: false,
    ...more,
  });
}

describe('the width', () => {
  it('is the terminal, else COLUMNS, else 80', () => {
    expect(options({ terminalColumns: 132, env: { COLUMNS: '60' } }).columns).toBe(132);
    expect(options({ env: { COLUMNS: '160' } }).columns).toBe(160);
    expect(options({}).columns).toBe(80);
    for (const bad of ['0', '-5', 'wide', '1e9', '']) expect(options({ env: { COLUMNS: bad } }).columns).toBe(80);
    expect(options({ env: { COLUMNS: '999999' } }).columns).toBe(1000);
  });

  it('of a file does not depend on the terminal', () => {
    expect(options({ terminalColumns: 200, toFile: true }).columns).toBe(80);
  });
});

describe('colours', () => {
  it('follow the terminal, NO_COLOR, FORCE_COLOR and --no-color', () => {
    expect(options({ detectedColorLevel: 2 }).colorLevel).toBe(2);
    expect(options({ detectedColorLevel: 2, env: { NO_COLOR: '1' } }).colorLevel).toBe(0);
    expect(options({ detectedColorLevel: 2, env: { NO_COLOR: '' } }).colorLevel).toBe(2);
    expect(options({ env: { FORCE_COLOR: '3' } }).colorLevel).toBe(3);
    expect(options({ env: { FORCE_COLOR: '' } }).colorLevel).toBe(1);
    expect(options({ env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).colorLevel).toBe(1);
    expect(options({ detectedColorLevel: 3, env: { FORCE_COLOR: '0' } }).colorLevel).toBe(0);
    expect(options({ env: { FORCE_COLOR: '3' }, noColor: true }).colorLevel).toBe(0);
    expect(options({ detectedColorLevel: 3, toFile: true }).colorLevel).toBe(0);
  });
});

describe('characters', () => {
  it('are ASCII unless the locale is UTF-8', () => {
    expect(options({}).unicode).toBe(true);
    expect(options({ env: { LANG: 'en_US.UTF-8', LC_ALL: 'C' } }).unicode).toBe(false);
    expect(options({ env: { LC_CTYPE: 'C.utf8' } }).unicode).toBe(true);
    expect(options({ env: {} }).unicode).toBe(false);
    expect(options({ env: {}, platform: 'win32' }).unicode).toBe(true);
    expect(options({ env: {}, toFile: true }).unicode).toBe(true);
  });
});
