/** Audits bytes that never were a file here, such as an upload: `curl ... | audit-a-buffer NAME > report.html`. */
import { buffer } from 'node:stream/consumers';
import { audit, LimitError, render } from 'permaudit';

const [name = 'upload.apk'] = process.argv.slice(2);
const bytes = await buffer(process.stdin);
// Strangers send it: less than the defaults allow, so that nobody keeps the server busy.
const made = await audit(bytes, {
  name,
  category: 'lending',
  limits: { timeMs: 10_000, inputBytes: 200 * 1024 * 1024 },
});
try {
  process.stdout.write(await render(made, 'html'));
} catch (error) {
  if (!(error instanceof LimitError)) throw error;
  console.error(`${name}: its report would be too large [${error.code}]`);
  process.exitCode = 1;
}
