import { type ReactNode, useState } from 'react';
import type { FieldView } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { ChevronIcon } from '../../../shell/widgets/icons.tsx';
import { rangeOf, rangeText } from '../expression.ts';
import { text } from '../text.ts';
import { isNumeric, nameOf, unitOf } from '../values.ts';
import { conditionKey } from './use-list-view.ts';

/** A chip that hangs a small form. Filled blue when it narrows the list. */
export function ChipForm(props: { label: string; shown: string; children: (close: () => void) => ReactNode }) {
  return (
    <Flyout
      className={`ln-chip${props.shown ? ' ln-on' : ''}`}
      label={
        <>
          {props.label} {props.shown ? <b>{props.shown}</b> : null} <ChevronIcon size={10} />
        </>
      }
    >
      {props.children}
    </Flyout>
  );
}

const inputTypes: Record<string, string> = { date: 'date', datetime: 'date', month: 'month' };

/** Number or date, from and to. */
export function RangeChip({ field }: { field: FieldView }) {
  const t = useText(text).list;
  const language = useLanguage();
  const [raw, setRaw] = useUrlState(conditionKey(field.id), '');
  const { from, to } = rangeOf(raw);
  const shown = raw === '' ? '' : `${from}–${to}`;
  return (
    <ChipForm label={nameOf(field, language)} shown={shown}>
      {(close) => (
        <RangeForm
          field={field}
          start={rangeOf(raw)}
          words={t}
          onApply={(range) => {
            setRaw(rangeText(range) || null);
            close();
          }}
        />
      )}
    </ChipForm>
  );
}

function RangeForm(props: {
  field: FieldView;
  start: { from: string; to: string };
  words: { from: string; to: string; apply: string; clear: string };
  onApply: (range: { from: string; to: string }) => void;
}) {
  const { field, words } = props;
  const [range, setRange] = useState(props.start);
  const unit = unitOf(field) ?? undefined;
  const type = inputTypes[field.type] ?? 'text';
  const mode = isNumeric(field) || field.type === 'year' ? ({ inputMode: 'decimal' } as const) : {};
  return (
    <form
      className="reg-chip-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onApply(cleaned(field, range));
      }}
    >
      {(['from', 'to'] as const).map((side) => (
        <TextField
          key={side}
          label={words[side]}
          {...(unit ? { unit } : {})}
          type={type}
          {...mode}
          value={range[side]}
          onChange={(value) => setRange({ ...range, [side]: value })}
        />
      ))}
      <ApplyRow words={words} onClear={() => props.onApply({ from: '', to: '' })} />
    </form>
  );
}

/** Only what the field can be compared with; a thousands comma is taken out. */
function cleaned(field: FieldView, range: { from: string; to: string }) {
  if (!isNumeric(field) && field.type !== 'year') return range;
  const number = (value: string) =>
    /^-?\d+(\.\d+)?$/.test(value.replaceAll(',', '').trim()) ? value.replaceAll(',', '').trim() : '';
  return { from: number(range.from), to: number(range.to) };
}

function ApplyRow({ words, onClear }: { words: { apply: string; clear: string }; onClear: () => void }) {
  return (
    <div className="ln-row">
      <button type="submit" className="ln-button ln-button-small ln-primary">
        {words.apply}
      </button>
      <button type="button" className="ln-link ln-small" onClick={onClear}>
        {words.clear}
      </button>
    </div>
  );
}

/** Words within a text field. */
export function WordsChip({ field }: { field: FieldView }) {
  const t = useText(text).list;
  const language = useLanguage();
  const [raw, setRaw] = useUrlState(conditionKey(field.id), '');
  return (
    <ChipForm label={nameOf(field, language)} shown={raw}>
      {(close) => (
        <OneLine
          label={t.contains}
          start={raw}
          words={t}
          onApply={(value) => {
            setRaw(value.trim() || null);
            close();
          }}
        />
      )}
    </ChipForm>
  );
}

/** The register as it stood at the end of a day. */
export function AsAtChip() {
  const t = useText(text).list;
  const [asAt, setAsAt] = useUrlState('asAt', '');
  return (
    <ChipForm label={t.asAt} shown={asAt}>
      {(close) => (
        <OneLine
          label={t.asAt}
          hint={t.asAtHint}
          type="date"
          start={asAt}
          words={t}
          onApply={(value) => {
            setAsAt(value || null);
            close();
          }}
        />
      )}
    </ChipForm>
  );
}

function OneLine(props: {
  label: string;
  hint?: string;
  type?: string;
  start: string;
  words: { apply: string; clear: string };
  onApply: (value: string) => void;
}) {
  const [value, setValue] = useState(props.start);
  return (
    <form
      className="reg-chip-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onApply(value);
      }}
    >
      <TextField label={props.label} hint={props.hint} type={props.type ?? 'text'} value={value} onChange={setValue} />
      <ApplyRow words={props.words} onClear={() => props.onApply('')} />
    </form>
  );
}
