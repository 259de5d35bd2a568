import { afterAll, beforeAll, expect, test } from 'vitest';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import type { ReturnSaved, ReturnView } from './model.ts';
import { addFirms, addForm, addRound, ownForm, signedIn } from './testing.ts';

// Linhai 331082 and Wenling 331081 are counties of Taizhou 331000.
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.close());

test('a copied column is found, and the other is named to who holds both and to no firm', async () => {
  const [first] = ownForm().sections[0]?.rows ?? [];
  if (!first) throw new Error('the form of the tests has no row');
  const wide = ownForm({
    id: 'own-wide',
    columns: ['cumulative'],
    sections: [
      {
        id: 'wide',
        zh: '表',
        en: 'Form',
        open: null,
        rows: ['01', '02', '03', '04', '05'].map((code) => ({ ...first, code, indicator: null })),
      },
    ],
  });
  await addForm(server.deps.db, wide);
  const firms = await addFirms(server.deps.db, [
    { name: '临海甲厂', uscc: usccOf(1), region: '331082' },
    { name: '温岭丙厂', uscc: usccOf(2), region: '331081' },
  ]);
  const reporters = firms.map((party, at) => ({ party, region: at === 0 ? '331082' : '331081' }));
  const { returns } = await addRound(server.deps.db, {
    form: 'own-wide',
    period: '2025-05',
    reporters,
    due: '2099-12-31',
  });
  const firm = await signedIn(server, { role: 'reporter', party: firms[0] ?? '' });
  const other = await signedIn(server, { role: 'enterprise', party: firms[1] ?? '' });
  const county = await signedIn(server, { role: 'bureau', region: '331082' });
  const city = await signedIn(server, { role: 'bureau', region: '331000' });
  const at = (n: number) => `/api/v1/statistics/returns/${returns[n]}`;
  const submit = (ask: Ask, n: number, payload: object) => ask({ method: 'POST', url: `${at(n)}/submit`, payload });
  const save = (ask: Ask, n: number) => ask({ method: 'PUT', url: at(n), payload: { cells } });
  const view = async (ask: Ask) => (await ask({ url: at(0) })).json<ReturnView>();
  const cells = Object.fromEntries(
    [11, 12, 13, 14, 15].map((n) => [`0${n - 10}`, { cumulative: { value: `${n}.7` } }]),
  );
  expect((await submit(other, 1, { cells })).statusCode).toBe(200);
  // From another's digest its numbers could be guessed: there is none until a column is equal, and never a name.
  expect((await view(firm)).others).toEqual({});
  expect((await view(county)).others).toEqual({});
  expect(Object.values((await view(city)).others)).toEqual(['温岭丙厂']);
  const saved = (await save(firm, 0)).json<ReturnSaved>();
  const copied = saved.findingList.find((one) => one.check === '24');
  expect(copied?.message).toContain('另一家企业');
  expect(Object.values((await view(firm)).others)).toEqual(['另一家企业']);
  const refused = await submit(firm, 0, {});
  expect(refused.statusCode).toBe(422);
  expect(refused.json().errors).toMatchObject([{ code: 'warning-24' }]);
  expect(refused.body).not.toContain('温岭');
  const found = async (ask: Ask) => (await view(ask)).findingList.find((one) => one.check === '24')?.message;
  expect(await found(firm)).toContain('另一家企业');
  expect(await found(county)).toContain('另一家企业');
  expect(await found(city)).toContain('温岭丙厂');
  expect((await save(city, 0)).body).toContain('温岭丙厂');
});
