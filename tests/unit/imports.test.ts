// Which room may import from which (CONTRIBUTING.md). A room is a folder; imports of types count. Tests may reach further.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const FILES = globSync(['{src,entrypoints,training}/**/*.{ts,tsx}', '!**/*.test*', '!**/node_modules'], {
  cwd: ROOT,
});

/** Where a file may import from, by the longest of these that its path begins with; entrypoints from everywhere. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'src/analysis/': ['src/analysis/'],
  'src/analysis/score/': ['src/analysis/score/', 'src/analysis/emotion/emotions.ts'],
  'src/extension/': ['src/analysis/', 'src/extension/'],
  'src/page/': ['src/analysis/', 'src/extension/', 'src/page/'],
  'src/offscreen/': ['src/analysis/', 'src/extension/', 'src/offscreen/'],
  'src/background/': ['src/analysis/', 'src/extension/', 'src/background/'],
  'src/ui/': ['src/analysis/', 'src/extension/', 'src/ui/', 'assets/'],
  'src/node/': ['src/analysis/', 'src/node/'],
  'src/cli/': ['src/analysis/', 'src/node/', 'src/cli/'],
  'training/': ['src/analysis/', 'src/node/', 'training/'],
  'entrypoints/': [''],
};

/** The files of the house that a file names in imports, re-exports and `new URL(…)`, as a worker's module is. */
function importsOf(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  const named = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? '')),
    ...dynamicImports.map(({ moduleRequest }) =>
      source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
    ...[...source.matchAll(/new URL\('([^']+\.ts)'/g)].map(([, name = '']) => name),
  ];
  return named
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name.replace(/\?.*/, '')));
}

const IMPORTS = FILES.flatMap((file) => importsOf(file).map((imported) => [file, imported] as const));

/** What is on a circle, or between two: what is left when all that nobody imports, or that imports nothing, is gone. */
function circles(edges: readonly (readonly [string, string])[]): string[] {
  const left = edges.filter(
    ([from, to]) => edges.some(([, other]) => other === from) && edges.some(([other]) => other === to),
  );
  return left.length === edges.length ? left.map((edge) => edge.join(' → ')) : circles(left);
}

describe('imports', () => {
  it('are found', () => {
    expect(FILES.length).toBeGreaterThan(400);
    expect(IMPORTS.length).toBeGreaterThan(1500);
    expect(IMPORTS.filter(([, imported]) => !globSync(imported, { cwd: ROOT }).length)).toEqual([]);
  });

  it('follow the arrows', () => {
    const against = IMPORTS.filter(([file, imported]) => {
      const rooms = Object.keys(ARROWS).filter((room) => file.startsWith(room));
      const allowed = ARROWS[rooms.sort().at(-1) ?? ''] ?? [];
      return !allowed.some((room) => imported.startsWith(room));
    });
    expect(against.map((edge) => edge.join(' → '))).toEqual([]);
  });

  it('of the analysis need no browser, extension or Node', () => {
    const files = FILES.filter((file) => file.startsWith('src/analysis/'));
    const api = /\b(chrome|document|navigator|localStorage|indexedDB)\.|'(wxt\/|node:|preact|idb)/;
    expect(files.filter((file) => api.test(readFileSync(path.join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it('of unit tests reach into neither gallery nor demo nor browser tests, but into tests/support/', () => {
    const imported = globSync('src/**/*.test.{ts,tsx}', { cwd: ROOT }).flatMap(importsOf);
    expect(imported.filter((file) => /^tests\/(gallery|demo|e2e)\//.test(file))).toEqual([]);
  });

  it.each([
    ['files', (file: string) => file],
    ['rooms', path.posix.dirname],
  ])('make no circle of %s', (_, placeOf) => {
    const edges = IMPORTS.map(([file, imported]) => [placeOf(file), placeOf(imported)] as const);
    const between = new Map(edges.filter(([from, to]) => from !== to).map((edge) => [edge.join(), edge]));
    expect(circles([...between.values()])).toEqual([]);
  });
});
