/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Audits the file that somebody chooses, in the page: nothing is uploaded. `in-the-browser.html` says where `permaudit` comes
 * from: the library with the side of the web, which `npm run build:web` makes.
 */
import { audit, LimitError, render } from 'permaudit';

const chooser = document.querySelector<HTMLInputElement>('input[type=file]');
const told = document.querySelector('output');
const frame = document.querySelector('iframe');

chooser?.addEventListener('change', () => {
  void show([...(chooser.files ?? [])]);
});

/** Several files are the split APKs of one app only as paths: of files, the first is taken. */
async function show([file]: File[]): Promise<void> {
  if (file === undefined || told === null || frame === null) return;
  // An app that is refused, or could not be read whole, has an audit too, and its report says so.
  const made = await audit(file, { category: 'lending' });
  try {
    // The report has a script of its own, and none of the app. The frame has no origin: nothing in it can reach this page.
    frame.sandbox.add('allow-scripts', 'allow-popups');
    frame.srcdoc = await render(made, 'html');
    told.value = made.score === null ? `no score: ${made.outcome}` : `${made.score} of 100, ${made.verdict ?? ''}`;
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    told.value = `its report would be too large [${error.code}]`;
  }
}
