/** Puts the quantities of a text together: scan, clauses, time, kind, comparator, accumulation, subject, region. */
import { accumulationOf, verbOf } from './accumulation.ts';
import { type Item, makeItems } from './clause.ts';
import { comparatorOf, isApproximate, isPlain } from './comparator.ts';
import { type TimeOf, timeInSentence, yearOf } from './deadline.ts';
import type { DocumentFacts } from './document.ts';
import type { SectionSpan } from './heading.ts';
import { findImplicit, isBasically } from './implicit.ts';
import { kindOf } from './kind.ts';
import { bindIndicator } from './lexicon.ts';
import type { Line, ReadingText } from './reading-text.ts';
import { areaOf, regionOf } from './region.ts';
import { type Scan, scanSentence } from './scan.ts';
import type { SectionRole } from './section-role.ts';
import { type Carried, subjectOf } from './subject.ts';
import { readTableBlock } from './table.ts';
import type { IndicatorBinding, IndicatorLexicon, PlanSection, PlanTarget, QuestionCode } from './types.ts';
import type { Verb } from './verb.ts';

export interface TargetInput {
  reading: ReadingText;
  spans: readonly SectionSpan[];
  roles: readonly SectionRole[];
  facts: DocumentFacts;
  sections: readonly PlanSection[];
  raw: (start: number, end: number) => string;
  toStart: (at: number) => number;
  toEnd: (at: number) => number;
  lexicon: IndicatorLexicon | null;
}

/** What is carried from sentence to sentence. */
interface State {
  carried: Carried;
  /** Deadline that governs a goals section or a headed part. */
  goalYear: number | null;
  goalSection: number;
  /** Year of the last look back in this paragraph. */
  asOf: number | null;
  local: string | null;
  /** The paragraph tells of a national plan. */
  isNational: boolean;
  /** Kind of the number before in the sentence. */
  previousKind: PlanTarget['kind'] | null;
}

const sentenceMarks = '。！？';

/** Index of the innermost section that holds `at`; spans are in text order. */
const sectionAt = (spans: readonly SectionSpan[], at: number, hint: number): number => {
  let index = hint;
  while (index + 1 < spans.length && (spans[index + 1] as SectionSpan).start <= at) index++;
  while (index >= 0 && (spans[index] as SectionSpan).end < at) index = (spans[index] as SectionSpan).parent;
  return index;
};

/** All quantities in text order. */
export const findTargets = (input: TargetInput): PlanTarget[] => {
  const { reading, spans, facts } = input;
  const { lines } = reading;
  const targets: PlanTarget[] = [];
  const state: State = {
    carried: { topic: '', measure: '', agent: '', list: [], local: '', previous: '', main: '', verb: null },
    goalYear: null,
    goalSection: -1,
    asOf: null,
    local: null,
    isNational: false,
    previousKind: null,
  };
  let last = -1;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    const titleEnd = facts.titleSpan?.end ?? -1;
    if (line.end <= titleEnd) continue;
    let next = last;
    while (next + 1 < spans.length && (spans[next + 1] as SectionSpan).start <= line.start) next++;
    last = next;
    const section = sectionAt(spans, line.start, next);
    if (line.kind === 'table') {
      let end = index + 1;
      while (end < lines.length && (lines[end] as Line).kind === 'table') end++;
      readTableBlock({ input, block: lines.slice(index, end), section, targets });
      index = end - 1;
      continue;
    }
    enterParagraph(input, state, line, section);
    readLine(input, state, line, section, targets);
  }
  for (const [index, target] of targets.entries()) target.id = `q${index + 1}`;
  return targets;
};

const enterParagraph = (
  { reading, spans, facts, roles }: TargetInput,
  state: State,
  line: Line,
  section: number,
): void => {
  state.asOf = null;
  state.local = null;
  state.isNational = false;
  state.carried = { topic: '', measure: '', agent: '', list: [], local: '', previous: '', main: '', verb: null };
  const span = spans[section];
  if (span === undefined) return;
  const top = topOf(spans, section);
  if (state.goalSection !== top) {
    state.goalSection = top;
    state.goalYear = null;
  }
  for (let at = section; at >= 0 && state.local === null; at = (spans[at] as SectionSpan).parent) {
    const title = reading.s.slice(
      (spans[at] as SectionSpan).titleStart,
      Math.min((spans[at] as SectionSpan).titleEnd, (spans[at] as SectionSpan).titleStart + 12),
    );
    if ((spans[at] as SectionSpan).style === 'box') state.local = areaOf(title, facts.document.jurisdiction);
  }
  const heading = reading.s.slice(span.titleStart, Math.min(span.titleEnd, span.titleStart + 40));
  const stated = /(20\d\d)年[^\d]*$/.exec(heading);
  if (
    stated !== null &&
    span.alone &&
    line.start === span.start &&
    (roles[section] === 'goal' || /(?:到|至)20\d\d年|20\d\d年(?:底|末|前)/.test(heading))
  )
    state.goalYear = Number(stated[1]);
};

/** The section whose year governs: the goals section itself, or the innermost one. */
const topOf = (spans: readonly SectionSpan[], section: number): number => {
  let top = section;
  let goal = -1;
  for (let at = section; at >= 0; at = (spans[at] as SectionSpan).parent) {
    if (/目标|展望|愿景/.test((spans[at] as SectionSpan).title)) goal = at;
    top = at;
  }
  return goal >= 0 ? goal : top;
};

/** No rule looks past a sentence, so a bound on its length keeps the whole linear. Real ones stay below 700. */
const LONGEST_SENTENCE = 1000;

/** Where a sentence that does not end is cut: after its last clause, else right at the limit. */
const cutBefore = (s: string, from: number, limit: number): number => {
  for (const mark of ['；', '，', '、']) {
    const at = s.slice(from, limit).lastIndexOf(mark);
    if (at > LONGEST_SENTENCE / 2) return from + at;
  }
  return limit - 1;
};

const readLine = (input: TargetInput, state: State, line: Line, section: number, targets: PlanTarget[]): void => {
  const { s } = input.reading;
  const span = input.spans[section];
  const isHeadline = span !== undefined && span.start === line.start;
  let from = isHeadline ? span.titleStart : line.start;
  if (isHeadline && span.alone && !/[，；]/.test(s.slice(span.titleStart, span.titleEnd))) return;
  while (from < line.end) {
    let to = from;
    const limit = Math.min(line.end, from + LONGEST_SENTENCE);
    while (to < limit && !sentenceMarks.includes(s.charAt(to))) to++;
    if (to === limit && limit < line.end) to = cutBefore(s, from, limit);
    readSentence(input, state, { from, to: Math.min(line.end, to + 1), section }, targets);
    from = to + 1;
  }
};

interface Sentence {
  from: number;
  to: number;
  section: number;
}

const readSentence = (
  input: TargetInput,
  state: State,
  { from, to, section }: Sentence,
  targets: PlanTarget[],
): void => {
  const { s } = input.reading;
  const { clock } = input.facts;
  const scan = scanSentence(s, from, to, clock.docYear ?? clock.periodStart);
  const implicit = findImplicit(s, from, to, scan.quantities);
  if (implicit.length > 0) scan.quantities = [...scan.quantities, ...implicit].sort((a, b) => a.start - b.start);
  const role = section >= 0 ? (input.roles[section] as SectionRole) : input.facts.isPolicy ? 'policy' : 'other';
  noteLocal(s, from, to, state);
  noteTimes(input, state, scan, s, role, from);
  if (scan.quantities.length === 0) return;
  state.carried.verb = null;
  state.carried.agent = '';
  state.previousKind = null;
  for (const item of makeItems(s, scan, from, to)) {
    const verb: Verb | null = state.carried.verb;
    const target = readItem(input, state, item, scan, section, role);
    // What a bracket says in passing governs nothing after it.
    if (s.charAt(item.clauseStart - 1) === '（') state.carried.verb = verb;
    if (target !== null) targets.push(target);
  }
};

/** “一城”即江北新能源汽车城, “一极”即钱塘新区: what the sentences after it are about. */
const noteLocal = (s: string, from: number, to: number, state: State): void => {
  const text = s.slice(from, Math.min(to, from + 200));
  const found = /“[^”]{1,6}”即([^，。；、]{2,24})[，。；]/.exec(text)?.[1];
  if (found !== undefined && !/分别|[和及与]/.test(found)) {
    state.local = found;
    state.carried.local = found;
  }
  if (/国家(?:正式)?(?:发布|出台|实施|提出|层面)|国务院(?:办公厅)?(?:印发|发布)|我国将/.test(text))
    state.isNational = true;
};

const noteTimes = (input: TargetInput, state: State, scan: Scan, s: string, role: SectionRole, from: number): void => {
  const { clock } = input.facts;
  const points = scan.times.filter((token) => !token.base && token.role !== 'every' && token.role !== 'average');
  const first = points[0];
  if (first === undefined) return;
  const year = yearOf(first, clock);
  if (year === null) return;
  const floor = clock.periodStart ?? clock.docYear;
  const isAhead = !first.past && (floor === null ? first.until : year >= floor);
  if (!isAhead) {
    if (first.past || (floor !== null && year < floor)) state.asOf = year;
    return;
  }
  // The opening year holds for what follows; one that stands behind a number dates only its own clause.
  const opens =
    (scan.quantities[0]?.start ?? first.start) >= first.start && !s.slice(from, first.start).includes('其中');
  if (role === 'goal' && opens && (first.until || state.goalYear === null)) state.goalYear = year;
};

const readItem = (
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
  const isFixed = isFixedSet(s, item);
  const subject = subjectOf(s, item, verb, state.carried, kind);
  const carries = verb !== null && !(verb.isWeak && raw.group === 'ratio') ? verb : null;
  state.carried.verb =
    raw.group === 'ratio' && carries === null
      ? state.carried.verb
      : (carries ?? (item.next?.clauseStart === item.clauseStart ? state.carried.verb : null));
  const accumulation = isFixed
    ? 'level'
    : accumulationOf(s, item, { kind, time, verb, noun: subject.noun, tail: subject.tail, isOneYear });
  const { deadline, asOf, isCarried } = datesOf(
    time,
    kind,
    role,
    state,
    clock.periodEnd,
    isOneYear,
    input.facts,
    item.fromTo === 'from',
  );
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
    ...valueOf(item),
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
  if (/力争|争取/.test(s.slice(item.sentenceStart, raw.start)) && kind === 'target') target.strength = 'striving';
  judge(
    target,
    item,
    { subjectCarried: subject.carried, timeCarried: isCarried, variants: subject.variants },
    input.lexicon,
  );
  return target;
};

/** The size of a named fixed set: 覆盖全市9个县, A和B两条“氢走廊”. */
const isFixedSet = (s: string, { raw, leadStart, tailStart }: Item): boolean =>
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
  /(?:能耗|电耗|水耗|时延|服务半径|事故率|故障率|死亡率|发生率|间距|响应时间|车桩比|排放量|排放强度|杂质含量)$/.test(
    noun,
  );

const tidyUnit = (unit: string): string =>
  unit.startsWith('个') && /^个(?:百分点|季度|工作日|小时|星期|车位|车位)$/.test(unit)
    ? unit.slice(1)
    : unit === 'pct' || unit === 'pp'
      ? '百分点'
      : unit;

const round = (value: number): number => Number(value.toPrecision(12));

const valueOf = ({ raw }: Item): Pick<PlanTarget, 'value' | 'valueMax' | 'unit' | 'baseValue' | 'baseUnit'> => {
  if (raw.form === 'multiple')
    return { value: raw.value, valueMax: null, unit: '番', baseValue: raw.value, baseUnit: '番' };
  if (raw.form === 'ratio')
    return { value: round(raw.value), valueMax: null, unit: '∶1', baseValue: round(raw.value), baseUnit: '∶1' };
  const baseUnit = tidyUnit(raw.unit);
  return {
    value: round(raw.value),
    valueMax: raw.valueMax === null ? null : round(raw.valueMax),
    unit: `${raw.scale}${baseUnit}`,
    baseValue: round(raw.value * raw.factor),
    baseUnit,
  };
};

const datesOf = (
  time: TimeOf,
  kind: PlanTarget['kind'],
  role: SectionRole,
  state: State,
  periodEnd: number | null,
  isOneYear: boolean,
  facts: DocumentFacts,
  isFrom: boolean,
): { deadline: number | null; asOf: number | null; isCarried: boolean } => {
  if (kind === 'baseline')
    return {
      deadline: null,
      asOf: isFrom ? (time.token !== null && time.stated && time.own ? time.year : null) : (time.year ?? state.asOf),
      isCarried: time.year === null,
    };
  const floor = facts.clock.periodStart ?? facts.clock.docYear;
  if (time.every) return { deadline: null, asOf: null, isCarried: false };
  if (time.year !== null) {
    if (kind === 'parameter' && time.token?.role === 'within') return { deadline: null, asOf: null, isCarried: false };
    const isOld = floor !== null && time.year < floor && kind === 'parameter';
    return isOld
      ? { deadline: null, asOf: time.year, isCarried: false }
      : { deadline: time.year, asOf: null, isCarried: false };
  }
  if (time.average) return { deadline: null, asOf: null, isCarried: false };
  if (role === 'goal' && state.goalYear !== null) return { deadline: state.goalYear, asOf: null, isCarried: true };
  return { deadline: isOneYear ? periodEnd : null, asOf: null, isCarried: isOneYear };
};

interface Doubts {
  subjectCarried: boolean;
  timeCarried: boolean;
  variants: readonly string[];
}

/** The binding with the longest name over the wordings of a label; the first wording wins a tie. */
const bestBinding = (labels: readonly string[], lexicon: IndicatorLexicon, unit: string): IndicatorBinding | null => {
  let best: IndicatorBinding | null = null;
  for (const label of labels) {
    const found = bindIndicator(label, lexicon, unit);
    if (found !== null && (best === null || found.name.length > best.name.length)) best = found;
  }
  return best;
};

const judge = (
  target: PlanTarget,
  item: Item,
  { subjectCarried, timeCarried, variants }: Doubts,
  lexicon: IndicatorLexicon | null,
): void => {
  let question: QuestionCode | undefined;
  let confidence = 0.95;
  const doubt = (code: QuestionCode, cost: number): void => {
    question ??= code;
    confidence -= cost;
  };
  if (target.unit === '') doubt('unit-unknown', 0.25);
  if (target.indicator.length < 2) doubt('subject-missing', 0.3);
  if (
    target.kind === 'target' &&
    (target.comparator === '+=' || item.raw.form === 'multiple') &&
    target.baseYear === undefined
  )
    doubt('no-base-year', 0.05);
  if (target.kind === 'target' && target.deadline === null && target.accumulation !== 'annual')
    doubt('no-deadline', 0.1);
  if (target.kind === 'target' && isApproximate(item.bound) && item.bound.before.some((word) => word.kind === 'reach'))
    doubt('approximate-or-at-least', 0.05);
  if (subjectCarried) doubt('subject-carried', 0.1);
  if (timeCarried) confidence -= 0.05;
  if (isPlain(item.bound) && target.kind === 'target') confidence -= 0.03;
  target.confidence = Math.max(0.1, Math.round(confidence * 100) / 100);
  if (question !== undefined) target.question = question;
  const binding = lexicon === null ? null : bestBinding([target.indicator, ...variants], lexicon, target.unit);
  if (binding === null) return;
  target.code = binding.code;
  target.scope = binding.scope;
  target.bindingConfidence = binding.confidence;
};
