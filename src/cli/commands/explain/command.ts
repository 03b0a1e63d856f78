/** `permaudit explain <name>` */
import type { Command } from 'commander';
import type { KnowledgeFlags } from '../../options/flags.js';
import { refuseAuditOptions } from '../../options/refuse.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addExplain(program: Command, done: Done): void {
  const command = program
    .command('explain')
    .summary('a permission, data type, category, rule, clause ...')
    .allowExcessArguments(false)
    .description('explain a permission, data type, category, feature, policy, source, rule or clause')
    .argument('<name>', 'READ_CONTACTS, contacts, lending, google-play, LEND-MIC ...');
  withOptions(command, 'explain').action(async (name: string, flags: KnowledgeFlags) => {
    refuseAuditOptions(program, command);
    const { runExplain } = await import('./run.js');
    done(await runExplain(name, flags));
  });
}
