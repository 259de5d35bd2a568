/** Reads an official plan: sections, quantities, tasks with their units, spatial layout. Pure, deterministic, linear. */
import { isHan, isLetter } from './chars.ts';
import { readDocument } from './document.ts';
import { findSections } from './heading.ts';
import { findLayout } from './layout.ts';
import { makeReadingText } from './reading-text.ts';
import { sectionRoles } from './section-role.ts';
import { findTargets } from './target.ts';
import { findTasks } from './task.ts';
import type { PlanReading, PlanSection, ReadPlanOptions } from './types.ts';

/** A text in another language holds no plan that this reader could read: better nothing than noise. */
const isChinese = (s: string): boolean => {
  let han = 0;
  let letters = 0;
  const step = Math.max(1, Math.floor(s.length / 20_000));
  for (let at = 0; at < s.length; at += step) {
    const code = s.charCodeAt(at);
    if (isHan(code)) han++;
    else if (isLetter(code)) letters++;
  }
  return han > 0 && han * 2 >= letters;
};

/**
 * The reading of a plan. Any text is accepted and none throws; a text that holds no plan gives empty lists. Offsets
 * are UTF-16 code units into `text`, `quote` is exactly that slice. Time and memory are linear in the text's length.
 * Conventions: plans/conventions.md; shape: design.md section 8.
 */
export const readPlan = (text: string, options: ReadPlanOptions = {}): PlanReading => {
  const reading = makeReadingText(text);
  const { s, origin } = reading;
  const toStart = (at: number): number => origin[at] ?? text.length;
  const toEnd = (at: number): number => (at <= 0 ? 0 : (origin[at - 1] ?? text.length - 1) + 1);
  const raw = (start: number, end: number): string => (end > start ? text.slice(toStart(start), toEnd(end)) : '');
  if (!isChinese(s))
    return {
      document: {
        title: options.title ?? null,
        jurisdiction: null,
        level: null,
        periodStart: null,
        periodEnd: null,
        effectiveFrom: null,
      },
      sections: [],
      targets: [],
      tasks: [],
      layout: [],
    };
  const spans = findSections(reading);
  const facts = readDocument(reading, spans, options, raw);
  const roles = sectionRoles(spans, facts.isPolicy);
  const sections: PlanSection[] = [];
  for (const [index, span] of spans.entries()) {
    const above = span.parent >= 0 ? (sections[span.parent] as PlanSection).path : [];
    const label =
      span.label === '' ? raw(span.titleStart, span.titleEnd) : raw(span.start, span.start + span.label.length);
    sections.push({
      id: `s${index + 1}`,
      path: [...above, label],
      heading: raw(span.titleStart, span.titleEnd),
      start: toStart(span.start),
      end: toEnd(span.end),
    });
  }
  const targets = findTargets({
    reading,
    spans,
    roles,
    facts,
    sections,
    raw,
    toStart,
    toEnd,
    lexicon: options.lexicon ?? null,
  });
  const tasks = findTasks({ reading, spans, roles, sections, targets, raw, toStart, toEnd });
  return { document: facts.document, sections, targets, tasks, layout: findLayout(s, raw) };
};
