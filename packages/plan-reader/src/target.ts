/** Walks through the lines of a text and finds its quantities, sentence by sentence. */
import { makeItems } from './clause.ts';
import { yearOf } from './deadline.ts';
import type { SectionSpan } from './heading.ts';
import { findImplicit } from './implicit.ts';
import { readItem } from './item-target.ts';
import type { Line } from './reading-text.ts';
import { areaOf } from './region.ts';
import { type Scan, scanSentence } from './scan.ts';
import { roleOfParagraph, type SectionRole } from './section-role.ts';
import { readTableBlock } from './table.ts';
import type { State, TargetInput } from './target-state.ts';
import { blockEnd, taskRowsOf } from './task-table.ts';
import type { PlanTarget } from './types.ts';
import type { Verb } from './verb.ts';

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
    sentenceYear: null,
    sentenceKind: null,
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
      const end = blockEnd(lines, index);
      const block = lines.slice(index, end);
      const rows = taskRowsOf(reading.s, block);
      if (rows.length === 0) readTableBlock({ input, block, section, targets });
      for (const row of rows) {
        for (const { start, end: to } of row.texts) {
          enterParagraph(input, state, line, section);
          readLine(input, state, { ...line, start, end: to }, section, targets);
        }
      }
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
  state.sentenceYear = null;
  state.sentenceKind = null;
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
  const isTitle = isHeadline && span.alone && s.charAt(line.end - 1) !== '。';
  if (isTitle && !/[，；]|\d/.test(s.slice(span.titleStart, span.titleEnd))) return;
  const own = section >= 0 ? (input.roles[section] as SectionRole) : input.facts.isPolicy ? 'policy' : 'other';
  const role = roleOfParagraph(s.slice(from, Math.min(line.end, from + 16)), own);
  while (from < line.end) {
    let to = from;
    const limit = Math.min(line.end, from + LONGEST_SENTENCE);
    while (to < limit && !sentenceMarks.includes(s.charAt(to))) to++;
    if (to === limit && limit < line.end) to = cutBefore(s, from, limit);
    readSentence(
      input,
      state,
      {
        from,
        to: Math.min(line.end, to + 1),
        section,
        role,
        opens: from === line.start,
        isHeading: isHeadline && to === span.titleEnd,
      },
      targets,
    );
    from = to + 1;
  }
};

interface Sentence {
  from: number;
  to: number;
  section: number;
  role: SectionRole;
  /** It opens its paragraph. */
  opens: boolean;
  /** It is the heading that its paragraph runs on from: a slogan, where it holds no digit. */
  isHeading: boolean;
}

const readSentence = (
  input: TargetInput,
  state: State,
  { from, to, section, role, opens, isHeading }: Sentence,
  targets: PlanTarget[],
): void => {
  const { s } = input.reading;
  const { clock } = input.facts;
  const scan = scanSentence(s, from, to, clock.docYear ?? clock.periodStart);
  const implicit = isHeading ? [] : findImplicit(s, from, to, scan.quantities);
  if (implicit.length > 0) scan.quantities = [...scan.quantities, ...implicit].sort((a, b) => a.start - b.start);
  noteLocal(s, from, to, state);
  noteTimes(input, state, scan, s, role, from, opens && to - from <= 24 && scan.quantities.length === 0);
  if (scan.quantities.length === 0) return;
  state.carried.verb = null;
  state.carried.agent = '';
  state.previousKind = null;
  let last: PlanTarget | null = null;
  for (const item of makeItems(s, scan, from, to)) {
    const verb: Verb | null = state.carried.verb;
    const target = readItem(input, state, item, scan, section, role);
    // What a bracket says in passing governs nothing after it.
    if (s.charAt(item.clauseStart - 1) === '（') state.carried.verb = verb;
    if (target !== null) targets.push(target);
    last = target ?? last;
  }
  if (last !== null) {
    state.sentenceYear = last.deadline;
    state.sentenceKind = last.kind;
  }
};

/** “一城”即江北新能源汽车城, “一极”即钱塘新区: what the sentences after it are about. */
const noteLocal = (s: string, from: number, to: number, state: State): void => {
  const text = s.slice(from, Math.min(to, from + 200));
  const found = /“[^”]{1,6}”即([^，。；、]{2,24})[，。；]/.exec(text)?.[1];
  if (found !== undefined && !/分别|[区县市][和及与]/.test(found)) {
    state.local = found;
    state.carried.local = found;
  }
  state.isNational = /国家(?:正式)?(?:发布|出台|实施|提出|层面)|国务院(?:办公厅)?(?:印发|发布)|我国将/.test(text);
};

/** `isHeadline`: the sentence is the small heading of its paragraph (2024年打基础。), so its year holds for what follows. */
const noteTimes = (
  input: TargetInput,
  state: State,
  scan: Scan,
  s: string,
  role: SectionRole,
  from: number,
  isHeadline: boolean,
): void => {
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
  if (role === 'goal' && opens && (first.until || isHeadline || state.goalYear === null)) state.goalYear = year;
};
