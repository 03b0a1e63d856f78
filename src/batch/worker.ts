/** What a worker process runs. */
import { FileAuditor } from './audit-one.js';
import { serve } from './serve.js';

serve((setup) => {
  const auditor = new FileAuditor(setup);
  return (target) => auditor.audit(target);
});
