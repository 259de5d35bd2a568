import { expect, test } from 'vitest';
import { chartColors } from '../theme.ts';
import { text } from '../widgets/text.ts';
import { type Trajectory, trajectoryOption } from './trajectory.ts';

const colors = { ...chartColors.light, scale: 1 };
const data: Trajectory = {
  labels: ['1–2月', '3月', '4月'],
  actual: [2.3, 3.6, null],
  path: [2.6, 4.2, 5.9],
  preliminary: [1],
  target: { value: 5.9, comparator: '＞' },
  paceNeeded: 2.3,
  decimals: 1,
};
interface Series {
  name: string;
  data: unknown[];
  markPoint?: { data: { label: { formatter: string } }[] };
}
const seriesOf = (trajectory: Trajectory) => trajectoryOption(trajectory, colors, text.zh).series as Series[];
const named = (trajectory: Trajectory, name: string) => seriesOf(trajectory).find((series) => series.name === name);

test('a month without a figure breaks the line, it is never a zero', () => {
  expect(named(data, '实绩')?.data[2]).toBeNull();
});

test('a point between two missing months is drawn, though no line reaches it', () => {
  const lastYear = named({ ...data, lastYear: [2, null, 4] }, '上年')?.data;
  expect(lastYear?.[1]).toBeNull();
  expect(lastYear?.[2]).toMatchObject({ value: 4, symbol: 'circle' });
  expect(named({ ...data, lastYear: [2, 3, null] }, '上年')?.data).toEqual([2, 3, null]);
});

test('a projection is named at its end, with its range where there is one', () => {
  const labels = (low: number | null, high: number | null) => {
    const projection = { values: [null, 3.6, 5.2], low: [null, 3.6, low], high: [null, 3.6, high] };
    const series = named({ ...data, projection }, 'labels') as unknown as {
      renderItem: (_: unknown, api: object) => { children: { style: { text: string } }[] };
    };
    const drawn = series.renderItem(null, { coord: ([x, y]: [number, number]) => [x, -y] });
    return drawn.children.map(({ style }) => style.text).filter((words) => words.startsWith('预计'));
  };
  expect(labels(4.8, 5.6)).toEqual(['预计 5.2（4.8–5.6）']);
  expect(labels(null, null)).toEqual(['预计 5.2']);
});

test('below the path, the gap is written; above it, not', () => {
  const words = (trajectory: Trajectory) =>
    named(trajectory, '实绩')?.markPoint?.data.map(({ label }) => label.formatter);
  expect(words(data)).toEqual(['实绩 3.6', '应达 4.2', '差 0.6']);
  expect(words({ ...data, actual: [2.3, 4.5, null] })).toEqual(['实绩 4.5', '应达 4.2']);
});

test('the pace runs from now to the target', () => {
  expect(named(data, '须月均')?.data).toEqual([null, 3.6, 5.9]);
  expect(named({ ...data, target: null }, '须月均')).toBeUndefined();
});

test('without any figure the path and the target still stand', () => {
  const names = seriesOf({ ...data, actual: [null, null, null] }).map(({ name }) => name);
  expect(names).toContain('应达');
  expect(names).toContain('目标');
  expect(names).not.toContain('须月均');
});
