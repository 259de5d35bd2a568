import { afterAll, expect, test } from 'vitest';
import { testApp } from '../../testing/app.ts';
import { add, define, PLOTS, plot, titles } from './test-definitions.ts';

const server = await testApp();
afterAll(() => server.close());

test('titles and words keep the names that they were made of when a definition changes', async () => {
  const admin = await server.as('admin');
  const named = PLOTS.replace('title: name', 'title: region');
  await define(admin, 'test-plots', named);
  const first = await add(admin, plot({ code: '1', name: '甲' }));
  await add(admin, plot({ code: '2', name: '乙', parent: first.id }));
  const title = (await titles(admin))[0];
  expect(title).toMatch(/萧山/);
  const field = '{id: kind,';
  const more = `{id: note2, zh: 注, en: Note, type: text, class: public, grade: L1}\n  - ${field}`;
  await define(admin, 'test-plots', named.replace(field, more));
  expect(await titles(admin)).toEqual([title, title]);
  // The second plot is found by the title of the one that it belongs to.
  expect(await titles(admin, { q: '萧山' })).toHaveLength(1);
});
