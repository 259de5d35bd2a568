import { expect, test } from 'vitest';
import { type Moved, spokenOf } from './spoken.ts';
import { textFor } from './text.ts';

const region = { code: '330000', name: '浙江省' };
const moved = (name: string, before: Moved['before'], now: Moved['now']): Moved => ({
  id: '00000000-0000-0000-0000-000000000001',
  name,
  region,
  before,
  now,
});
const say = (moves: readonly Moved[], locale: 'zh' | 'en' = 'zh') =>
  spokenOf(textFor(locale), {
    region,
    month: '2025-08',
    previousMonth: '2025-07',
    states: { met: 1, 'on-track': 2, 'at-risk': 0, 'off-track': 1, unknown: 0 },
    total: 4,
    below: false,
    worst: null,
    moved: moves,
  }).map((sentence) => sentence.map(({ text }) => text).join(''));

test('a state without targets is not spoken of', () => {
  expect(say([])[0]).toBe('浙江省共 4 项目标，3 项达成或正常，1 项滞后。');
});

test('what could not be judged before or now has neither improved nor got worse', () => {
  expect(say([moved('出口', 'unknown', 'off-track'), moved('产量', 'met', 'unknown')])[1]).toBe(
    '与 7 月相比，各项目标的状态没有变化。',
  );
});

test('names two that got worse at most, and counts the rest', () => {
  const worse = ['甲', '乙', '丙'].map((name) => moved(name, 'on-track', 'off-track'));
  expect(say([...worse, moved('丁', 'at-risk', 'on-track')])[1]).toBe(
    '与 7 月相比，3 项转差：甲转为滞后、乙转为滞后等 3 项，1 项好转。',
  );
  expect(say([moved('丁', 'at-risk', 'on-track')], 'en')[1]).toBe('Since July 1 got better.');
});
