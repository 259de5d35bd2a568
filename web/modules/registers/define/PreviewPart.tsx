import { useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { FieldInput } from '../fields/FieldInput.tsx';
import { groupFields, type Values } from '../form/draft.ts';
import { text as formText } from '../form/text.ts';
import { columnFields, defaultColumns } from '../list/columns.tsx';
import { text as listText } from '../text.ts';
import { nameOf, unitOf } from '../values.ts';
import { text } from './text.ts';

/** List and form of the register as its definition would have them. What is typed here goes nowhere. */
export function PreviewPart({ register, isLast }: { register: Register | null; isLast: boolean }) {
  const t = useText(text).preview;
  if (!register) {
    return (
      <Card title={t.title}>
        <p className="ln-third">{t.none}</p>
      </Card>
    );
  }
  return (
    <Card title={t.title} note={nameOfRegister(register)}>
      <div className="reg-preview">
        {isLast ? <p className="ln-small ln-warning">{t.last}</p> : null}
        <Columns register={register} />
        <Form key={register.fields.map(({ id, type }) => id + type).join()} register={register} />
        <Life register={register} />
      </div>
    </Card>
  );
}

const nameOfRegister = ({ zh, en }: Register) => (zh === en ? zh : `${zh} · ${en}`);

function Columns({ register }: { register: Register }) {
  const t = useText(text).preview;
  const words = useText(listText).list;
  const language = useLanguage();
  const first = defaultColumns(register);
  const title = register.fields.find(({ id }) => id === register.titleField);
  const columns = [...(title ? [title] : []), ...columnFields(register).filter(({ id }) => first.includes(id))].map(
    (field) => {
      const unit = unitOf(field);
      return `${nameOf(field, language)}${unit ? ` (${unit})` : ''}`;
    },
  );
  return (
    <div>
      <h3>{t.list}</h3>
      <ul className="reg-rows">
        {[...columns, words.region, ...(register.lifeCycle ? [words.state] : [])].map((name) => (
          <li key={name} className="ln-tag">
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Form({ register }: { register: Register }) {
  const t = useText(text).preview;
  const words = useText(formText);
  const [values, setValues] = useState<Values>({});
  return (
    <div>
      <h3>{t.form}</h3>
      {groupFields(register.fields).map(({ group, fields }) => (
        <section key={group} aria-label={words.groups[group]}>
          <p className="ln-small ln-third">{words.groups[group]}</p>
          <div className="reg-form-grid">
            {fields.map((field) => (
              <FieldInput
                key={field.id}
                field={field}
                register={register}
                refs={{}}
                value={values[field.id]}
                onChange={(value) => setValues({ ...values, [field.id]: value })}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Life({ register }: { register: Register }) {
  const t = useText(text).preview;
  const language = useLanguage();
  const states = new Map(register.lifeCycle?.states.map((state) => [state.id, nameOf(state, language)]));
  return (
    <>
      {register.lifeCycle ? (
        <div>
          <h3>{t.states}</h3>
          <ul className="ln-small">
            {register.lifeCycle.moves.map((move) => (
              <li key={move.id}>
                {nameOf(move, language)}：{move.from.map((from) => states.get(from) ?? from).join('、')} →{' '}
                {states.get(move.to) ?? move.to}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {register.indicators.length > 0 ? (
        <div>
          <h3>{t.indicators}</h3>
          <ul className="ln-small">
            {register.indicators.map((measure) => (
              <li key={measure.code}>
                <code>{measure.code}</code> {measure.where ? <span className="ln-second">{measure.where}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
