import type { Cell, FormRow, ReasonCode } from '@liannao/statistics';
import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { AreaField, SelectField, TextField } from '../../../../shell/widgets/fields.tsx';
import { cellText, readEntry } from '../model/entry.ts';
import { text } from '../text.ts';
import { unitWords } from '../words.ts';

interface ReasonDialogProps {
  row: FormRow;
  /** Row and column in words. */
  name: string;
  cell: Cell | undefined;
  /** Not null: the base of a year ago is to be changed, and this is what was filed. */
  known: Cell | null;
  onSave: (cell: Cell) => void;
  onClose: () => void;
}

/** Why a figure is as it is, or why the base is another than the one filed: kind of reason and words. */
export function ReasonDialog({ row, name, cell, known, onSave, onClose }: ReasonDialogProps) {
  const t = useText(text).reason;
  const grid = useText(text).grid;
  const language = useLanguage();
  const [value, setValue] = useState(cellText(cell ?? known, row));
  const [code, setCode] = useState<ReasonCode | ''>(cell?.reasonCode ?? '');
  const [words, setWords] = useState(cell?.reason ?? '');
  const [tried, setTried] = useState(false);
  const read = readEntry(value, row);
  const needsWords = code === 'other' && words.trim() === '';
  const save = () => {
    setTried(true);
    if (code === '' || needsWords) return undefined;
    const figure = known === null ? (cell ?? { value: null }) : read.ok ? read.cell : null;
    if (!figure) return undefined;
    const { missing } = figure;
    onSave({
      value: figure.value,
      ...(missing === undefined ? {} : { missing }),
      reasonCode: code,
      ...(words.trim() === '' ? {} : { reason: words.trim() }),
    });
    onClose();
    return undefined;
  };
  return (
    <Dialog
      title={known === null ? t.title(name) : t.changeTitle(name)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={known === null ? t.save : t.change}
          disabled={false}
          onCancel={onClose}
          onSave={save}
        />
      }
    >
      <div className="ln-form">
        {known === null ? null : (
          <TextField
            label={t.value}
            unit={unitWords(row.unit, language)}
            hint={t.known(cellText(known, row))}
            error={tried && (!read.ok || read.cell === null) ? grid.unreadHow : undefined}
            inputMode="decimal"
            value={value}
            onChange={setValue}
          />
        )}
        <SelectField
          label={t.kind}
          none={t.none}
          options={t.codes}
          error={tried && code === '' ? t.must : undefined}
          value={code}
          onChange={setCode}
        />
        <AreaField
          label={t.words}
          hint={t.wordsHint}
          error={tried && needsWords ? t.mustWords : undefined}
          maxLength={500}
          rows={3}
          value={words}
          onChange={setWords}
        />
      </div>
    </Dialog>
  );
}
