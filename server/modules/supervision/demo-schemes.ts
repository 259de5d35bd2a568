import type { SchemeBody } from './model.ts';

interface Series {
  readonly indicator: string;
  /** Canonical text of the scope. */
  readonly scope: string;
  readonly zh: string;
  readonly en: string;
}

/** Where each region's demonstration has figures of its districts: what leads, and what it is made of. */
export const DEMO_SERIES: Readonly<
  Record<'330100' | '331000' | '500000', { readonly lead: Series; readonly second: Series }>
> = {
  '330100': {
    lead: { indicator: 'parts-output-value', scope: '', zh: '零部件产值', en: 'parts output' },
    second: { indicator: 'nev-output', scope: '', zh: '新能源汽车产量', en: 'new-energy vehicles made' },
  },
  '331000': {
    lead: {
      indicator: 'gross-output-value',
      scope: 'industry=all-industry;partySize=above-scale',
      zh: '规上工业总产值',
      en: 'industrial output above scale',
    },
    second: {
      indicator: 'revenue',
      scope: 'industry=auto-manufacturing;partySize=above-scale',
      zh: '汽车制造业营业收入',
      en: 'revenue of car making',
    },
  },
  '500000': {
    lead: { indicator: 'parts-output-value', scope: 'industry=icnev-parts', zh: '零部件产值', en: 'parts output' },
    second: { indicator: 'parts-export-value', scope: 'industry=icnev-parts', zh: '零部件出口额', en: 'parts exports' },
  },
};

/** Default scheme for the districts of a region. Weights and bounds are invented. */
export const districtScheme = ({ lead, second }: { lead: Series; second: Series }): SchemeBody => ({
  scope: 'regions',
  minCoverage: 60,
  incentives: [
    { kind: 'top', count: 3 },
    { kind: 'improved', count: 1 },
  ],
  criteria: [
    {
      id: 'lead-growth',
      name: { zh: `${lead.zh}增速`, en: `Growth of ${lead.en}` },
      weight: 25,
      measure: { kind: 'indicator-growth', indicator: lead.indicator, scope: lead.scope },
      direction: 'up',
      scoring: { kind: 'linear', zero: 0, full: 20 },
      missing: 'leave-out',
    },
    {
      id: 'second-growth',
      name: { zh: `${second.zh}增速`, en: `Growth of ${second.en}` },
      weight: 20,
      measure: { kind: 'indicator-growth', indicator: second.indicator, scope: second.scope },
      direction: 'up',
      scoring: {
        kind: 'steps',
        below: 40,
        steps: [
          { from: 0, score: 60 },
          { from: 10, score: 80 },
          { from: 20, score: 100 },
        ],
      },
      missing: 'leave-out',
    },
    {
      id: 'lead-level',
      name: { zh: `${lead.zh}位次`, en: `Place by ${lead.en}` },
      weight: 15,
      measure: { kind: 'indicator-level', indicator: lead.indicator, scope: lead.scope },
      direction: 'up',
      scoring: { kind: 'rank', best: 100, worst: 60 },
      missing: 'leave-out',
    },
    {
      id: 'items-on-time',
      name: { zh: '督办事项按期办结率', en: 'Supervision items closed in time' },
      weight: 20,
      measure: { kind: 'items-on-time' },
      direction: 'up',
      scoring: { kind: 'linear', zero: 50, full: 100 },
      missing: 'leave-out',
    },
    {
      id: 'judged-by-hand',
      name: { zh: '实地督导评分', en: 'Score of the visit' },
      weight: 20,
      measure: { kind: 'manual' },
      direction: 'up',
      scoring: { kind: 'linear', zero: 0, full: 100 },
      missing: 'leave-out',
    },
  ],
});

/** Default scheme for plan tasks. */
export const taskScheme: SchemeBody = {
  scope: 'tasks',
  minCoverage: 50,
  incentives: [{ kind: 'above', score: 90 }],
  criteria: [
    {
      id: 'progress',
      name: { zh: '进度与时间', en: 'Progress against time' },
      weight: 30,
      measure: { kind: 'task-progress' },
      direction: 'up',
      scoring: { kind: 'linear', zero: 0, full: 100 },
      missing: 'leave-out',
    },
    {
      id: 'silence',
      name: { zh: '进展记录', en: 'Progress notes' },
      weight: 10,
      measure: { kind: 'task-silence' },
      direction: 'down',
      scoring: { kind: 'linear', zero: 180, full: 30 },
      missing: 0,
    },
    {
      id: 'items-on-time',
      name: { zh: '督办事项按期办结率', en: 'Supervision items closed in time' },
      weight: 10,
      measure: { kind: 'items-on-time' },
      direction: 'up',
      scoring: { kind: 'linear', zero: 50, full: 100 },
      missing: 'leave-out',
    },
    {
      id: 'quality',
      name: { zh: '完成质量评分', en: 'Quality of the work' },
      weight: 50,
      measure: { kind: 'manual' },
      direction: 'up',
      scoring: { kind: 'linear', zero: 0, full: 100 },
      missing: 'leave-out',
    },
  ],
};
