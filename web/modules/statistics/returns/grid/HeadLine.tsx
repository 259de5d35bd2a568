import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import type { Line, LineScope } from '../model/lines.ts';
import { text } from '../text.ts';
import { type CodeNames, nameIn, scopeName } from '../words.ts';

interface HeadLineProps {
  line: Exclude<Line, { kind: 'row' }>;
  span: number;
  isOpen: boolean;
  nameOf: CodeNames;
  onAddLine: (section: string) => void;
  onRemoveLine: (section: string, scope: LineScope) => void;
}

/** What stands between the rows: a section's title, the head of a line that was added, the way to a further one. */
export function HeadLine({ line, span, isOpen, nameOf, onAddLine, onRemoveLine }: HeadLineProps) {
  const t = useText(text).grid;
  const language = useLanguage();
  const { section } = line;
  if (line.kind === 'section') {
    return (
      <tr className="stat-section">
        <th scope="colgroup" colSpan={span}>
          {nameIn(section, language)}
        </th>
      </tr>
    );
  }
  if (line.kind === 'add') {
    return (
      <tr className="ln-no-print">
        <td colSpan={span}>
          <button type="button" className="ln-button ln-button-small" onClick={() => onAddLine(section.id)}>
            ＋ {t.addLine}
          </button>
        </td>
      </tr>
    );
  }
  const name = scopeName(section, line.scope, nameOf);
  return (
    <tr className="stat-line">
      <th scope="colgroup" colSpan={span}>
        {name}{' '}
        {isOpen ? (
          <button
            type="button"
            className="ln-link ln-small"
            aria-label={t.removeLineNamed(name)}
            onClick={() => onRemoveLine(section.id, line.scope)}
          >
            {t.removeLine}
          </button>
        ) : null}
      </th>
    </tr>
  );
}
