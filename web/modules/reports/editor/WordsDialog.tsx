import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { AreaField, SelectField } from '../../../shell/widgets/fields.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { type Block, replaced } from './blocks.ts';
import type { Run } from './picked.ts';

interface Props {
  view: ReportView;
  block: Extract<Block, { type: 'text' | 'heading' }>;
  lang: 'zh' | 'en';
  run: Run;
  onClose: () => void;
}

/** A person's own words in the language that is shown; figures are put in by their indicator. */
export function WordsDialog({ view, block, lang, run, onClose }: Props) {
  const t = useText(text);
  const [words, setWords] = useState(block.text[lang]);
  const insert = (key: string) => {
    const [code = '', scope = ''] = key.split('|');
    setWords((before) => `${before}[[${code}${scope ? `|${scope}` : ''}]]`);
  };
  const save = async () => {
    const next: Block = { ...block, text: { ...block.text, [lang]: words.trim() } };
    const done = await run({ do: 'edit', patch: { blocks: replaced(view.blocks, next) } });
    if (done) onClose();
  };
  return (
    <Dialog
      title={block.type === 'text' ? t.editText : t.editHeading}
      width={640}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.save}
          disabled={words.trim() === block.text[lang]}
          onCancel={onClose}
          onSave={save}
        />
      }
    >
      <div className="ln-stack">
        <AreaField
          label={t.add.words}
          rows={block.type === 'text' ? 10 : 2}
          value={words}
          onChange={setWords}
          hint={block.type === 'text' ? t.textHint : undefined}
        />
        {block.type === 'text' ? (
          <SelectField
            label={t.insert}
            options={Object.fromEntries(view.series.map((one) => [`${one.code}|${one.scope}`, one.name]))}
            none="—"
            value=""
            onChange={insert}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
