// Where a rule stands, and what it may write: a component's css lies beside it, what several share lies in styles/.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

const UI = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(UI, file), 'utf8');
const SHEETS = globSync('**/*.css', { cwd: UI });
const PAGES = globSync('../../entrypoints/*/index.html', { cwd: UI });

/** The classes that each component, and each page's HTML, writes. */
const WRITTEN = [...globSync(['**/*.tsx', '!**/*.test.tsx'], { cwd: UI }), ...PAGES].map((file) => ({
  file,
  names: [...read(file).matchAll(/\bclass="([^"]+)"/g)].flatMap(([, names = '']) => names.split(/\s+/)),
}));
const writersOf = (name: string) =>
  WRITTEN.filter(({ names }) => names.includes(name)).map(({ file }) => file);

/** Every selector that has a class, with its classes in order. */
const SELECTORS = SHEETS.flatMap((sheet) =>
  [
    ...read(sheet)
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/([^{};]+)\{/g),
  ]
    .flatMap(([, prelude = '']) => (prelude.includes('@') ? [] : prelude.split(/,\s*\n/)))
    .map((selector) => ({
      sheet,
      selector,
      classes: [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name),
    }))
    .filter(({ classes }) => classes.length > 0),
);
const isShared = (sheet: string) => sheet.startsWith('styles/');

describe('css', () => {
  it('stands beside the component that writes its classes, or in styles/ where several do', () => {
    const astray = SELECTORS.filter(({ sheet, classes }) =>
      isShared(sheet)
        ? classes.some((name) => writersOf(name).length < 2)
        : !classes.some((name) => writersOf(name).includes(sheet.replace('.css', '.tsx'))),
    );
    expect(astray).toEqual([]);
  });

  it('is imported by every component that writes the class that a rule begins with', () => {
    const missing = SELECTORS.flatMap(({ sheet, classes: [first = ''] }) => {
      if (SELECTORS.some((other) => isShared(other.sheet) && other.classes.includes(first))) return [];
      const writers = writersOf(first).filter((file) => file.endsWith('.tsx'));
      return writers
        .filter((file) => !read(file).includes(`/${path.basename(sheet)}';`))
        .map((file) => `${file} writes .${first} and does not import ${sheet}`);
    });
    expect(missing).toEqual([]);
  });

  it('has no class that nobody writes', () => {
    const names = new Set(SELECTORS.flatMap(({ classes }) => classes));
    expect([...names].filter((name) => writersOf(name).length === 0)).toEqual([]);
  });

  it('takes a size from its token where there is one', () => {
    const tokens = [...read('styles/tokens.css').matchAll(/--(size|space|radius)[\w-]*: ([\d.]+rem);/g)];
    const kinds = {
      size: 'font-size',
      space: '[a-z-]*gap|padding[a-z-]*|margin[a-z-]*',
      radius: 'border-radius',
    };
    const written = SHEETS.filter((sheet) => sheet !== 'styles/tokens.css').flatMap((sheet) =>
      tokens.flatMap(([, kind = '', value = '']) => {
        const property = kinds[kind as keyof typeof kinds];
        const declaration = new RegExp(
          `^ *(${property}):[^;]*(?<![\\d.])${value.replace('.', '\\.')}[^;]*;`,
          'gm',
        );
        return (read(sheet).match(declaration) ?? []).map((line) => `${sheet}: ${line.trim()}`);
      }),
    );
    expect(written).toEqual([]);
  });
});
