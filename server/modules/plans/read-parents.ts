/** The plans that a plan says it rests on. Pure. */

const BASIS = /根据|按照|依据|遵照|贯彻|落实|衔接|为(?:深入|全面)?实施/;
const MARKED = /《([^《》\n]{4,120})》/g;
/** A plan; laws, standards and forms are no plan. */
const PLAN = /规划|计划|方案|纲要|意见|要点|行动/;
/** How far before a title its reason may stand, within one sentence. */
const REACH = 120;

/** Titles in 《》 that the text rests on, in text order, each once; its own title left out. */
export function parentTitles(text: string, ownTitle: string): string[] {
  const own = sameTitle(ownTitle);
  const titles = new Map<string, string>();
  for (const match of text.matchAll(MARKED)) {
    const title = match[1] ?? '';
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const sentence = before.slice(Math.max(...['。', '；', '\n'].map((stop) => before.lastIndexOf(stop))) + 1);
    const key = sameTitle(title);
    if (!PLAN.test(title) || !BASIS.test(sentence) || key === own || titles.has(key)) continue;
    titles.set(key, title);
  }
  return [...titles.values()].slice(0, 50);
}

/** What two writings of one title share: brackets' and quotes' forms, dashes and blanks do not count. */
export const sameTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[\s"'“”‘’《》()]/g, '')
    .replace(/[—–−－~～-]+/g, '-');
