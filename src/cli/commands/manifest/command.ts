/** `permaudit manifest <input>` */
import type { Command } from 'commander';
import { refuseAuditOptions } from '../../options/refuse.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addManifest(program: Command, done: Done): void {
  const command = program
    .command('manifest')
    .summary('the manifest as readable XML')
    .allowExcessArguments(false)
    .description('print the manifest as readable XML, as Android resolves it')
    .argument('<input>', 'an APK, a container of them, an app bundle, a folder or a manifest');
  withOptions(command, 'manifest').action(async (path: string, flags: { output?: string }) => {
    refuseAuditOptions(program, command);
    const { runManifest } = await import('./run.js');
    done(await runManifest(path, flags.output));
  });
}
