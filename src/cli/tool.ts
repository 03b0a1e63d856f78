/** Who is running: the name and version in package.json. */
import { readFileSync } from 'node:fs';

let version: string | null = null;

/** Name and version of this program. */
export function tool(): { name: string; version: string } {
  if (version === null) {
    // The same distance from src/cli and dist/cli.
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    version = (JSON.parse(text) as { version: string }).version;
  }
  return { name: 'permaudit', version };
}
