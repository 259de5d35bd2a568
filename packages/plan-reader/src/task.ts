/** Numbered tasks and the units that answer for them. */
import type { SectionSpan } from './heading.ts';
import { valueOfHan } from './number.ts';
import type { Line, ReadingText } from './reading-text.ts';
import { findResponsible } from './responsible.ts';
import type { SectionRole } from './section-role.ts';
import { blockEnd, type TaskRow, taskRowsOf } from './task-table.ts';
import type { PlanSection, PlanTarget, PlanTask } from './types.ts';

export interface TaskInput {
  reading: ReadingText;
  spans: readonly SectionSpan[];
  roles: readonly SectionRole[];
  sections: readonly PlanSection[];
  targets: PlanTarget[];
  raw: (start: number, end: number) => string;
  toStart: (at: number) => number;
  toEnd: (at: number) => number;
}

interface TaskSpan {
  section: number;
  label: string;
  titleStart: number;
  titleEnd: number;
  start: number;
  end: number;
  /** Units and date that the columns of a table state. */
  row?: TaskRow;
}

const marker = /([一二三四五六七八九十]{1,3}是)/g;

/** 一是…二是… in a stretch: runs that count up from one, each item up to the next. */
const findEnumeration = (s: string, from: number, to: number): { label: string; start: number; end: number }[] => {
  const items: { label: string; start: number; end: number }[] = [];
  const text = s.slice(from, to);
  for (const match of text.matchAll(marker)) {
    const label = match[1] ?? '';
    const before = match.index === 0 ? '。' : text.charAt(match.index - 1);
    if (!'。；：，\n'.includes(before)) continue;
    const value = valueOfHan(label.slice(0, -1));
    if (value !== items.length + 1) continue;
    const last = items.at(-1);
    const start = from + match.index;
    if (last !== undefined) last.end = start;
    items.push({ label, start, end: to });
  }
  return items.length >= 2 ? items : [];
};

const isTaskRole = (role: SectionRole): boolean => role === 'task' || role === 'policy' || role === 'other';

const titleEndOf = (s: string, from: number, to: number): number => {
  let end = from;
  while (end < to && !'。，；：\n'.includes(s.charAt(end))) end++;
  return end;
};

/** Spans of the tasks: the lowest numbered items of the parts that set tasks, 一是 included. */
const taskSpans = (input: TaskInput): TaskSpan[] => {
  const { reading, spans, roles } = input;
  const { s } = reading;
  const found: TaskSpan[] = [];
  const isFlat = !spans.some((span, index) => span.depth > 0 && isTaskRole(roles[index] as SectionRole));
  for (const [index, span] of spans.entries()) {
    if (span.firstItem >= 0) continue;
    const isTask = isTaskRole(roles[index] as SectionRole) || (roles[index] === 'layout' && hasUnits(s, span));
    if (!isTask || span.style === 'box' || span.style === 'part' || isInBox(spans, index)) continue;
    const ownEnd = span.firstInside < 0 ? span.end : Math.max(span.titleEnd, span.firstInside - 1);
    const role = roles[index] as SectionRole;
    const enumeration = findEnumeration(s, span.bodyStart, ownEnd);
    const isExplained =
      enumeration.length >= 2 && (span.depth === 0 || /任务|举措|措施|部署|行动|工作/.test(span.title));
    if (isExplained && !(role === 'policy' && span.depth > 0)) {
      for (const item of enumeration) {
        const titleStart = item.start + item.label.length;
        found.push({
          section: index,
          label: item.label,
          titleStart,
          titleEnd: titleEndOf(s, titleStart, item.end),
          start: item.start,
          end: trimEnd(s, item.start, item.end),
        });
      }
      continue;
    }
    if (span.style === 'han' && span.depth === 0 && !isArticle(span, role, isFlat) && !hasUnits(s, span)) continue;
    if (span.style === 'plain' || span.style === 'question') continue;
    found.push({
      section: index,
      label: '',
      titleStart: span.titleStart,
      titleEnd: shortTitle(s, span),
      start: span.start,
      end: itemEnd(reading, span, ownEnd),
    });
  }
  return found;
};

const partName =
  /^(?:(?:重点|主要|工作)?(?:任务|举措|措施)|(?:重点|主要)工作|(?:组织|工作|政策|实施)?(?:保障|实施|领导)(?:措施)?|保障措施|政策措施)$/;

/**
 * 若干政策: its articles stand at the top, and so do the tasks of a text without a second level (`isFlat`); elsewhere a
 * top heading is a part and no task.
 */
const isArticle = (span: SectionSpan, role: SectionRole, isFlat: boolean): boolean =>
  role !== 'other' &&
  (!span.alone || (isFlat && !partName.test(span.title))) &&
  !/附则|其他|适用|申报|有效期|总体|要求|目标/.test(span.title);

/** A part on the layout sets a task where it names who answers for it. */
const hasUnits = (s: string, span: SectionSpan): boolean =>
  span.firstInside < 0 && findResponsible(s.slice(span.bodyStart, span.end)).units.length > 0;

/** The rows of tables of tasks, each under the section that holds it. */
const tableSpans = ({ reading, spans }: TaskInput): TaskSpan[] => {
  const { s, lines } = reading;
  const found: TaskSpan[] = [];
  let section = -1;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    if (line.kind !== 'table') continue;
    const end = blockEnd(lines, index);
    while (section + 1 < spans.length && (spans[section + 1] as SectionSpan).start <= line.start) section++;
    for (const row of taskRowsOf(s, lines.slice(index, end)))
      found.push({
        section,
        label: row.label,
        titleStart: row.title.start,
        titleEnd: row.title.end,
        start: row.start,
        end: row.end,
        row,
      });
    index = end - 1;
  }
  return found;
};

const unitLine =
  /^[（〔【[]?(?:(?:责任|牵头|配合|主办|协办|承办|主责|参与|实施|落实|主管)(?:单位|部门|主体)|(?:牵头|配合|责任)[：]|完成时[限间]|时间节点|[^，。；：]{2,40}(?:牵头|负责)[，）])/;
const closing =
  /^（?本(?:文件|方案|规划|行动计划|计划|行动方案|意见|办法|通知|措施|政策|实施意见|实施方案|实施细则)[^，。]{0,12}(?:自|由|有效|施行|印发)|^(?:附件|抄送|附：|附表|附录)|^（?(?:联系(?:人|电话)|咨询电话|信息公开)|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^[^，。；：、]{2,24}(?:人民政府|办公室|办公厅|委员会|局|厅)$/;

/** A run-in item ends with its paragraph (and a line of units after it); one headed by a line ends with its section. */
const itemEnd = ({ s, lines }: ReadingText, span: SectionSpan, limit: number): number => {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as Line).start < span.start) low = middle + 1;
    else high = middle;
  }
  let end = Math.min(limit, lines[low]?.end ?? limit);
  for (let index = low + 1; index < lines.length && (lines[index] as Line).end <= limit; index++) {
    const line = lines[index] as Line;
    const text = s.slice(line.start, Math.min(line.end, line.start + 60));
    if (closing.test(text)) break;
    if (!span.alone && !unitLine.test(text)) break;
    end = line.end;
  }
  return end;
};

/** A run-in sentence is no title: its first clause stands for it. */
const shortTitle = (s: string, span: SectionSpan): number => {
  const bracket = s
    .slice(span.titleStart, span.titleEnd)
    .search(/[（〔【[](?:责任|牵头|配合|主办|协办|实施|完成时|20\d\d年|[^（）。]{2,40}(?:牵头|负责))/);
  if (bracket > 1) return span.titleStart + bracket;
  if (span.titleEnd - span.titleStart <= 30) return span.titleEnd;
  const comma = s.slice(span.titleStart, span.titleEnd).search(/[，；]/);
  return comma > 3 ? span.titleStart + comma : span.titleEnd;
};

const trimEnd = (s: string, start: number, end: number): number => {
  let at = end;
  while (at > start && s.charAt(at - 1) === '\n') at--;
  return at;
};

const isInBox = (spans: readonly SectionSpan[], index: number): boolean => {
  for (let at = (spans[index] as SectionSpan).parent; at >= 0; at = (spans[at] as SectionSpan).parent)
    if ((spans[at] as SectionSpan).style === 'box') return true;
  return false;
};

/** 市政府办(金融办): brackets as the text has them. */
const asWritten = (unit: string, text: string): string => {
  if (!unit.includes('（')) return unit;
  const half = unit.replace(/（/g, '(').replace(/）/g, ')');
  return text.includes(half) ? half : unit;
};

/** 完成时限：2024年12月底: by when the whole task is due. */
const completionYear = (text: string): number | null => {
  const found = /(?:完成时[限间]|时间节点|时间要求|完成日期|时限)[：为](?:到|至)?(20\d\d)年/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

/** 每年推出2款: what is due every year has no last year. */
const isRepeated = (written: string, target: PlanTarget, start: number): boolean =>
  target.accumulation === 'annual' &&
  /(?:每|年均)[^。；]*$/.test(written.slice(Math.max(0, target.numberStart - start - 60), target.numberEnd - start));

/** Tasks in text order; gives every target inside one the units of that task. */
export const findTasks = (input: TaskInput): PlanTask[] => {
  const { reading, spans, sections, targets, raw, toStart, toEnd } = input;
  const tasks: PlanTask[] = [];
  let next = 0;
  const all = [...taskSpans(input), ...tableSpans(input)].sort((a, b) => a.start - b.start);
  for (const span of all) {
    const section = sections[span.section];
    let { units, lead } = findResponsible(span.row?.units ?? reading.s.slice(span.start, span.end));
    // Units in the heading of a whole part answer for every task of it.
    for (
      let at = spans[span.section]?.parent ?? -1;
      units.length === 0 && at >= 0;
      at = (spans[at] as SectionSpan).parent
    ) {
      const outer = spans[at] as SectionSpan;
      ({ units, lead } = findResponsible(
        reading.s.slice(
          outer.titleStart,
          outer.firstItem >= 0 ? Math.min(outer.firstInside, outer.titleEnd + 400) : outer.titleEnd,
        ),
      ));
    }
    const written = raw(span.start, span.end);
    units = units.map((unit) => asWritten(unit, written));
    lead = lead.map((unit) => asWritten(unit, written));
    const start = toStart(span.start);
    const end = toEnd(span.end);
    while (next > 0 && (targets[next - 1]?.numberStart ?? -1) >= start) next--;
    while (next < targets.length && (targets[next] as PlanTarget).numberStart < start) next++;
    const inside: PlanTarget[] = [];
    for (let at = next; at < targets.length && (targets[at] as PlanTarget).numberStart < end; at++)
      inside.push(targets[at] as PlanTarget);
    const year = span.row !== undefined ? span.row.year : completionYear(reading.s.slice(span.start, span.end));
    for (const target of inside) {
      target.responsible = [...units];
      if (year !== null && target.kind === 'target' && target.deadline === null && !isRepeated(written, target, start))
        target.deadline = year;
    }
    tasks.push({
      id: `k${tasks.length + 1}`,
      path:
        span.label === ''
          ? (section?.path ?? [])
          : [...(section?.path ?? []), raw(span.start, span.start + span.label.length)],
      title: raw(span.titleStart, span.titleEnd),
      start,
      end,
      responsible: units,
      ...(lead.length > 0 ? { lead } : {}),
      targets: inside.map((target) => target.id),
    });
  }
  return tasks;
};
