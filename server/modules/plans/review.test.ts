import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { API, act, amount, PLAN, patchTarget, plan, review, target, uploadAndRead } from './library-testing.ts';
import { type ReviewView, SURE_BINDING, type TargetChange, type TargetView } from './model.ts';

let server: TestApp;
let hangzhou: Ask;
let planId: string;
let view: ReviewView;
let made = 0;

beforeAll(async () => {
  server = await testApp();
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

// A plan of its own for each test: the file differs, so it is not the same one.
beforeEach(async () => {
  ({ planId } = await uploadAndRead(server, hangzhou, `${PLAN}（第${made++}稿）\n`));
  view = await review(hangzhou, planId);
});

const again = async (id: string) => (await review(hangzhou, planId)).targets.find((item) => item.id === id);
const history = (id: string) =>
  server.deps.db.selectFrom('plans_target_history').selectAll().where('target_id', '=', id).orderBy('id').execute();
/** As the page shows it, but for what counts changes. */
const content = ({ revision: _, ...rest }: TargetView) => rest;

test('an edit keeps the decision open, notes before and after, and answers the reader’s question', async () => {
  const item = target(view, '5万辆左右');
  expect(item.question).toBe('approximate-or-at-least');
  const answer = await patchTarget(hangzhou, item.id, { comparator: '>=' }, item.revision);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.etag).toBe('"2"');
  expect(answer.json()).toMatchObject({ comparator: '>=', review: 'proposed', question: null, revision: 2 });
  expect(await history(item.id)).toMatchObject([
    {
      action: 'edit',
      before: { comparator: '≈', question: 'approximate-or-at-least' },
      after: { comparator: '>=', question: null },
    },
  ]);
  expect((await patchTarget(hangzhou, item.id, { value: 6 }, 2, '?accept=true')).json()).toMatchObject({
    value: 6,
    review: 'accepted',
  });
});

test('a change on an older revision is refused', async () => {
  const item = target(view, '达到8万辆');
  expect((await act(hangzhou, `targets/${item.id}/accept`, undefined, 1)).json()).toMatchObject({
    review: 'accepted',
    revision: 2,
  });
  const late = await patchTarget(hangzhou, item.id, { value: 9 }, 1);
  expect(late.json()).toMatchObject({ status: 412, code: 'target-changed-meanwhile' });
  expect(await again(item.id)).toMatchObject({ value: 8, revision: 2 });
});

test('binding converts into the indicator’s unit and refuses a unit that does not fit', async () => {
  const item = target(view, '年产量达到30万辆');
  const stored = () =>
    server.deps.db
      .selectFrom('plans_target')
      .select(['value_canonical', 'unit_canonical', 'binding'])
      .where('id', '=', item.id)
      .executeTakeFirst();
  await patchTarget(hangzhou, item.id, { indicatorCode: 'nev-output' });
  expect(await stored()).toEqual({ value_canonical: 300_000, unit_canonical: '辆', binding: 'bound' });
  await patchTarget(hangzhou, item.id, { value: 31.5 });
  expect(await stored()).toMatchObject({ value_canonical: 315_000 });
  const wrong = await patchTarget(hangzhou, item.id, { unit: '亿元' });
  expect(wrong.json()).toMatchObject({ status: 422, code: 'unit-does-not-fit', errors: [{ field: 'unit' }] });
  expect((await patchTarget(hangzhou, item.id, { indicatorCode: 'no-such' })).json()).toMatchObject({
    status: 404,
    code: 'indicator-not-found',
  });
  expect((await patchTarget(hangzhou, item.id, { indicatorCode: null })).json()).toMatchObject({
    binding: 'unbound',
    indicatorCode: null,
  });
  expect(await stored()).toMatchObject({ value_canonical: null, unit_canonical: null });
});

test('place, span, range and units are checked and taken', async () => {
  const item = target(view, '90%以上');
  expect((await patchTarget(hangzhou, item.id, { regionCode: '330109' })).json().region).toEqual({
    code: '330109',
    name: '萧山区',
  });
  expect((await patchTarget(hangzhou, item.id, { regionCode: '999999' })).json().code).toBe('region-not-found');
  const start = PLAN.indexOf('规上汽车企业');
  expect((await patchTarget(hangzhou, item.id, { start, end: start + 6 })).json().quote).toBe('规上汽车企业');
  expect((await patchTarget(hangzhou, item.id, { start, end: 99_999 })).json().code).toBe('span-outside-text');
  expect((await patchTarget(hangzhou, item.id, { comparator: 'range', valueMax: 80 })).json().code).toBe(
    'range-reversed',
  );
  expect((await patchTarget(hangzhou, item.id, { comparator: 'range', valueMax: 95 })).json()).toMatchObject({
    valueMax: 95,
  });
  const responsible = [{ unit: '市科技局', role: 'lead' }];
  expect((await patchTarget(hangzhou, item.id, { responsible })).json().responsible).toEqual(responsible);
});

test('undo takes back change after change, whatever it was', async () => {
  const item = target(view, '5万辆左右');
  const steps: (() => Promise<{ statusCode: number; body: string }>)[] = [
    () => patchTarget(hangzhou, item.id, { value: 6, deadline: 2026 }),
    () => patchTarget(hangzhou, item.id, { responsible: [{ unit: '市商务局', role: 'lead' }] }),
    () => act(hangzhou, `targets/${item.id}/accept`),
    () => act(hangzhou, `targets/${item.id}/reject`),
    () => act(hangzhou, `targets/${item.id}/restore`),
  ];
  const states = [item];
  for (const step of steps) {
    expect(await step()).toMatchObject({ statusCode: 200 });
    states.push((await again(item.id)) as TargetView);
  }
  expect(states.map(({ review: state }) => state)).toEqual([
    'proposed',
    'proposed',
    'proposed',
    'accepted',
    'rejected',
    'proposed',
  ]);
  for (let at = states.length - 2; at >= 0; at--) {
    const answer = await act(hangzhou, `targets/${item.id}/undo`);
    expect(content((answer.json() as TargetChange).targets[0] as TargetView)).toEqual(
      content(states[at] as TargetView),
    );
  }
  expect((await act(hangzhou, `targets/${item.id}/undo`)).json()).toMatchObject({
    status: 409,
    code: 'nothing-to-undo',
  });
});

test('a split gives two items inside the passage of the one; undo from either side makes it one again', async () => {
  const item = amount(view, 6, '万个');
  const other = amount(view, 20, '座');
  // One item over both, as a reader that had missed the comma would give it.
  const merged = (await act(hangzhou, `targets/${item.id}/merge`, { withId: other.id })).json() as TargetChange;
  expect(merged.removed).toEqual([other.id]);
  const whole = merged.targets[0] as TargetView;
  expect(whole).toMatchObject({ value: 6, quote: PLAN.slice(whole.start ?? 0, whole.end ?? 0) });
  expect(whole.quote).toContain('加氢站20座');

  const at = PLAN.indexOf('、加氢站20座');
  for (const undoFrom of [0, 1]) {
    const split = (await act(hangzhou, `targets/${item.id}/split`, { at })).json() as TargetChange;
    expect(split.targets).toMatchObject([
      { id: item.id, value: 6, unit: '万个', quote: expect.stringContaining('公共充电桩6万个以上') },
      {
        value: 20,
        unit: '座',
        quote: '加氢站20座',
        deadline: 2027,
        deadlineAssumed: false,
        review: 'proposed',
        origin: 'person',
        question: null,
      },
    ]);
    expect(split.targets[1]?.responsible).toEqual(whole.responsible);
    expect(split.targets.map((piece) => piece.quote)).toEqual(
      split.targets.map(({ start, end }) => PLAN.slice(start ?? 0, end ?? 0)),
    );
    const back = (await act(hangzhou, `targets/${split.targets[undoFrom]?.id}/undo`)).json() as TargetChange;
    expect(back.removed).toEqual([split.targets[1]?.id]);
    expect(content((await again(item.id)) as TargetView)).toEqual(content(whole));
  }
  const apart = (await act(hangzhou, `targets/${item.id}/undo`)).json() as TargetChange;
  expect(apart.targets.map(content)).toEqual([content(item), content(other)]);
});

test('a piece that was changed since is not thrown away by undo of the split', async () => {
  const item = amount(view, 6, '万个');
  const other = amount(view, 20, '座');
  await act(hangzhou, `targets/${item.id}/merge`, { withId: other.id });
  const split = (
    await act(hangzhou, `targets/${item.id}/split`, { at: PLAN.indexOf('、加氢站20座') })
  ).json() as TargetChange;
  await act(hangzhou, `targets/${split.targets[1]?.id}/accept`);
  expect((await act(hangzhou, `targets/${item.id}/undo`)).json()).toMatchObject({
    status: 409,
    code: 'undo-other-first',
  });
  expect((await review(hangzhou, planId)).targets).toHaveLength(view.targets.length);
});

test('a split outside the passage or without a number on one side changes nothing', async () => {
  const item = amount(view, 6, '万个');
  expect((await act(hangzhou, `targets/${item.id}/split`, { at: 3 })).json()).toMatchObject({
    status: 422,
    code: 'split-outside-quote',
  });
  const at = PLAN.indexOf('充电桩6万个');
  expect((await act(hangzhou, `targets/${item.id}/split`, { at })).json()).toMatchObject({
    status: 422,
    code: 'split-without-number',
  });
  expect((await review(hangzhou, planId)).targets).toEqual(view.targets);
});

test('items of two plans cannot be merged', async () => {
  const second = await uploadAndRead(server, hangzhou, `${PLAN}（另一份${made}）`);
  const foreign = (await review(hangzhou, second.planId)).targets[0];
  const answer = await act(hangzhou, `targets/${view.targets[0]?.id}/merge`, { withId: foreign?.id });
  expect(answer.json()).toMatchObject({ status: 422, code: 'merge-of-different-versions' });
});

test('selected text becomes an item, read from the selection or from the fields', async () => {
  const item = amount(view, 20, '座');
  const start = PLAN.indexOf('加氢站20座');
  const end = start + '加氢站20座'.length;
  const answer = await act(hangzhou, 'targets', { planId, start, end });
  expect(answer.statusCode).toBe(201);
  const added = answer.json() as TargetView;
  expect(added).toMatchObject({
    value: 20,
    unit: '座',
    quote: '加氢站20座',
    review: 'proposed',
    origin: 'person',
    sectionPath: item.sectionPath,
  });

  const name = PLAN.indexOf('加快充电网络建设');
  const bare = { planId, start: name, end: name + 8 };
  expect((await act(hangzhou, 'targets', bare)).json()).toMatchObject({ status: 422, code: 'no-number-here' });
  const filled = await act(hangzhou, 'targets', {
    ...bare,
    fields: { value: 100, unit: '%', indicatorName: '充电网络覆盖率' },
  });
  expect(filled.json()).toMatchObject({
    value: 100,
    unit: '%',
    indicatorName: '充电网络覆盖率',
    deadline: 2027,
    deadlineAssumed: true,
  });
  expect((await act(hangzhou, 'targets', { planId, start: 5, end: 5 })).statusCode).toBeGreaterThanOrEqual(400);

  const numbered = (await review(hangzhou, planId)).targets;
  expect(numbered.map(({ ordinal }) => ordinal)).toEqual(numbered.map((_, at) => at + 1));
  expect(numbered.map((one) => one.start ?? 0)).toEqual(
    numbered.map((one) => one.start ?? 0).toSorted((a, b) => a - b),
  );
  const undone = (await act(hangzhou, `targets/${added.id}/undo`)).json() as TargetChange;
  expect(undone.removed).toEqual([added.id]);
  expect(await again(added.id)).toBeUndefined();
});

test('what is sure is accepted together; questions wait for a person; then the version is published', async () => {
  expect((await act(hangzhou, `library/${planId}/publish`, {})).json()).toMatchObject({
    status: 409,
    code: 'review-unfinished',
  });
  const sure = view.targets.filter(
    (item) =>
      item.question === null &&
      (item.confidence ?? 0) >= 0.9 &&
      !(item.binding === 'suggested' && (item.bindingConfidence ?? 0) < SURE_BINDING),
  );
  const counts = (await act(hangzhou, `library/${planId}/accept-confident`, { version: 1 })).json();
  expect(counts).toEqual({ targets: sure.length, tasks: view.tasks.length });
  const after = await review(hangzhou, planId);
  expect(
    after.targets
      .filter((item) => item.review === 'accepted')
      .map((item) => item.id)
      .toSorted(),
  ).toEqual(sure.map((item) => item.id).toSorted());
  expect(after.tasks.every((task) => task.review === 'accepted')).toBe(true);

  const open = after.targets.filter((item) => item.review === 'proposed' && item.question !== null);
  const refused = await act(hangzhou, `library/${planId}/publish`, {});
  expect(refused.json().title).toContain(`还有 ${open.length} 处`);
  for (const item of open) await act(hangzhou, `targets/${item.id}/accept`, undefined, item.revision);
  const published = await act(hangzhou, `library/${planId}/publish`);
  expect(published.json()).toMatchObject({
    state: 'in-force',
    versions: [{ number: 1, state: 'published' }],
    counts: { toReview: view.targets.length - sure.length - open.length },
  });
  expect(published.json().versions[0].publishedAt).not.toBeNull();
  expect((await act(hangzhou, `library/${planId}/publish`)).json()).toMatchObject({
    status: 409,
    code: 'version-not-in-review',
  });
});

test('a sure figure whose suggested indicator is doubtful waits for a person', async () => {
  const [doubtful, clear] = view.targets.filter((item) => item.question === null && (item.confidence ?? 0) >= 0.9);
  const suggest = (id: string | undefined, confidence: number) =>
    server.deps.db
      .updateTable('plans_target')
      .set({ binding: 'suggested', indicator_code: 'nev-output', binding_confidence: confidence })
      .where('id', '=', id ?? '')
      .execute();
  await suggest(doubtful?.id, SURE_BINDING - 0.01);
  await suggest(clear?.id, SURE_BINDING);
  await act(hangzhou, `library/${planId}/accept-confident`, { version: 1 });
  expect(await again(doubtful?.id ?? '')).toMatchObject({ review: 'proposed', binding: 'suggested' });
  expect(await again(clear?.id ?? '')).toMatchObject({ review: 'accepted' });
});

test('a task is accepted, or refused, on its revision', async () => {
  const task = view.tasks[0];
  expect((await act(hangzhou, `tasks/${task?.id}/accept`, undefined, 1)).json()).toMatchObject({
    review: 'accepted',
    revision: 2,
    title: task?.title,
  });
  expect((await act(hangzhou, `tasks/${task?.id}/reject`, undefined, 1)).json()).toMatchObject({
    status: 412,
    code: 'task-changed-meanwhile',
  });
});

test('another region’s bureau and an analyst may look but not touch; nobody sees a draft of an open plan', async () => {
  const item = view.targets[0];
  const ningbo = await server.as('bureau', '330200');
  const analyst = await server.as('analyst', '330000');
  expect((await act(ningbo, `targets/${item?.id}/accept`)).json()).toMatchObject({
    status: 404,
    code: 'target-not-found',
  });
  expect((await act(analyst, `targets/${item?.id}/accept`)).json()).toMatchObject({
    status: 403,
    code: 'not-permitted',
  });
  expect((await review(analyst, planId)).plan.mayEdit).toBe(false);

  await hangzhou({ method: 'PATCH', url: `${API}/library/${planId}`, payload: { open: true } });
  expect((await act(ningbo, `targets/${item?.id}/accept`)).json()).toMatchObject({
    status: 404,
    code: 'target-not-found',
  });
  expect((await act(ningbo, `library/${planId}/publish`, {})).json()).toMatchObject({ status: 403 });
  const nobody = await server.as(null);
  expect((await nobody({ url: `${API}/library/${planId}/review` })).json()).toMatchObject({
    status: 404,
    code: 'version-not-found',
  });
  expect(await plan(nobody, planId)).toMatchObject({ versions: [], counts: { targets: 0, toReview: 0 } });
  for (const one of view.targets.filter(({ question }) => question)) await act(hangzhou, `targets/${one.id}/accept`);
  await act(hangzhou, `library/${planId}/publish`, {});
  expect((await review(nobody, planId)).text).toBe(view.text);
  expect((await act(ningbo, `targets/${item?.id}/accept`)).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
});

test('every decision is in the audit', async () => {
  const item = target(view, '达到8万辆');
  await act(hangzhou, `targets/${item.id}/reject`);
  const admin = await server.as('admin');
  const { items } = (await admin({ url: `/api/v1/audit?q=${item.id}` })).json();
  expect(items).toMatchObject([{ action: 'target.reject', detail: expect.stringContaining('"review":"rejected"') }]);
});
