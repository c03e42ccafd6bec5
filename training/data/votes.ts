// What people heard in CREMA-D's clips by voice alone: voice-votes.csv, taken from the data set's tabulatedVotes.csv
// (ODbL 1.0).

import { readFileSync } from 'node:fs';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';

/** Raters who named each emotion, in the order of `EMOTIONS`; at least one vote in all. */
export type Votes = readonly number[];

const VOTES_FILE = new URL('voice-votes.csv', import.meta.url);
const HEADER = ['clip', ...EMOTIONS].join(',');

/** Votes by clip id for all 7442 clips; 4 to 12 raters heard each, mostly 9 or 10. */
export function readVoiceVotes(): ReadonlyMap<string, Votes> {
  return parseVotes(readFileSync(VOTES_FILE, 'utf8'));
}

/**
 * Reads lines of `clip,anger,disgust,fear,happy,neutral,sadness`.
 * @throws Error quoting the line that does not fit.
 */
export function parseVotes(csv: string): ReadonlyMap<string, Votes> {
  const [header, ...lines] = csv.trimEnd().split(/\r?\n/);
  if (header !== HEADER) throw new Error(`The table of votes begins with "${header}"; expected "${HEADER}".`);
  return new Map(
    lines.map((line) => {
      const [clip = '', ...cells] = line.split(',');
      const votes = cells.map(Number);
      const areCounts = votes.every((count) => Number.isInteger(count) && count >= 0);
      if (votes.length !== EMOTIONS.length || !areCounts || votes.every((count) => count === 0)) {
        throw new Error(`In the table of votes, "${line}" is not a clip and ${EMOTIONS.length} counts.`);
      }
      return [clip, votes];
    }),
  );
}
