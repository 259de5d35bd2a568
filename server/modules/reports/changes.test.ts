import { expect, test } from 'vitest';
import type { Block } from './blocks.ts';
import { withChanges } from './changes.ts';
import { composeReport } from './compose.ts';
import type { Facts, TargetFact } from './facts.ts';

const both = (text: string) => ({ zh: text, en: text });
const target = (id: string, state: TargetFact['state'], actual: string): TargetFact => ({
  id,
  state,
  name: both(`目标${id}`),
  plan: { id: 'p', title: '规划' },
  region: { code: '330000', name: both('浙江省') },
  deadline: 2025,
  units: [],
  sentence: both(`目标${id}现为 ${actual}。`),
  goal: both('≥ 100 家'),
  actual: both(actual),
  expected: both('60 家'),
  ratio: 1,
  period: '2025-08',
  revision: 1,
  synthetic: true,
});
const facts = (targets: readonly TargetFact[]): Facts => ({
  knownAt: '2025-09-12T00:00:00.000Z',
  figures: {},
  indicators: {},
  regions: { '330000': { name: both('浙江省'), short: '浙江', level: 'province', place: null } },
  children: [],
  targets,
  handling: null,
});
const blocks: Block[] = [
  { id: 'h', type: 'heading', level: 1, text: both('目标') },
  { id: 's', type: 'targets' },
  { id: 't', type: 'table', of: 'targets' },
];
const pages = (targets: readonly TargetFact[]) =>
  composeReport(
    {
      title: both('报告'),
      region: '330000',
      year: 2025,
      state: 'draft',
      number: '',
      dataDay: both(''),
      periodWords: both('2025年1–8月'),
      long: false,
      blocks,
      facts: facts(targets),
    },
    'zh',
    () => ({ svg: '', width: 1, height: 1 }),
  );

const before = [target('1', 'on-track', '61 家'), target('2', 'off-track', '40 家'), target('3', 'on-track', '62 家')];

test('the same facts change nothing, however many figures stand on one target', () => {
  expect(withChanges(pages(before), pages(before)).changes).toEqual([]);
});

test('a target that is judged otherwise changes its row and the counts, and nothing else', () => {
  const after = [target('1', 'on-track', '61 家'), target('2', 'on-track', '66 家'), target('3', 'on-track', '62 家')];
  const { changes, doc } = withChanges(pages(before), pages(after));
  expect(changes.map(({ where, draft, now }) => [where, draft, now])).toEqual([
    ['一 段 1', '2', '3'],
    ['表 1-1', '40 家', '66 家'],
    ['表 1-1', '▼ 滞后', '● 正常'],
  ]);
  expect(JSON.stringify(doc)).toContain('"state":"changed"');
});
