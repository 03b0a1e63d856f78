/** How much longer than the readers' own limit a process may take for one file before it is ended: it also writes. */
export const GRACE_MS = 5000;
