/**
 * Loaded before the command line: records every signal that it would send to a process that it did not start, and sends
 * none of them. Its own children's reach them.
 */
import { ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';

const send = ChildProcess.prototype.kill;
ChildProcess.prototype.kill = function kill(signal) {
  if (Number.isInteger(this.pid) && this.pid > 1) return send.call(this, signal);
  writeSync(2, `STRAY-SIGNAL ${String(signal)} to ${String(this.pid)}\n`);
  return false;
};
const own = process.kill.bind(process);
process.kill = (pid, signal) => {
  if (pid === process.pid || signal === 0) return own(pid, signal);
  writeSync(2, `STRAY-SIGNAL ${String(signal)} to ${String(pid)}\n`);
  return true;
};
