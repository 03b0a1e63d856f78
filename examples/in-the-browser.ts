/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Audits the file that somebody chooses, in the page: nothing is uploaded. It is compiled by the tests and not run by them:
 * what a page loads in place of Node's modules is the web build's (`npm run build:web`).
 */
import { audit, render } from 'permaudit';

const chooser = document.querySelector<HTMLInputElement>('input[type=file]');
const page = document.querySelector('iframe');

chooser?.addEventListener('change', () => {
  void show([...(chooser.files ?? [])]);
});

/** Several files are the split APKs of one app only as paths: of files, the first is taken. */
async function show([file]: File[]): Promise<void> {
  if (file === undefined || page === null) return;
  const made = await audit(file, { category: 'lending' });
  // The report has no script of the app in it, and the frame would run none.
  page.sandbox.add('allow-same-origin');
  page.srcdoc = await render(made, 'html');
}
