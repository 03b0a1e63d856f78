/** What the program asks of the code: a part of the bundle of its own, loaded by the first app whose code is read. */
export { hiddenDexNotes } from './hidden-dex-notes.js';
export { codeOfApks, codeOfBundle } from './read-parts.js';
