// A test that proves an entry of the fault table.

import { it } from 'vitest';
import { FAULTS, type FaultId } from './faults.ts';

/** Declares a test; its title is the fault, so that a failure names what is no longer survived. */
export function survives(id: FaultId, prove: () => Promise<void>): void {
  it(`survives: ${FAULTS[id].fault}`, prove);
}
