/**
 * Property tests draw the same cases in every run, so that a change is never refused for a case that it did not bring.
 * `PERMAUDIT_SEED=$RANDOM npm test` draws others.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['PERMAUDIT_SEED'] ?? 20261129) });
