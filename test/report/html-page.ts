/** What an HTML page is made of. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';

/** Every tag with its attribute names, in document order. Text nodes and attribute values hold no `<`. */
export function tagsOf(html: string): string[] {
  const body = html.replace(/<(style|script)>[^]*?<\/\1>/g, '<$1></$1>');
  return Array.from(body.matchAll(/<[^>]*>/g), (tag) => tag[0].replace(/="[^"]*"/g, '='));
}

/** Its security policy. */
export function policyOf(html: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** What the policy calls the only style or script of the page. */
export function hashOf(html: string, tag: 'style' | 'script'): string {
  const content = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)?.[1] ?? '';
  expect(content).not.toBe('');
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
