import { type FormSection, type OpenDimension, rowKey } from '@liannao/statistics';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { regionsQuery } from '../../../../shell/regions.ts';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { Field } from '../../../../shell/widgets/Field.tsx';
import type { LineScope } from '../model/lines.ts';
import { text } from '../text.ts';
import type { ReturnView } from '../view.ts';
import { nameIn } from '../words.ts';

interface AddLineDialogProps {
  section: FormSection;
  lists: ReturnView['lists'];
  taken: readonly string[];
  onAdd: (scope: LineScope) => void;
  onClose: () => void;
}

/** A line of an open section, told apart from the others by its codes. */
export function AddLineDialog({ section, lists, taken, onAdd, onClose }: AddLineDialogProps) {
  const t = useText(text);
  const language = useLanguage();
  const [scope, setScope] = useState<Record<string, string>>({});
  const dimensions = section.open ?? [];
  const isWhole = dimensions.every(({ dimension }) => scope[dimension]);
  const isTaken = isWhole && taken.includes(rowKey(section.rows[0]?.code ?? '', scope));
  const add = () => {
    onAdd(scope);
    onClose();
    return undefined;
  };
  return (
    <Dialog
      title={t.grid.addTitle(nameIn(section, language))}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.reason.cancel}
          save={t.grid.addLine}
          disabled={!isWhole || isTaken}
          onCancel={onClose}
          onSave={add}
        />
      }
    >
      <div className="ln-form">
        <p className="ln-small ln-second">{t.grid.addHow}</p>
        {dimensions.map((dimension) => (
          <CodeField
            key={dimension.dimension}
            dimension={dimension}
            values={lists[dimension.list]}
            value={scope[dimension.dimension] ?? ''}
            onChange={(code) => setScope({ ...scope, [dimension.dimension]: code })}
          />
        ))}
        {isTaken ? <p className="ln-field-error">{t.grid.addSame}</p> : null}
      </div>
    </Dialog>
  );
}

interface CodeFieldProps {
  dimension: OpenDimension;
  values: readonly { code: string; zh: string; en: string }[] | undefined;
  value: string;
  onChange: (code: string) => void;
}

/** A code of a list, or a division found by its name; where the list is not known here, the code itself. */
function CodeField({ dimension, values, value, onChange }: CodeFieldProps) {
  const t = useText(text);
  const language = useLanguage();
  const label = nameIn(dimension.names, language);
  if (dimension.list === 'region') return <RegionField label={label} onChange={onChange} />;
  return (
    <Field label={label}>
      {(attributes) =>
        values ? (
          <select {...attributes} className="ln-input" value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">{t.grid.choose}</option>
            {values.map((one) => (
              <option key={one.code} value={one.code}>
                {nameIn(one, language)}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...attributes}
            className="ln-input"
            value={value}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        )
      }
    </Field>
  );
}

/** Divisions by name or code: what is typed is searched, what is chosen is kept as its code. */
function RegionField({ label, onChange }: { label: string; onChange: (code: string) => void }) {
  const language = useLanguage();
  const [words, setWords] = useState('');
  const { data } = useQuery({
    ...regionsQuery(words ? { q: words } : { level: 'province' }),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? [])
    .slice(0, 60)
    .map(({ code, name, nameEn }) => ({ code, label: `${(language === 'en' && nameEn) || name} ${code}` }));
  return (
    <Field label={label}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            className="ln-input"
            list={`${attributes.id}-list`}
            autoComplete="off"
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              const wanted = event.target.value.trim();
              onChange(
                options.find((one) => one.label === wanted || one.code === wanted || one.label.startsWith(`${wanted} `))
                  ?.code ?? '',
              );
            }}
          />
          <datalist id={`${attributes.id}-list`}>
            {options.map((one) => (
              <option key={one.code} value={one.label} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
