import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { ChevronIcon } from '../../../shell/widgets/icons.tsx';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { columnFields } from './columns.tsx';
import { useShownColumns } from './use-columns.ts';

export function ColumnChooser({ register }: { register: Register }) {
  const t = useText(text).list;
  const language = useLanguage();
  const [shown, show] = useShownColumns(register);
  return (
    <Flyout
      className="ln-link"
      align="right"
      label={
        <>
          {t.columns} <ChevronIcon size={10} />
        </>
      }
    >
      {() => (
        <fieldset className="ln-options">
          <legend className="ln-hidden">{t.columnsTitle}</legend>
          <div className="ln-options-list">
            {columnFields(register).map((field) => (
              <label key={field.id} className="ln-option">
                <input
                  type="checkbox"
                  checked={shown.includes(field.id)}
                  onChange={() =>
                    show(shown.includes(field.id) ? shown.filter((id) => id !== field.id) : [...shown, field.id])
                  }
                />
                {nameOf(field, language)}
              </label>
            ))}
          </div>
          <button type="button" className="ln-link ln-small" onClick={() => show([])}>
            {t.columnsReset}
          </button>
        </fieldset>
      )}
    </Flyout>
  );
}
