/** One YAML file of rules: its kind, its value, and the line of each part. */
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { RuleProblem } from './problem.js';

/** A rule file as text. `path` is relative to the rules directory, with forward slashes. */
export interface RuleFile {
  path: string;
  text: string;
  /** What the file holds, where its path does not tell. */
  kind?: RuleFileKind;
}

export const RULE_FILE_KINDS = ['rulebook', 'data-types', 'sources', 'features', 'category', 'policy'] as const;
export type RuleFileKind = (typeof RULE_FILE_KINDS)[number];

export type ValuePath = readonly (string | number)[];

export interface ParsedRuleFile {
  path: string;
  kind: RuleFileKind;
  value: unknown;
  /** The line (from 1) on which the value at `path` starts, or the nearest part around it. */
  lineOf(path: ValuePath): number | null;
}

const KIND_BY_NAME: ReadonlyMap<string, RuleFileKind> = new Map([
  ['rulebook.yaml', 'rulebook'],
  ['data-types.yaml', 'data-types'],
  ['sources.yaml', 'sources'],
  ['features.yaml', 'features'],
]);

/** The kind of a rule file by its path, or null when the rulebook has no such file. */
export function kindOfRuleFile(path: string): RuleFileKind | null {
  if (/^categories\/[^/]{1,128}\.yaml$/.test(path)) return 'category';
  if (/^policies\/[^/]{1,128}\.yaml$/.test(path)) return 'policy';
  return KIND_BY_NAME.get(path) ?? null;
}

function lineFinder(document: Document, lines: LineCounter): (path: ValuePath) => number | null {
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
}

/**
 * Reads one rule file. Returns the parsed file, or the problems that stop it: `RULE_FILE` for a path the rulebook
 * does not know, `RULE_YAML` for text that is not YAML 1.2 (duplicate keys and endless aliases included).
 */
export function parseRuleFile(file: RuleFile): ParsedRuleFile | RuleProblem[] {
  const kind = file.kind ?? kindOfRuleFile(file.path);
  if (kind === null) {
    return [{ code: 'RULE_FILE', message: 'not a file the rulebook knows', file: file.path, line: null }];
  }
  const lines = new LineCounter();
  const document = documentOf(file.text, lines);
  if (document === null) return [tooDeep(file)];
  const flaws = [...document.errors, ...document.warnings];
  if (flaws.length > 0) {
    return flaws.map((flaw) => ({
      code: 'RULE_YAML',
      message: flaw.message,
      file: file.path,
      line: lines.linePos(flaw.pos[0]).line,
    }));
  }
  try {
    return { path: file.path, kind, value: document.toJS({ maxAliasCount: 100 }), lineOf: lineFinder(document, lines) };
  } catch (error) {
    if (error instanceof RangeError) return [tooDeep(file)];
    if (!(error instanceof ReferenceError)) throw error;
    return [{ code: 'RULE_YAML', message: error.message, file: file.path, line: null }];
  }
}

/** null where it is nested too deep: the parser calls itself for each level. */
function documentOf(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep({ path }: RuleFile): RuleProblem {
  return { code: 'RULE_YAML', message: 'nested too deep', file: path, line: null };
}
