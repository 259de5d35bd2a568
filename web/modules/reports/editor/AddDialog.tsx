import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { AreaField, SelectField } from '../../../shell/widgets/fields.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { added, blockOf, freshId, isRegional, needsSeries, needsWords } from './blocks.ts';
import type { Run } from './picked.ts';

/** A new block after the selected one: what it is, and of which indicator. */
export function AddDialog({
  view,
  after,
  run,
  onClose,
}: {
  view: ReportView;
  after: string | null;
  run: Run;
  onClose: () => void;
}) {
  const t = useText(text);
  const [kind, setKind] = useState<keyof typeof t.ofs>('text');
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const offered = view.series.filter((one) => !isRegional(kind) || one.regional);
  const series = offered.find((one) => `${one.code}|${one.scope}` === chosen) ?? null;
  const block = blockOf(kind, freshId(view.blocks), {
    series: series && { code: series.code, scope: series.scope },
    words: words.trim(),
    lang: view.doc.lang,
  });
  const incomplete = block === null || (needsWords(kind) && words.trim() === '');
  const save = async () => {
    if (!block) return;
    const done = await run({ do: 'edit', patch: { blocks: added(view.blocks, block, after) } });
    if (done) onClose();
  };
  return (
    <Dialog
      title={t.add.title}
      onClose={onClose}
      footer={<SaveFooter cancel={t.cancel} save={t.add.save} disabled={incomplete} onCancel={onClose} onSave={save} />}
    >
      <div className="ln-stack">
        <SelectField label={t.add.kind} options={t.ofs} value={kind} onChange={setKind} />
        {needsSeries(kind) ? (
          <SelectField
            label={t.add.indicator}
            options={Object.fromEntries(offered.map((one) => [`${one.code}|${one.scope}`, one.name]))}
            none="—"
            value={series ? chosen : ''}
            onChange={setChosen}
          />
        ) : null}
        {needsWords(kind) ? (
          <AreaField
            label={t.add.words}
            rows={kind === 'text' ? 6 : 1}
            value={words}
            onChange={setWords}
            hint={kind === 'text' ? t.textHint : undefined}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
