// The moments at which a call turned, as the panels name them: its worst one, and when the customer was calm again.

import type { TurningPoints } from '../analysis/score/turning-points.ts';
import { clockOf } from './format.ts';

export type TurnKind = 'worst' | 'calm';

export interface Turn {
  readonly kind: TurnKind;
  /** Seconds from the call's first sample. */
  readonly time: number;
}

/** The word beside a turn's shape. */
export const TURN_WORDS: Readonly<Record<TurnKind, string>> = { worst: 'Worst', calm: 'Calm' };

const SENTENCES: Readonly<Record<TurnKind, string>> = { worst: 'Worst at', calm: 'Calm again at' };

/** In the order of time; none for a call that was calm throughout, or that is older than turning points are. */
export function turnsOf({ worst, recovery }: TurningPoints): readonly Turn[] {
  const turns: Turn[] = [];
  if (worst !== null) turns.push({ kind: 'worst', time: worst.time });
  if (recovery !== null) turns.push({ kind: 'calm', time: recovery.time });
  return turns;
}

/** "Worst at 3:20" or "Calm again at 4:05". */
export function turningPointWords({ kind, time }: Turn): string {
  return `${SENTENCES[kind]} ${clockOf(time)}`;
}

/** "Worst at 3:20, calm again at 4:05", without a full stop; empty when there are none. */
export function turningPointsWords(turns: readonly Turn[]): string {
  const [first = '', ...others] = turns.map(turningPointWords);
  return [first, ...others.map((words) => words.charAt(0).toLowerCase() + words.slice(1))].join(', ');
}
