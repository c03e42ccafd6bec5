// The agent's microphone has no road to the model: no source of the extension opens one.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  if (!isNode(value)) return;
  yield value;
  for (const field of Object.values(value)) yield* nodesIn(field);
}

/** Every mention of what opens, lists or records a microphone or another device, whether it is called or not. */
const OPENERS = /getUserMedia|getDisplayMedia|enumerateDevices|MediaRecorder/i;

/** What opens a device in a source, as code; empty where nothing does but a capture of a tab. */
function deviceOpenings(file: string, source: string): string[] {
  const nodes = [...nodesIn(parseSync(file, source).program)];
  const textOf = ({ start, end }: Node) => source.slice(Number(start), Number(end));
  const mentions = nodes.filter(
    ({ type, name, value }) =>
      (type === 'Identifier' && OPENERS.test(String(name))) ||
      (type === 'Literal' && typeof value === 'string' && OPENERS.test(value)),
  );
  /** The object that a property's value is, through a cast or a constant of the same file. */
  const objectOf = (value: unknown): Node | null => {
    if (!isNode(value)) return null;
    if (value.type === 'ObjectExpression') return value;
    if (value.type === 'TSAsExpression') return objectOf(value.expression);
    if (value.type !== 'Identifier') return null;
    const declared = nodes.find(
      ({ type, id }) => type === 'VariableDeclarator' && isNode(id) && id.name === value.name,
    );
    return objectOf(declared?.init);
  };
  const propertiesOf = (object: Node | null) =>
    ((object?.properties ?? []) as Node[]).map(({ key, value }) => ({ name: (key as Node)?.name, value }));
  const isTabCapture = (call: Node): boolean => {
    const [constraints, ...rest] = propertiesOf(objectOf((call.arguments as unknown[])[0]));
    const mandatory = propertiesOf(objectOf(constraints?.value)).find(({ name }) => name === 'mandatory');
    const sources = propertiesOf(objectOf(mandatory?.value)).filter(
      ({ name }) => name === 'chromeMediaSource',
    );
    return (
      rest.length === 0 &&
      constraints?.name === 'audio' &&
      sources.some(({ value }) => isNode(value) && value.value === 'tab')
    );
  };
  const tabCaptures = new Set(
    nodes
      .filter(({ type }) => type === 'CallExpression')
      .filter(
        ({ callee }) => isNode(callee) && isNode(callee.property) && callee.property.name === 'getUserMedia',
      )
      .filter(isTabCapture)
      .map(({ callee }) => ((callee as Node).property as Node).start),
  );
  return mentions.filter(({ start }) => !tabCaptures.has(start)).map(textOf);
}

describe('no source of the extension', () => {
  const files = globSync(
    ['src/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}', '!**/*.test.*', '!**/*.test-d.*'],
    {
      cwd: ROOT,
    },
  );

  it('opens a microphone or a screen', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) =>
      deviceOpenings(file, readFileSync(path.join(ROOT, file), 'utf8')).map((code) => `${file}: ${code}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the search for them', () => {
  it.each([
    'navigator.mediaDevices.getUserMedia({ audio: true });',
    'navigator.mediaDevices.getUserMedia({ audio: { deviceId } });',
    "navigator.mediaDevices['getUserMedia']({ audio: true });",
    'const { getUserMedia } = navigator.mediaDevices;',
    'navigator.webkitGetUserMedia({ audio: true }, use, fail);',
    'navigator.mediaDevices.getDisplayMedia();',
    "navigator.mediaDevices.getUserMedia({ audio: { mandatory: { chromeMediaSource: 'desktop' } } });",
    "navigator.mediaDevices.getUserMedia({ audio: { mandatory: { chromeMediaSource: 'tab' } }, video: true });",
  ])('finds %s', (source) => {
    expect(deviceOpenings('a.ts', source).length).toBeGreaterThan(0);
  });

  it.each([
    "navigator.mediaDevices.getUserMedia({ audio: { mandatory: { chromeMediaSource: 'tab' } } });",
    "const audio = { mandatory: { chromeMediaSource: 'tab', chromeMediaSourceId: id } };\nnavigator.mediaDevices.getUserMedia({ audio: audio as MediaTrackConstraints });",
    '// Never calls getUserMedia.',
  ])('lets a capture of the tab pass: %s', (source) => {
    expect(deviceOpenings('a.ts', source)).toEqual([]);
  });
});
