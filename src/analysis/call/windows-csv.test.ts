import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CSV_HEAD, csvRows } from './windows-csv.ts';

const speech = {
  start: 1.25,
  speech: 0.8,
  probabilities: { anger: 0.5, disgust: 0.1, fear: 0.1, happy: 0.1, neutral: 0.12345, sadness: 0.07655 },
  distress: 0.66,
};
const silence = { start: 2.25, speech: 0.02, probabilities: null, distress: null };

describe('windows as CSV', () => {
  it('is one row a window, empty where there is no speech', () => {
    expect(CSV_HEAD).toBe('recording,start,speech,anger,disgust,fear,happy,neutral,sadness,distress\r\n');
    expect(csvRows('call.wav', { windows: [speech, silence] })).toBe(
      'call.wav,1.250,0.8000,0.5000,0.1000,0.1000,0.1000,0.1235,0.0766,0.6600\r\n' +
        'call.wav,2.250,0.0200,,,,,,,\r\n',
    );
    expect(csvRows('call.wav', { windows: [] })).toBe('');
  });

  it('has no cell that a spreadsheet takes for a formula, and as many columns as its head, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', '=', '+', '-', '@', '\t', '\r'),
        (rest, first) => {
          const [row] = Papa.parse<string[]>(csvRows(first + rest, { windows: [speech] })).data;
          expect(row).toHaveLength(CSV_HEAD.split(',').length);
          expect(row?.[0]).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
    );
  });
});
