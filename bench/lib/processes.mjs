/** What Linux counts of processes. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of a clock tick in /proc, in milliseconds: USER_HZ is 100 for every program. */
const TICK_MS = 10;

/**
 * All processes of this machine by their ids, as /proc/<pid>/stat has them: the parent, the name, and CPU time in milliseconds, of
 * the process itself and of its children that ended.
 */
export function processes() {
  const all = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    if (stat === null) continue;
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(stat);
    const fields = rest.split(' ').map(Number);
    const [own, ended] = [fields[11] + fields[12], fields[13] + fields[14]];
    all.set(Number(pid), { name, parent: fields[1], own: own * TICK_MS, ended: ended * TICK_MS });
  }
  return all;
}

/** Null for a process that ended while the others were looked at. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
}
