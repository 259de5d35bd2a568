import { defineConfig } from 'vitest/config';

const source = {
  resolve: { conditions: ['@liannao/source', 'module', 'node', 'default'] },
  ssr: { resolve: { conditions: ['@liannao/source', 'module', 'node', 'default'] } },
};

export default defineConfig({
  ...source,
  test: {
    projects: [{ ...source, test: { name: 'engines', include: ['packages/**/*.test.ts'], testTimeout: 60_000 } }],
  },
});
