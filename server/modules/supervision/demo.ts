import { systemActor, type Tx, withActor } from '../../kernel/access/actor.ts';
import type { Deps } from '../../kernel/module.ts';
import { subjectsOf } from './collect.ts';
import { DEMO_SERIES, districtScheme, taskScheme } from './demo-schemes.ts';
import type { SchemeBody } from './model.ts';
import { insertManual, insertScheme, insertVersion, setPublished } from './queries.ts';
import { makeRunIn } from './runs.ts';

const BY = '系统（演示）';

/** Two schemes for each region that has districts with figures, scores given by hand, and runs; all marked as synthetic. */
export async function loadSupervisionDemo(deps: Deps): Promise<void> {
  const actor = { ...systemActor('demo'), name: BY };
  const now = deps.now();
  await withActor(deps.db, actor, async (tx) => {
    for (const [region, series] of Object.entries(DEMO_SERIES)) {
      const body = districtScheme(series);
      const districts = await addScheme(
        tx,
        region,
        { zh: '区县月度评估', en: 'Monthly evaluation of districts', body },
        now,
      );
      for (const period of ['2025-07', '2025-08']) {
        await score(tx, { scheme: districts, body, criterion: 'judged-by-hand', region, period, now });
        const { id } = await makeRunIn(tx, actor, { scheme: districts, region, period, now });
        if (period === '2025-07') await setPublished(tx, id, { name: BY, at: now });
      }
      const tasks = await addScheme(
        tx,
        region,
        { zh: '规划任务评估', en: 'Evaluation of plan tasks', body: taskScheme },
        now,
      );
      await score(tx, { scheme: tasks, body: taskScheme, criterion: 'quality', region, period: '2025H1', now });
      await makeRunIn(tx, actor, { scheme: tasks, region, period: '2025H1', now });
    }
  });
}

async function addScheme(
  tx: Tx,
  region: string,
  scheme: { zh: string; en: string; body: SchemeBody },
  now: Date,
): Promise<string> {
  const made = await insertScheme(tx, {
    region_code: region,
    scope: scheme.body.scope,
    name_zh: scheme.zh,
    name_en: scheme.en,
    created_at: now,
  });
  if (!made) throw new TypeError(`scheme ${scheme.zh} of ${region} is there already`);
  await insertVersion(tx, {
    scheme_id: made.id,
    number: 1,
    body: JSON.stringify(scheme.body),
    reason: '演示方案，权重和界值为示意',
    made_by: null,
    made_by_name: BY,
    made_at: now,
  });
  return made.id;
}

interface Scored {
  readonly scheme: string;
  readonly body: SchemeBody;
  readonly criterion: string;
  readonly region: string;
  readonly period: string;
  readonly now: Date;
}

/** The same scores in every demonstration: 70 to 97, by the subject's place and the month. */
async function score(tx: Tx, { scheme, body, criterion, region, period, now }: Scored): Promise<void> {
  const subjects = await subjectsOf({ tx, region, body });
  const shift = period.charCodeAt(period.length - 1);
  await insertManual(
    tx,
    subjects.map(({ id }, at) => ({
      scheme_id: scheme,
      region_code: region,
      criterion,
      subject: id,
      period,
      value: 70 + ((at * 11 + shift * 5) % 28),
      reason: '演示评分，不是实际督导结果',
      synthetic: true,
      given_by: null,
      given_by_name: BY,
      given_at: now,
    })),
  );
}
