/** What the reader asks, with the two answers: each changes some fields, or opens one for typing. */
import type { TargetPatch, TargetView } from '../review-api.ts';
import type { ReviewTexts } from '../review-text.ts';

type FieldName =
  | 'indicatorName'
  | 'unit'
  | 'deadline'
  | 'kind'
  | 'accumulation'
  | 'comparator'
  | 'value'
  | 'baselineYear';

export interface Answer {
  label: string;
  /** Set, then accepted. Empty: as it was read. */
  fields?: TargetPatch;
  /** To be typed by the person instead. */
  open?: FieldName;
}

export interface Question {
  ask: string;
  answers: readonly [Answer, Answer];
}

export function questionOf(target: TargetView, periodEnd: number | null, t: ReviewTexts): Question | null {
  const q = t.questions;
  const name = target.indicatorName || t.noName;
  switch (target.question) {
    case null:
      return null;
    case 'no-deadline': {
      const year = target.deadline ?? periodEnd;
      return year === null
        ? {
            ask: q.noDeadlineAtAll,
            answers: [
              { label: q.setYear, open: 'deadline' },
              { label: q.openEnded, fields: { deadline: null } },
            ],
          }
        : {
            ask: q.noDeadline(year),
            answers: [
              { label: q.byYear(year), fields: { deadline: year } },
              { label: q.openEnded, fields: { deadline: null } },
            ],
          };
    }
    case 'approximate-or-at-least':
      return {
        ask: q.approximate(approximateWord(target.quote ?? '')),
        answers: [
          { label: q.about, fields: { comparator: '≈' } },
          { label: q.atLeast, fields: { comparator: '>=' } },
        ],
      };
    case 'no-base-year':
      return {
        ask: q.noBaseYear,
        answers: [
          { label: q.setBaseYear, open: 'baselineYear' },
          { label: q.noBaseYet, fields: {} },
        ],
      };
    case 'subject-carried':
      return {
        ask: q.carried(name),
        answers: [
          { label: q.yes, fields: {} },
          { label: q.rename, open: 'indicatorName' },
        ],
      };
    case 'subject-missing':
      return {
        ask: q.missing(name),
        answers: [
          { label: q.setName, open: 'indicatorName' },
          { label: q.asItIs, fields: {} },
        ],
      };
    case 'unit-unknown':
      return {
        ask: q.unit,
        answers: [
          { label: q.setUnit, open: 'unit' },
          { label: q.noUnit, fields: {} },
        ],
      };
    case 'accumulation-unclear':
      return {
        ask: q.accumulation,
        answers: [
          { label: q.added, fields: { accumulation: 'new' } },
          { label: q.total, fields: { accumulation: 'cumulative' } },
        ],
      };
    default:
      return {
        ask: q.kind,
        answers: [
          { label: q.isTarget, fields: { kind: 'target' } },
          target.kind === 'parameter'
            ? { label: q.isParameter, fields: { kind: 'parameter' } }
            : { label: q.isBaseline, fields: { kind: 'baseline' } },
        ],
      };
  }
}

/** The word that the plan itself uses: 接近, 左右, 约. */
const approximateWord = (quote: string) => /左右|接近|大约|约|近/.exec(quote)?.[0] ?? '左右';
