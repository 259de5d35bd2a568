import type { Doc, DocNode, DocRun } from '../../../../server/modules/reports/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import type { Pick, Picked } from './picked.ts';

interface Props {
  view: ReportView;
  picked: Picked;
  onPick: Pick;
}

/** The report as it prints, on one long sheet: dotted figures lead to their source, amber ones have changed since. */
export function Paper({ view, picked, onPick }: Props) {
  const t = useText(text);
  const { doc } = view;
  return (
    <div className="rp-desk">
      <article className="rp-paper ln-serif" lang={doc.lang} aria-label={doc.title}>
        <header className="rp-running">
          <span>{doc.head.left}</span>
          <span>{doc.head.right}</span>
        </header>
        <h2 className="rp-title">{doc.title}</h2>
        <p className="rp-facts">{doc.facts.join('　')}</p>
        {placed(doc.nodes).map(({ key, node, first }) => (
          <Node key={key} node={node} first={first} picked={picked} onPick={onPick} />
        ))}
        <Notes doc={doc} title={t.notes} />
      </article>
    </div>
  );
}

/** A block may have several paragraphs, which only their order tells apart; the first is where links lead. */
const placed = (nodes: readonly DocNode[]) =>
  nodes.map((node, at) => ({ key: `${node.block}-${at}`, node, first: nodes[at - 1]?.block !== node.block }));

interface NodeProps {
  node: DocNode;
  first: boolean;
  picked: Picked;
  onPick: Pick;
}

function Node({ node, first, picked, onPick }: NodeProps) {
  const t = useText(text);
  const id = first ? `rp-${node.block}` : undefined;
  const on = picked.block === node.block ? ' rp-picked' : '';
  const runs = (all: readonly DocRun[]) => <Runs runs={all} block={node.block} picked={picked} onPick={onPick} />;
  const note = 'note' in node && node.note !== null ? <sup className="rp-note">[{node.note}]</sup> : null;
  if (node.kind === 'heading') {
    const Level = node.level === 1 ? 'h3' : 'h4';
    return (
      <Level id={id} className={`rp-heading${on}`}>
        {node.number}
        {node.text}
      </Level>
    );
  }
  if (node.kind === 'para') {
    return (
      <p id={id} className={`rp-para rp-${node.look}${on}`}>
        {runs(node.runs)}
        {note}
      </p>
    );
  }
  const caption = (
    <>
      {node.number}　{node.caption}
      {note}
    </>
  );
  if (node.kind === 'table') {
    return (
      <div id={id} className={`rp-table${on}`}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {node.head.map((column) => (
                <th
                  key={column.text}
                  scope="col"
                  className={column.align === 'right' ? 'ln-right' : undefined}
                  style={{ width: `${column.width * 100}%` }}
                >
                  {column.text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {node.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed table have no key but their place
              <tr key={at}>
                {row.map((cell, column) => (
                  <td
                    key={node.head[column]?.text ?? column}
                    className={cell.align === 'right' ? 'ln-right' : undefined}
                  >
                    {runs(cell.runs)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {node.under ? <p className="rp-under">{node.under}</p> : null}
      </div>
    );
  }
  return (
    <figure id={id} className={`rp-chart${on}${node.state === 'changed' ? ' rp-changed-chart' : ''}`}>
      <figcaption>{caption}</figcaption>
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(node.svg)}`}
        alt={node.alt}
        width={node.width}
        height={node.height}
      />
      {node.state === 'changed' ? <p className="rp-under rp-amber">▲ {t.chartChanged}</p> : null}
      {node.under ? <p className="rp-under">{node.under}</p> : null}
    </figure>
  );
}

function Runs({
  runs,
  block,
  picked,
  onPick,
}: {
  runs: readonly DocRun[];
  block: string;
  picked: Picked;
  onPick: Pick;
}) {
  const t = useText(text);
  return runs.map((run, at) => {
    const { figure } = run;
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence have no key but their place
    if (!figure) return <span key={at}>{run.text}</span>;
    const on = picked.figure === figure.id;
    return (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence have no key but their place
        key={at}
        type="button"
        className={`rp-figure rp-figure-${figure.state}`}
        aria-pressed={on}
        title={figure.now === null ? undefined : `${t.now} ${figure.now}`}
        onClick={() => onPick({ block, figure: on ? null : figure.id })}
      >
        {run.text}
      </button>
    );
  });
}

function Notes({ doc, title }: { doc: Doc; title: string }) {
  if (doc.notes.length === 0) return null;
  return (
    <section className="rp-notes">
      <h3>{title}</h3>
      <ol>
        {doc.notes.map((note) => (
          <li key={note.number} value={note.number}>
            {note.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
