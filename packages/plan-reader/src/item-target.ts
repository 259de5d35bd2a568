/** One number of a sentence becomes a target: kind, time, comparator, accumulation, subject and region put together. */
import { accumulationOf, verbOf } from './accumulation.ts';
import type { Item } from './clause.ts';
import { comparatorOf, isPlain } from './comparator.ts';
import { type TimeOf, termEnd, timeInSentence } from './deadline.ts';
import type { DocumentFacts } from './document.ts';
import { figuresOf } from './figures.ts';
import type { SectionSpan } from './heading.ts';
import { isBasically } from './implicit.ts';
import { judge } from './judge.ts';
import { kindOf } from './kind.ts';
import { regionOf } from './region.ts';
import type { Scan } from './scan.ts';
import type { SectionRole } from './section-role.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { State, TargetInput } from './target-state.ts';
import type { PlanSection, PlanTarget } from './types.ts';

export const readItem = (
  input: TargetInput,
  state: State,
  item: Item,
  scan: Scan,
  section: number,
  role: SectionRole,
): PlanTarget | null => {
  const { s } = input.reading;
  const { clock, document, isOneYear } = input.facts;
  const { raw } = item;
  const time = timeInSentence(s, item, scan, clock);
  const verb = verbOf(s, item, state.carried.verb);
  let kind = kindOf(s, item, { role, clock, time, previousKind: state.previousKind });
  if (raw.form === 'implicit' && kind === 'baseline') return null;
  if (
    kind === 'baseline' &&
    state.isNational &&
    time.year !== null &&
    clock.docYear === null &&
    clock.periodStart !== null &&
    time.year >= clock.periodStart
  )
    kind = 'target';
  state.previousKind = kind;
  const goesOn = s.startsWith('其中', item.sentenceStart);
  if (goesOn && kind === 'target' && state.sentenceKind === 'baseline' && time.year === null) kind = 'baseline';
  const isFixed = isFixedSet(s, item);
  const subject = named(subjectOf(s, item, verb, state.carried, kind), input.spans[section]);
  const carries = verb !== null && !(verb.isWeak && raw.group === 'ratio') ? verb : null;
  state.carried.verb =
    raw.group === 'ratio' && carries === null
      ? state.carried.verb
      : (carries ?? (kind === 'parameter' && item.next?.clauseStart === item.clauseStart ? state.carried.verb : null));
  const accumulation = isFixed
    ? 'level'
    : accumulationOf(s, item, { kind, time, verb, noun: subject.noun, tail: subject.tail, isOneYear });
  const { deadline, asOf, isCarried } = datesOf(time, {
    kind,
    role,
    state,
    facts: input.facts,
    item,
    goesOn,
    lead: s.slice(item.sentenceStart, raw.start),
  });
  const comparator = comparatorOf({ raw, bound: item.bound, kind, isFixed, isCeiling: isCeiling(item, subject.noun) });
  const start = input.toStart(subject.start);
  const end = Math.max(input.toEnd(subject.end), input.toEnd(raw.end));
  const target: PlanTarget = {
    id: '',
    kind,
    indicator: subject.indicator,
    quote: '',
    start,
    end,
    comparator:
      raw.form === 'implicit'
        ? isBasically(s, item.clauseStart, raw.end)
          ? '≈'
          : '>='
        : adjustSize(comparator, s, item, kind),
    ...figuresOf(raw),
    accumulation,
    deadline,
    region: regionOf(s, item, {
      own: document.jurisdiction,
      local: state.local,
      isNational: state.isNational && role === 'past',
      indicator: subject.indicator,
      isWhole: subject.isWhole,
    }),
    section: section >= 0 ? (input.sections[section] as PlanSection).id : null,
    responsible: [],
    numberStart: input.toStart(raw.start),
    numberEnd: input.toEnd(raw.end),
    confidence: 1,
  };
  target.quote = input.raw(subject.start, Math.max(subject.end, raw.end));
  target.end = target.start + target.quote.length;
  if (raw.form === 'implicit') target.implicit = true;
  if (asOf !== null) target.asOf = asOf;
  const base = item.ownTimes.find((token) => token.base)?.year ?? null;
  if (base !== null) target.baseYear = base;
  if (/力争|争取/.test(s.slice(item.sentenceStart, raw.start)) && kind === 'target') target.strength = 'striving';
  judge(
    target,
    item,
    {
      subjectCarried: subject.carried,
      timeCarried: isCarried,
      kindAssumed: role === 'other' && kind === 'target' && deadline === null && !time.every,
      accumulationAssumed: kind === 'target' && raw.group === 'count' && verb === null && isPlain(item.bound),
      variants: subject.variants,
    },
    input.lexicon,
  );
  return target;
};

/** 专栏4 分年度汽车产量目标, with years and figures alone: the title of the box says what they measure. */
const named = (subject: Subject, span: SectionSpan | undefined): Subject => {
  if (subject.indicator.length >= 2 || span === undefined || (span.style !== 'box' && span.style !== 'plain'))
    return subject;
  const measure = span.title
    .replace(/^.*时期|^(?:分年度|各年度|年度|主要)/, '')
    .replace(/(?:发展)?(?:目标|指标|计划|安排|情况|一览)*表?$/, '');
  return measure.length < 2 ? subject : { ...subject, indicator: measure, noun: measure, carried: true };
};

/** The size of a named fixed set: 覆盖全市9个县, A和B两条“氢走廊”. */
const isFixedSet = (s: string, { raw, leadStart, tailStart }: Item): boolean =>
  (/全[市省区县州]$/.test(s.slice(leadStart, raw.start)) &&
    /^(?:市县|县|区|市|乡镇|街道)/.test(s.slice(tailStart, tailStart + 2))) ||
  (/覆盖(?:全[市省区县])?$/.test(s.slice(leadStart, raw.start)) &&
    /^(?:县|区|市|乡|镇|街道|村|社区|地)/.test(s.slice(tailStart, tailStart + 2))) ||
  (s.charAt(tailStart) === '“' &&
    /^[两三四五六]/.test(s.charAt(raw.start)) &&
    /[和及、]/.test(s.slice(leadStart, raw.start)));

/** 尚未形成千亿级产业 is a fact below the size. */
const adjustSize = (
  comparator: PlanTarget['comparator'],
  s: string,
  item: Item,
  kind: PlanTarget['kind'],
): PlanTarget['comparator'] =>
  item.raw.form === 'size' &&
  kind === 'baseline' &&
  /尚未|未形成|没有|缺/.test(s.slice(item.clauseStart, item.raw.start))
    ? '<'
    : comparator;

/** Things that are better when smaller, where the text has only 达到 or nothing before the number. */
const isCeiling = (item: Item, noun: string): boolean =>
  item.bound.before.every((word) => word.kind === 'none' || word.kind === 'reach') &&
  /(?:能耗|电耗|水耗|时延|服务半径|事故率|故障率|死亡率|发生率|间距|响应时间|车桩比|排放量|排放强度|杂质含量|精度|误差|投诉率|缺陷率|返修率|次品率|不良率|损耗率|线损率|漏损率|失业率|伤害率)$/.test(
    noun,
  );

/** What decides the years of an item besides its own time. */
interface DateContext {
  kind: PlanTarget['kind'];
  role: SectionRole;
  state: State;
  facts: DocumentFacts;
  item: Item;
  /** Its sentence opens with 其中 and goes on from the one before. */
  goesOn: boolean;
  /** The sentence up to the number. */
  lead: string;
}

const datesOf = (
  time: TimeOf,
  { kind, role, state, facts, item, goesOn, lead }: DateContext,
): { deadline: number | null; asOf: number | null; isCarried: boolean } => {
  if (kind === 'baseline')
    return {
      deadline: null,
      asOf:
        item.fromTo === 'from'
          ? time.token !== null && time.stated && time.own
            ? time.year
            : null
          : ((time.since ? null : time.year) ?? state.asOf),
      isCarried: time.year === null,
    };
  const { clock, isOneYear } = facts;
  const floor = clock.periodStart ?? clock.docYear;
  if (time.every) return { deadline: kind === 'target' ? time.year : null, asOf: null, isCarried: false };
  // A date behind a rule's number is when the work is done, not when the rule ends.
  if (kind === 'parameter' && time.token !== null && time.token.start > item.raw.end)
    return { deadline: null, asOf: null, isCarried: false };
  if (time.year !== null) {
    if (kind === 'parameter' && (time.since || time.token?.role === 'within'))
      return { deadline: null, asOf: null, isCarried: false };
    const isOld = floor !== null && time.year < floor && kind === 'parameter';
    return isOld
      ? { deadline: null, asOf: time.year, isCarried: false }
      : { deadline: time.year, asOf: null, isCarried: false };
  }
  if (time.average) return { deadline: null, asOf: null, isCarried: false };
  if (goesOn && state.sentenceYear !== null) return { deadline: state.sentenceYear, asOf: null, isCarried: true };
  const term = kind === 'target' ? termEnd(lead, clock) : null;
  if (term !== null) return { deadline: term, asOf: null, isCarried: false };
  if (role === 'goal' && state.goalYear !== null) return { deadline: state.goalYear, asOf: null, isCarried: true };
  return { deadline: isOneYear && kind !== 'parameter' ? clock.periodEnd : null, asOf: null, isCarried: isOneYear };
};
