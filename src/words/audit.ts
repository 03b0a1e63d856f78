/** What an audit says of its own: handed to it by whoever asks for one. */
import type { AuditWords } from '../audit/words.js';
import { AUDIT_EN } from './en/audit.js';
import { RULES_OF_OURS } from './own-rules.js';
import { AUDIT_ZH } from './zh/audit.js';

export const AUDIT_WORDS: AuditWords = { sentences: { en: AUDIT_EN, zh: AUDIT_ZH }, rules: RULES_OF_OURS };
