import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'training',
    // All cores, where vitest leaves one alone.
    maxWorkers: '100%',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '../.cache/test-results/training.json' }]],
  },
});
