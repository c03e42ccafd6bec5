import { defineConfig } from 'vitest/config';

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
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/**/*.e2e.test.ts'],
          globalSetup: 'tests/e2e/build-extension.ts',
          // Calls run in real time; two browsers at once would be late for each other.
          fileParallelism: false,
          testTimeout: 150_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
