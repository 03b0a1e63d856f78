/** A worker that meets what the real one must never: chosen by the name of the file. Every other file is audited. */
import work from '../../dist/batch/worker.js';

const FAULTS = {
  'hang.apk': () => {
    for (;;);
  },
  'heap.apk': () => {
    const kept = [];
    for (;;) kept.push({ index: kept.length, text: `x${kept.length}` });
  },
  'exit.apk': () => process.exit(7),
  'throw.apk': () => {
    throw new TypeError('a bug');
  },
};

export default function faultyWork(target) {
  return (FAULTS[target.file.slice(target.file.lastIndexOf('/') + 1)] ?? work)(target);
}
