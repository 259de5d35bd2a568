import type { CaseRow } from '../cases/model.ts';
import type { SignalView } from '../signals/model.ts';
import { mailText } from './text.ts';

export interface DigestContent {
  readonly name: string;
  readonly day: string;
  readonly overdue: readonly CaseRow[];
  readonly waiting: readonly CaseRow[];
  readonly signals: readonly SignalView[];
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const SHOWN = 20;

interface Line {
  readonly words: string;
  readonly note: string;
  readonly link: string;
}

/** A digest as a mail, in plain text and in HTML, every line with its link. `root` is where the pages are. */
export function digestMail(content: DigestContent, locale: 'zh' | 'en', root: string): MailText {
  const say = mailText(locale);
  const link = (path: string) => new URL(path, root).toString();
  const ofCase = (one: CaseRow): Line => ({
    words: one.title + (one.synthetic ? say.synthetic : ''),
    note: [one.state.name, one.unit, one.dueOn ? say.due(one.dueOn) : say.noDue].join(' · '),
    link: link(`/cases/${one.id}`),
  });
  const ofSignal = (one: SignalView): Line => ({
    words: one.title + (one.synthetic ? say.synthetic : ''),
    note: [say.severity[one.severity] ?? one.severity, one.unit].join(' · '),
    link: link(`/signals/${one.id}`),
  });
  const parts = [
    { title: say.overdue(content.overdue.length), lines: content.overdue.map(ofCase), all: link('/cases') },
    { title: say.waiting(content.waiting.length), lines: content.waiting.map(ofCase), all: link('/cases') },
    { title: say.signals(content.signals.length), lines: content.signals.map(ofSignal), all: link('/signals') },
  ].filter(({ lines }) => lines.length > 0);
  const counts = {
    waiting: content.waiting.length,
    overdue: content.overdue.length,
    signals: content.signals.length,
  };
  const text = parts.flatMap(({ title, lines, all }) => [
    '',
    title,
    ...lines.slice(0, SHOWN).flatMap((line) => [`- ${line.words}`, `  ${line.note}`, `  ${line.link}`]),
    ...(lines.length > SHOWN ? [`  ${say.more(lines.length - SHOWN)}: ${all}`] : []),
  ]);
  const html = parts.map(({ title, lines, all }) => {
    const items = lines
      .slice(0, SHOWN)
      .map(
        (line) =>
          `<li><a href="${escaped(line.link)}">${escaped(line.words)}</a><br><small>${escaped(line.note)}</small></li>`,
      );
    const more = lines.length > SHOWN ? `<p><a href="${escaped(all)}">${say.more(lines.length - SHOWN)}</a></p>` : '';
    return `<h2 style="font-size:16px">${escaped(title)}</h2><ul>${items.join('')}</ul>${more}`;
  });
  return {
    subject: say.subject(counts, content.day),
    text: [say.hello(content.name), ...text, '', say.foot, ''].join('\n'),
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif"><p>${escaped(say.hello(content.name))}</p>${html.join('')}<p><small>${escaped(say.foot)}</small></p></body></html>`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
