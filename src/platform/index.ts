/** The machine that the readers run on: Node.js, unless the bundle for the web takes its side (`web/side.ts`) instead. */
export * from './node.js';
export type * from './platform.js';
