/** Reads and judges, apart from the page: only a worker may wait for the bytes of a file. */
import { provideFiles, type BlobReader } from '../platform/web/files.js';
import { builtinRulebook } from '../rulebook/load.js';
import { declarable } from '../rulebook/find-category.js';
import { auditFiles } from './audit-files.js';
import { provideBuilt, type Built } from './built.js';
import type { AuditTask, FromWorker } from './protocol.js';

declare const FileReaderSync: new () => BlobReader;

/** Parts of the files between two words about how far it is. */
const STEP = 0.01;

/** Answers tasks, one after the other. */
export function serve(built: Built): void {
  provideBuilt(built);
  const rulebook = builtinRulebook();
  say({ kind: 'ready', categories: declarable(rulebook), policies: rulebook.policies });
  self.addEventListener('message', ({ data: task }: MessageEvent<AuditTask>) => {
    const files = nameFiles(task.files);
    provideFiles(files, new CountingReader(task.files.reduce((sum, { size }) => sum + size, 0)));
    void auditFiles({ ...task, names: [...files.keys()] }, built.version).then(
      (result) => {
        say('json' in result ? { kind: 'done', ...result } : { kind: 'failed', ...result });
      },
      (error: unknown) => {
        // A bug: whoever sees it can say what it was.
        const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
        say({ kind: 'failed', message, hint: null, code: null });
      },
    );
  });
}

function say(message: FromWorker): void {
  postMessage(message);
}

/** By name; of several with one name, each after the first has a number. */
function nameFiles(files: readonly File[]): Map<string, File> {
  const named = new Map<string, File>();
  for (const file of files) {
    let name = file.name;
    for (let count = 2; named.has(name); count++) name = `${file.name} (${count})`;
    named.set(name, file);
  }
  return named;
}

/** Tells how much of the files was read: most of it once, for their digests. */
class CountingReader implements BlobReader {
  readonly #reader = new FileReaderSync();
  #read = 0;
  #told = 0;

  constructor(private readonly total: number) {}

  readAsArrayBuffer(blob: Blob): ArrayBuffer {
    this.#read += blob.size;
    const done = Math.min(1, this.#read / this.total);
    if (done - this.#told >= STEP) {
      this.#told = done;
      say({ kind: 'progress', done });
    }
    return this.#reader.readAsArrayBuffer(blob);
  }
}
