import { type DragEvent, useState } from 'react';
import { dimensionWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { move, type Question, type Shelf } from './question.ts';
import { text } from './text.ts';

export interface ShelvesProps {
  question: Question;
  /** All that can stand on an axis. */
  dimensions: readonly string[];
  onChange: (question: Question) => void;
}

const TYPE = 'application/x-liannao-dimension';

/** What a dimension is called. */
export function useDimensionName(): (dimension: string) => string {
  const t = useText(text);
  const language = useLanguage();
  return (dimension) => {
    const [kind = '', name = ''] = dimension.split(':');
    if (kind === 'scope') return dimensionWords(name, language);
    return kind === 'party' ? t.firms(t.party[name] ?? name) : (t.dimension[kind] ?? dimension);
  };
}

/** Rows and columns: dimensions are dragged between them, or moved by their menus. */
export function Shelves({ question, dimensions, onChange }: ShelvesProps) {
  const t = useText(text);
  const used = new Set([...question.rows, ...question.columns]);
  const unused = dimensions.filter((dimension) => !used.has(dimension));
  const shelves: { id: Shelf | 'unused'; title: string; dimensions: readonly string[] }[] = [
    { id: 'rows', title: t.rows, dimensions: question.rows },
    { id: 'columns', title: t.columns, dimensions: question.columns.filter((one) => one !== '-') },
    { id: 'unused', title: t.unused, dimensions: unused },
  ];
  return (
    <div className="analysis-shelves">
      {shelves.map((shelf) => (
        <ShelfBox
          key={shelf.id}
          {...shelf}
          onMove={(dimension, to, before) => onChange(move(question, dimension, to === 'unused' ? null : to, before))}
        />
      ))}
    </div>
  );
}

interface ShelfProps {
  id: Shelf | 'unused';
  title: string;
  dimensions: readonly string[];
  onMove: (dimension: string, to: Shelf | 'unused', before?: string) => void;
}

function ShelfBox({ id, title, dimensions, onMove }: ShelfProps) {
  const t = useText(text);
  const nameOf = useDimensionName();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent, before?: string) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const dimension = event.dataTransfer.getData(TYPE);
    if (dimension && dimension !== before) onMove(dimension, id, before);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be dropped on in all browsers
    <div
      role="group"
      aria-label={title}
      className={`analysis-shelf${over ? ' analysis-over' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => drop(event)}
    >
      <span className="ln-small ln-second">{title}</span>
      {dimensions.length === 0 && id !== 'unused' ? <span className="ln-small ln-third">{t.dropHere}</span> : null}
      {dimensions.map((dimension, at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the menu inside is the first
        <span
          key={dimension}
          draggable
          onDragStart={(event) => event.dataTransfer.setData(TYPE, dimension)}
          onDrop={(event) => drop(event, dimension)}
        >
          <Flyout className={`ln-chip${id === 'unused' ? '' : ' ln-on'}`} label={nameOf(dimension)}>
            {(close) => (
              <div className="ln-options">
                {(['rows', 'columns', 'unused'] as const)
                  .filter((to) => to !== id)
                  .map((to) => (
                    <button
                      key={to}
                      type="button"
                      className="ln-option"
                      onClick={() => {
                        close();
                        onMove(dimension, to);
                      }}
                    >
                      {t.moveTo[to]}
                    </button>
                  ))}
                {id !== 'unused' && at > 0 ? (
                  <button
                    type="button"
                    className="ln-option"
                    onClick={() => {
                      close();
                      onMove(dimension, id, dimensions[at - 1]);
                    }}
                  >
                    {t.earlier}
                  </button>
                ) : null}
                {id !== 'unused' && at < dimensions.length - 1 ? (
                  <button
                    type="button"
                    className="ln-option"
                    onClick={() => {
                      close();
                      onMove(dimension, id, dimensions[at + 2]);
                    }}
                  >
                    {t.later}
                  </button>
                ) : null}
              </div>
            )}
          </Flyout>
        </span>
      ))}
    </div>
  );
}
