/** The project's own settings, as permaudit.yaml states them. */
import type { AppRole } from './request.js';
import type { Justification } from './justify.js';

/** What a configuration file may set; what it leaves out is null. */
export interface Config {
  category: string | null;
  policies: string[] | null;
  regions: string[] | null;
  features: string[] | null;
  role: AppRole | null;
  failOn: string | null;
  rules: string[] | null;
  justifications: Justification[];
}
