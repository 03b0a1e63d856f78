/** A worker that meets what the real one must never: chosen by the name of the file. Every other file is audited. */
import { FileAuditor } from '../../dist/batch/audit-one.js';
import { serve } from '../../dist/batch/serve.js';
import { FAULTS } from './faults.mjs';

const OWN_FAULTS = {
  ...FAULTS,
  /** One allocation far beyond what is left: in a thread, V8 would end the whole process. */
  'leap.apk': () => {
    const kept = [];
    for (;;) kept.push(new Array(20e6).fill(kept.length));
  },
  /** Memory that is no part of V8's heap. */
  'buffers.apk': () => {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(1e6, kept.length));
  },
  'abort.apk': () => process.abort(),
  'kill.apk': () => process.kill(process.pid, 'SIGKILL'),
  'throw.apk': () => {
    throw new TypeError('a bug');
  },
};

serve((setup) => {
  const auditor = new FileAuditor(setup);
  return (target) => {
    const fault = OWN_FAULTS[target.file.slice(target.file.lastIndexOf('/') + 1)];
    return fault === undefined ? auditor.audit(target) : fault();
  };
});
