import { defineConfig } from 'vitest/config';

/** Machine-readable results beside the readable ones: CI adds them up. */
const reporters = (name: string) => [
  'default' as const,
  ['json', { outputFile: `.cache/test-results/${name}.json` }] as ['json', { outputFile: string }],
];

export default defineConfig({
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'node', 'import', 'default'] },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
    reporters: reporters('unit'),
    testTimeout: 30_000,
  },
});
