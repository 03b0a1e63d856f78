/** What ends or stops a process, by the name of a file: for processes that meet what real ones must never. */
export const FAULTS = {
  'hang.apk': () => {
    for (;;);
  },
  'heap.apk': () => {
    const kept = [];
    for (;;) kept.push({ index: kept.length, text: `x${kept.length}` });
  },
  'exit.apk': () => process.exit(7),
};
