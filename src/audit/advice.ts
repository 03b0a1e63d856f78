/** Advice never costs points: a feature is named only where declaring it would help. */
import { codeContradicts } from './code.js';
import type { AuditContext } from './request.js';
import { judge } from './verdicts.js';

const contradicted = new WeakMap<AuditContext, ReadonlySet<string>>();

/**
 * Features whose declaration the code would contradict, for any permission that the app has: once declared, what was
 * conditional would become unjustified.
 */
export function contradictedFeatures(context: AuditContext): ReadonlySet<string> {
  let features = contradicted.get(context);
  if (features === undefined) {
    features = new Set(
      [...context.effective.keys()]
        .filter((name) => codeContradicts(context.facts.code ?? null, name))
        .map((name) => judge(name, context))
        .filter(({ verdict, contradicted: already }) => verdict === 'conditional' || already !== null)
        .flatMap((judgement) => judgement.features),
    );
    contradicted.set(context, features);
  }
  return features;
}
