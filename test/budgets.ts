import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { visit } from './browser.ts';
import type { Shared } from './shared.ts';

const kB = 1000;

/** ux.md section 13, of what a first visit fetches; times are left to the benchmarks. */
export function budgetsAreKept(shared: Shared): void {
  describe('budgets of a first visit', () => {
    test.each(['/', '/targets', '/plans', '/indicators'])(
      '%s: scripts, styles, hosts, layout shift, console',
      async (path) => {
        const { page, context, open, close, faults } = await visit(shared.browser, shared.server, { language: null });
        await context.addInitScript(watchShifts);
        const sizes = { script: 0, stylesheet: 0 };
        const heaviest: string[] = [];
        const weighed: Promise<void>[] = [];
        page.on('response', (response) => {
          const kind = response.request().resourceType();
          if (kind !== 'script' && kind !== 'stylesheet') return;
          const weigh = async () => {
            const encoding = response.headers()['content-encoding'];
            const bytes = encoding
              ? (await response.request().sizes()).responseBodySize
              : gzipSync(await response.body()).length;
            sizes[kind] += bytes;
            if (bytes > 10 * kB) heaviest.push(`${response.url().split('/').pop()} ${bytes}`);
          };
          weighed.push(weigh());
        });
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await Promise.all(weighed);
        expect(sizes.script, 'scripts').toBeGreaterThan(50 * kB);
        expect(sizes.script, heaviest.join(', ')).toBeLessThanOrEqual(250 * kB);
        expect(sizes.stylesheet, 'styles').toBeLessThanOrEqual(40 * kB);
        expect(await page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)).toBeLessThan(0.02);
        // Among them: requests to other hosts, and errors on the console.
        expect(faults).toEqual([]);
        await close();
      },
    );
  });
}

/** Runs in the browser, whose entries Node's types do not know. */
function watchShifts(): void {
  const page = globalThis as unknown as { shifts: number };
  page.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.shifts += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift' as 'measure', buffered: true });
}
