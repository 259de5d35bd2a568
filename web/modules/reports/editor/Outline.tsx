import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { AddDialog } from './AddDialog.tsx';
import { moved, without } from './blocks.ts';
import { type Pick, type Picked, type Run, showBlock } from './picked.ts';
import { WordsDialog } from './WordsDialog.tsx';

interface Props {
  view: ReportView;
  lang: 'zh' | 'en';
  picked: Picked;
  onPick: Pick;
  run: Run;
  busy: boolean;
}

/** Contents with a warning where something changed or is missing; below it what can be done with the selected block. */
export function Outline({ view, lang, picked, onPick, run, busy }: Props) {
  const t = useText(text);
  const [dialog, setDialog] = useState<'add' | 'words' | null>(null);
  const warned = warnedHeadings(view);
  const block = view.blocks.find((one) => one.id === picked.block);
  const headings = view.doc.nodes.filter((node) => node.kind === 'heading');
  const edit = (blocks: ReportView['blocks']) => void run({ do: 'edit', patch: { blocks } });
  const at = block ? view.blocks.indexOf(block) : -1;
  const name = block ? `${t.blockNames[block.type]}${block.type === 'heading' ? ` “${block.text[lang]}”` : ''}` : '';
  const small = 'ln-button ln-button-small';
  return (
    <nav className="rp-outline ln-card" aria-label={t.outline}>
      <h2>{t.outline}</h2>
      <ol>
        {headings.map((node) => (
          <li key={node.block} className={`rp-level-${node.level}${picked.block === node.block ? ' rp-on' : ''}`}>
            <button
              type="button"
              onClick={() => {
                onPick({ block: node.block, figure: null });
                showBlock(node.block);
              }}
            >
              <span>
                {node.number}
                {node.text}
              </span>
              {warned.has(node.block) ? (
                <span className="rp-amber" role="img" aria-label={t.changed}>
                  ▲
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
      {view.head.mayEdit ? (
        <div className="rp-tools">
          <button type="button" className={small} disabled={busy} onClick={() => setDialog('add')}>
            ＋ {t.add.title}
          </button>
          {block ? (
            <>
              <p className="ln-small ln-second">
                {t.block.selected}: {name}
              </p>
              <div className="ln-row">
                <button
                  type="button"
                  className={small}
                  disabled={busy || at === 0}
                  onClick={() => edit(moved(view.blocks, block.id, -1))}
                >
                  ↑ {t.block.up}
                </button>
                <button
                  type="button"
                  className={small}
                  disabled={busy || at === view.blocks.length - 1}
                  onClick={() => edit(moved(view.blocks, block.id, 1))}
                >
                  ↓ {t.block.down}
                </button>
                {block.type === 'text' || block.type === 'heading' ? (
                  <button type="button" className={small} disabled={busy} onClick={() => setDialog('words')}>
                    {t.block.edit}
                  </button>
                ) : null}
                <button
                  type="button"
                  className={small}
                  disabled={busy}
                  onClick={() => edit(without(view.blocks, block.id))}
                >
                  {t.block.remove}
                </button>
              </div>
            </>
          ) : (
            <p className="ln-small ln-third">{t.addHint}</p>
          )}
        </div>
      ) : null}
      {dialog === 'add' ? (
        <AddDialog view={view} after={picked.block} run={run} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'words' && block && (block.type === 'text' || block.type === 'heading') ? (
        <WordsDialog view={view} block={block} lang={lang} run={run} onClose={() => setDialog(null)} />
      ) : null}
    </nav>
  );
}

/** Headings under which a figure changed or is missing. */
function warnedHeadings(view: ReportView): Set<string> {
  const troubled = new Set([
    ...view.changes.map((one) => one.block),
    ...view.checks.flatMap((check) => (check.level === 'ok' || check.level === 'note' ? [] : check.blocks)),
  ]);
  const warned = new Set<string>();
  let heading = '';
  for (const node of view.doc.nodes) {
    if (node.kind === 'heading') heading = node.block;
    else if (troubled.has(node.block)) warned.add(heading);
  }
  return warned;
}
