import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { useUrlState } from '../../../shell/url.ts';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { countQuery } from '../api.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { ChipForm } from './chips.tsx';
import type { ListView } from './use-list-view.ts';

/** The expression itself, typed; what is wrong with it is said under it. */
export function AdvancedChip({ register, view }: { register: Register; view: ListView }) {
  const t = useText(text).list;
  const [typed, setTyped] = useUrlState('filter', '');
  return (
    <ChipForm label={t.advanced} shown={typed}>
      {(close) => (
        <AdvancedForm
          register={register}
          view={view}
          start={typed}
          onApply={(value) => {
            setTyped(value.trim() || null);
            if (value.trim() === '') close();
          }}
        />
      )}
    </ChipForm>
  );
}

function AdvancedForm(props: { register: Register; view: ListView; start: string; onApply: (value: string) => void }) {
  const t = useText(text).list;
  const language = useLanguage();
  const [value, setValue] = useState(props.start);
  const { error } = useQuery({ ...countQuery(props.register.id, props.view.filter), retry: false });
  const refused =
    error instanceof ApiProblem && error.status === 400 && value === props.start ? filterError(error) : undefined;
  return (
    <form
      className="reg-chip-form reg-advanced"
      onSubmit={(event) => {
        event.preventDefault();
        props.onApply(value);
      }}
    >
      <AreaField
        label={t.advanced}
        hint={t.advancedHint}
        error={refused}
        rows={3}
        spellCheck={false}
        value={value}
        onChange={setValue}
      />
      <div className="ln-row">
        <button type="submit" className="ln-button ln-button-small ln-primary">
          {t.apply}
        </button>
        <button type="button" className="ln-link ln-small" onClick={() => props.onApply('')}>
          {t.clear}
        </button>
      </div>
      <ul className="reg-field-names ln-small">
        {props.register.fields
          .filter(({ visible }) => visible)
          .map((field) => (
            <li key={field.id}>
              <button
                type="button"
                className="ln-link"
                onClick={() => setValue(`${value}${value ? ' ' : ''}${field.id}`)}
              >
                <code>{field.id}</code>
              </button>{' '}
              <span className="ln-third">{nameOf(field, language)}</span>
            </li>
          ))}
      </ul>
    </form>
  );
}

const filterError = (error: ApiProblem): string =>
  error.errors.find(({ field }) => field.includes('filter'))?.message ?? (error.detail || error.title);
