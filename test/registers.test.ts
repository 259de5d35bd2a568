import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, type Visit, visit } from './browser.ts';
import {
  applyDefinition,
  askInterface,
  changeDefinition,
  definitionFile,
  enterOne,
  filterList,
  importMany,
  listPath,
  meetConflict,
  moveOne,
  registerId,
  seeFigure,
  seeMap,
  tellMistake,
} from './registers-steps.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { seriousFindings } from './walk.ts';

describe.skipIf(!hasBrowser)('a register from one file: list, form, import, map, indicator, interface', () => {
  let server: RunningServer;
  let browser: Browser;
  let admin: Visit;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    admin = await visit(browser, server, { as: 'admin' });
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the definition has at most forty lines', () => {
    expect(readFileSync(definitionFile, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
  test('the definition is checked, shown as it will look, and put into force', () => applyDefinition(admin));
  test('a mistake in it is told at its line', () => tellMistake(admin));
  test('an entry is typed: what is missing or cannot be is said, a reload loses nothing', () => enterOne(admin));
  test('the entry moves on, and its history says so', () => moveOne(admin));
  test('a file is imported: good rows written in their states, the wrong one given back', () => importMany(admin));
  test('the list is filtered by chips and by an expression', () => filterList(admin));
  test('the entries are on the map', () => seeMap(admin));
  test('the indicator is counted, and its figure leads to the entries', () => seeFigure(admin));
  test('the interface answers the same', () => askInterface(admin));
  test('a change that would lose data is refused with the entries, another is applied', () => changeDefinition(admin));
  test('who comes second sees both versions', () => meetConflict(admin));

  test.each([
    ['zh', 'light', 1440],
    ['zh', 'dark', 1366],
    ['en', 'light', 1440],
    ['zh', 'light', 390],
  ] as const)(
    'in %s, %s, at %d px axe finds nothing serious and nothing sticks out',
    async (language, mode, width) => {
      const reader = await visit(browser, server, { as: 'admin', language, mode, width });
      reader.page.setDefaultTimeout(40_000);
      const found: string[] = [];
      for (const path of await pagesOfRegisters(admin)) {
        await reader.open(path).catch((cause) => {
          throw new Error(`${path} did not open`, { cause });
        });
        await reader.page.getByRole('heading', { level: 1 }).first().waitFor();
        await reader.page.waitForLoadState('networkidle');
        found.push(...(await seriousFindings(reader.page, mode)).map((finding) => `${path}: ${finding}`));
        if (await reader.page.evaluate('document.documentElement.scrollWidth > innerWidth'))
          found.push(`${path}: too wide`);
      }
      expect(found).toEqual([]);
      expect(reader.faults).toEqual([]);
      await reader.close();
    },
    300_000,
  );

  test('nothing went wrong on the way', () => {
    expect(admin.faults).toEqual([]);
    expect(server.faults()).toEqual([]);
  });
});

async function pagesOfRegisters({ context }: Visit): Promise<string[]> {
  const answer = await context.request.get(`/api/v1/registers/${registerId}/entries?limit=1`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const entry = `${listPath}/${items[0]?.id}`;
  return [
    '/registers',
    '/groups/projects',
    listPath,
    `${listPath}?view=map`,
    entry,
    `${entry}/edit`,
    `${listPath}/new`,
    '/registers/define',
    `/registers/define?register=${registerId}`,
  ];
}
