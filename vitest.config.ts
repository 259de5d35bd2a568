import { defineConfig } from 'vitest/config';

const conditions = ['@liannao/source', 'module', 'node', 'default'];
const source = { resolve: { conditions }, ssr: { resolve: { conditions } } };
const database = { globalSetup: ['./server/testing/global-setup.ts'], hookTimeout: 120_000, testTimeout: 60_000 };

export default defineConfig({
  ...source,
  test: {
    projects: [
      { ...source, test: { name: 'engines', include: ['packages/**/*.test.ts', 'data/**/*.test.ts'], testTimeout: 60_000 } },
      { ...source, test: { name: 'server', include: ['server/**/*.test.ts', 'cli/**/*.test.ts'], ...database } },
      { ...source, test: { name: 'browser', include: ['test/**/*.test.ts'], ...database } },
    ],
  },
});
