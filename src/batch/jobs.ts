import { availableParallelism } from 'node:os';

/** The processes of a batch, unless asked otherwise: one for each processor that this one may use. */
export function jobsOfMachine(): number {
  return availableParallelism();
}
