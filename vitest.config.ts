import { defineConfig } from 'vitest/config';

/** In Chromium, with the extension. */
const browserTests = {
  globalSetup: 'tests/e2e/build-extension.ts',
  testTimeout: 150_000,
  hookTimeout: 60_000,
} as const;

/** Browser tests in which somebody is on the line. */
const CALLS = [
  'tests/e2e/{call,crashes,diagnostics,interruptions,model-choice,softphones,tab-audio}.e2e.test.ts',
  'tests/console/*.e2e.test.ts',
];

export default defineConfig({
  // The same build of ONNX Runtime as in the extension.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'node', 'import', 'default'] },
  test: {
    // All cores, where vitest leaves one alone.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
          // Beside the calls, on what they leave of the processor.
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          ...browserTests,
          name: 'pages',
          include: ['tests/{gallery,e2e}/*.e2e.test.ts'],
          exclude: CALLS,
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
      {
        extends: true,
        test: {
          ...browserTests,
          name: 'calls',
          include: CALLS,
          // Calls run in real time; two browsers at once would be late for each other.
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
