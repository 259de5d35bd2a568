import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { nameOf } from '../values.ts';
import { singleControl } from './controls.ts';
import { useRemembered } from './remembered.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** Types that are chosen, so that a choice is added at once; the others are typed and added by a press. */
const chosenTypes = new Set(['code', 'region', 'party', 'reference', 'file']);

/** Several values: those there are, each to be taken away, and one more. */
export function ManyControl(props: ControlProps) {
  const { field, register, value, onChange, refs } = props;
  const t = useText(text);
  const language = useLanguage();
  const { wordsOf } = useRemembered(refs);
  const [next, setNext] = useState<unknown>(null);
  const values = Array.isArray(value) ? value : [];
  const Control = singleControl(field.type);
  const list = field.list === null ? undefined : register.lists[field.list];
  const words = (one: unknown) => {
    const code = list?.find((known) => known.code === one);
    return code ? nameOf(code, language) : wordsOf(String(one));
  };
  const add = (one: unknown) => {
    if (one === null || one === '' || values.includes(one)) return;
    onChange([...values, one]);
  };
  const remove = (one: unknown) => {
    const rest = values.filter((other) => other !== one);
    onChange(rest.length > 0 ? rest : null);
  };
  const isChosen = chosenTypes.has(field.type);
  return (
    <div className="reg-many">
      {values.length > 0 ? (
        <ul className="reg-many-values">
          {values.map((one) => (
            <li key={String(one)} className="ln-chip">
              {words(one)} <RemoveButton label={t.remove(words(one))} onClick={() => remove(one)} />
            </li>
          ))}
        </ul>
      ) : null}
      <div className="reg-many-next">
        <Control
          {...props}
          adding
          value={isChosen ? null : next}
          onChange={(one) => (isChosen ? add(one) : setNext(one))}
        />
        {isChosen ? null : (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={next === null}
            onClick={() => {
              add(next);
              setNext(null);
            }}
          >
            {t.add}
          </button>
        )}
      </div>
    </div>
  );
}
