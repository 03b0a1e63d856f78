/** The options that say which texts and rules are judged by: the same for an audit, a difference and a batch. */
import { Option, type Command } from 'commander';
import { collectIds, collectPaths } from './values.js';

/** What they give. */
export interface PolicyFlags {
  policies?: string[];
  /** `--policy`: the same as `policies`. */
  policy?: string[];
}

/** Adds them to a command. */
export function addPolicyOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-p, --policies <ids>', 'judge by these policies only, comma-separated').argParser(collectIds),
    )
    .addOption(new Option('--policy <ids>', 'the same as --policies').argParser(collectIds).hideHelp())
    .addOption(
      new Option('--region <codes>', 'judge by the policies of these regions too, such as in,id,ph').argParser(
        collectIds,
      ),
    )
    .addOption(
      new Option('--rules <path>', 'rules of your own: a file or folder; may be repeated').argParser(collectPaths),
    );
}

/** The flags with the policies of both options under `policies`, each once; untouched where none are named. */
export function withNamedPolicies<Flags extends PolicyFlags>(flags: Flags): Flags {
  const policies = [...new Set([...(flags.policies ?? []), ...(flags.policy ?? [])])];
  return policies.length === 0 ? flags : { ...flags, policies };
}
