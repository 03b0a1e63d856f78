/** Advice never costs points: a feature is named only where declaring it would help. */
import { codeContradicts } from './code.js';
import type { AuditContext } from './request.js';
import { judge } from './verdicts.js';

const contradicted = new WeakMap<AuditContext, ReadonlySet<string>>();

/**
 * Features whose declaration the code would contradict, for any permission that the app has: once declared, what is
 * conditional, be it in one policy only, would become unjustified.
 */
export function contradictedFeatures(context: AuditContext): ReadonlySet<string> {
  let features = contradicted.get(context);
  if (features === undefined) {
    features = new Set(
      [...context.effective.keys()]
        .filter((name) => codeContradicts(context.facts.code ?? null, name))
        .flatMap((name) => judge(name, context).features),
    );
    contradicted.set(context, features);
  }
  return features;
}
