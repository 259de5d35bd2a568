import { defineConfig } from 'vitest/config';

// Engines are taken from their sources, as the export condition `@liannao/source` does elsewhere.
const engine = (name: string) => new URL(`packages/${name}/src/index.ts`, import.meta.url).pathname;
const source = {
  resolve: {
    alias: {
      '@liannao/chain-graph': engine('chain-graph'),
      '@liannao/plan-reader': engine('plan-reader'),
      '@liannao/registers': engine('registers'),
      '@liannao/statistics': engine('statistics'),
    },
  },
};
const database = { globalSetup: ['./server/testing/global-setup.ts'], hookTimeout: 120_000, testTimeout: 60_000 };

export default defineConfig({
  ...source,
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'engines',
          include: ['packages/**/*.test.ts', 'data/**/*.test.ts', 'web/**/*.test.ts', 'docs/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      { ...source, test: { name: 'server', include: ['server/**/*.test.ts', 'cli/**/*.test.ts'], ...database } },
      {
        ...source,
        test: {
          name: 'browser',
          include: ['test/**/*.test.ts'],
          hookTimeout: 180_000,
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
