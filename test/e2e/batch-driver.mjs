/** Runs the command `batch` alone, as built: `node batch-driver.mjs <arguments of permaudit batch>`. */
import { Command } from 'commander';
import { addBatch } from '../../dist/cli/commands/batch/command.js';
import { describeOutputError, describeUsageError, OutputError, UsageError } from '../../dist/cli/io/failures.js';

const program = new Command('permaudit').enablePositionalOptions();
addBatch(program, (code) => {
  process.exitCode = code;
});
try {
  await program.parseAsync(['batch', ...process.argv.slice(2)], { from: 'user' });
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(describeUsageError(error));
    process.exitCode = 2;
  } else if (error instanceof OutputError) {
    process.stderr.write(describeOutputError(error));
    process.exitCode = 3;
  } else throw error;
}
