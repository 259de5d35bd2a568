import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesAreAccessible } from './accessibility.ts';
import { badUploadsAreRefused } from './bad-uploads.ts';
import { hasBrowser, type Language, openBrowser, visit } from './browser.ts';
import { budgetsAreKept } from './budgets.ts';
import { englishIsEnglish } from './english.ts';
import { keysWork } from './keyboard.ts';
import { layoutIsDrawn } from './layout.ts';
import { uploadPlan } from './main-journey-plan.ts';
import { journeyWords } from './main-journey-words.ts';
import { rolesSeeTheirOwn } from './roles.ts';
import { startServer } from './running-server.ts';
import type { Shared } from './shared.ts';
import { monthIsCollected } from './statistics-month.ts';
import { supervisionIsTraced } from './supervision.ts';
import { type Walk, walk } from './walk.ts';

/** For what makes ready, on a machine that is busy with other tests. */
const patient = 400_000;

/** Journeys on one demonstration: first what changes nothing but one plan that waits for its review, then what does. */
describe.skipIf(!hasBrowser)('pages of the demonstration', () => {
  const shared = {} as Shared;
  beforeAll(async () => {
    [shared.server, shared.browser] = await Promise.all([startServer(), openBrowser()]);
  }, patient);
  afterAll(async () => {
    await shared.browser?.close();
    await shared.server?.stop();
  });

  budgetsAreKept(shared);
  badUploadsAreRefused(shared);
  rolesSeeTheirOwn(shared);

  describe('with a plan to review', () => {
    beforeAll(async () => {
      const admin = await visit(shared.browser, shared.server, { as: 'admin' });
      await uploadPlan(admin, journeyWords.zh, { city: '示例市', regionCode: '340100' });
      shared.planPath = new URL(admin.page.url()).pathname.replace(/\/review$/, '');
      await admin.close();
    }, patient);
    keysWork(shared);

    describe('every main page', () => {
      const walks = {} as Record<Language, Walk>;
      beforeAll(async () => {
        [walks.zh, walks.en] = await Promise.all([walk(shared, 'zh'), walk(shared, 'en')]);
      }, patient);
      englishIsEnglish(shared, walks);
      pagesAreAccessible(walks);
    });
  });

  layoutIsDrawn(shared);
  supervisionIsTraced(shared);
  // Last: it brings the data month forward.
  monthIsCollected(shared);

  test('the server met no fault meanwhile', () => {
    expect(shared.server.faults()).toEqual([]);
  });
});
