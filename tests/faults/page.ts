// The generated parts of docs/reliability.md: the fault table, and what the last shift measured.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { type ShiftReport, shiftTable } from '../soak/report.ts';
import { FAULTS, type Fault } from './faults.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const PAGE = path.join(ROOT, 'docs/reliability.md');
/** What `npm run soak -- --json` printed last. */
const SHIFT = path.join(ROOT, 'docs/shift.json');

/** The tests that prove each fault, relative to the repository: id of the fault to files. */
export function proofs(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const files = globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: ROOT });
  for (const file of files.toSorted()) {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    for (const [, id = ''] of text.matchAll(/\bsurvives\('([^']+)'/g)) {
      found.set(id, [...(found.get(id) ?? []), file]);
    }
  }
  return found;
}

function faultTable(): string {
  const proved = proofs();
  const row = ([id, { fault, done, lost, told }]: [string, Fault]) => {
    const tests = (proved.get(id) ?? []).map((file) => `[${path.basename(file)}](../${file})`);
    return `| ${[fault, done, lost, told === null ? '–' : `“${told}”`, tests.join(', ')].join(' | ')} |`;
  };
  const heading = ['Fault', 'What is done', 'What is lost', 'What the panel says', 'Proved by'];
  return [
    `| ${heading.join(' | ')} |`,
    `|${heading.map(() => '---|').join('')}`,
    ...Object.entries<Fault>(FAULTS).map(row),
  ].join('\n');
}

/**
 * @returns the page with its generated parts as they should be
 * @throws Error naming the part whose place is missing
 */
export function withGeneratedParts(page: string): string {
  const shift = JSON.parse(readFileSync(SHIFT, 'utf8')) as ShiftReport;
  const parts = { faults: faultTable(), shift: shiftTable(shift) };
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (after === undefined) throw new Error(`The page has no place for its ${name}: ${begin} … ${end}`);
    return `${before}${begin}\n${part}\n${end}${after}`;
  }, page);
}
