/** Judges an app by a company policy beside the built-in ones: `own-rules APP FOLDER-OF-RULES`. */
import { audit, loadRules, render, RulesError } from 'permaudit';

const [path = '', folder = 'examples/own-rules'] = process.argv.slice(2);
try {
  const rulebook = await loadRules([folder]);
  const own = rulebook.policies.filter(({ id }) => id === 'acme').map(({ id }) => id);
  const made = await audit(path, { category: 'lending', rulebook, policies: ['google-play', ...own] });
  process.stdout.write(await render(made, 'markdown'));
} catch (error) {
  if (!(error instanceof RulesError)) throw error;
  for (const { file, line, code, message } of error.problems) console.error(`${file}:${line ?? 1}: ${code} ${message}`);
  process.exitCode = 1;
}
