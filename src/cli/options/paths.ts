/** The files that options name: what is written, and what is read beside the app. */
import type { NamedPath } from '../io/destinations.js';
import type { AuditFlags, BatchFlags, DiffFlags, Settings } from './flags.js';

const named = (what: string, path: string | undefined): NamedPath[] => (path === undefined ? [] : [{ what, path }]);

/** Every file that a run writes, apart from those it names itself. */
export function destinationsOf(flags: Partial<AuditFlags | BatchFlags | DiffFlags>): NamedPath[] {
  const { output } = flags;
  return [
    ...named('-o', output),
    ...('report' in flags ? (flags.report ?? []) : []).flatMap(({ path }) => named('--report', path)),
    ...named('--evidence', flags.evidence),
    ...('results' in flags ? named('--results', flags.results) : []),
  ];
}

/** Every file that is read beside the app. */
export function readBeside(settings: Partial<Settings & Pick<BatchFlags, 'categoryMap' | 'from'>>): NamedPath[] {
  return [
    ...named('the settings', settings.configPath ?? undefined),
    ...named('the baseline', settings.baseline),
    ...(settings.rules ?? []).flatMap((path) => named('the rules', path)),
    ...named('the category map', settings.categoryMap),
    ...(settings.from ?? []).filter((path) => path !== '-').flatMap((path) => named('the list', path)),
  ];
}
