import { useMemo } from 'react';
import type { Entry, FieldView, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { FieldValue, Withheld } from '../FieldValue.tsx';
import { text } from '../text.ts';
import { useValueContext } from '../use-value-context.ts';
import { isNumeric, nameOf, stateWords, unitOf, type ValueContext, valueWords } from '../values.ts';

/** Columns beside name, state and region before the reader chose any. */
const firstColumns = 6;

export const entryHref = (register: string, id: string) => `/registers/${register}/${id}`;

/** Fields that may be a column: all but places and files, and the one that names the row. */
export const columnFields = (register: Register): FieldView[] =>
  register.fields.filter(
    ({ id, type }) => type !== 'place' && type !== 'file' && id !== register.titleField && id !== register.regionField,
  );

/** What stands in the list at first: what an entry must have, then what its indicators or its name go by. */
export function defaultColumns(register: Register): string[] {
  const fields = columnFields(register).filter(
    ({ visible, hint, type }) => visible && !(type === 'text' && hint !== null && hint.length > 40),
  );
  const ranked = [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
  const chosen = new Set(ranked.slice(0, firstColumns).map(({ id }) => id));
  return fields.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}

const widths: Record<string, number> = {
  date: 112,
  datetime: 150,
  month: 96,
  year: 80,
  boolean: 76,
  region: 110,
  integer: 104,
  number: 112,
  money: 124,
  period: 100,
};

export function useEntryColumns(register: Register, shown: readonly string[]): Column<Entry>[] {
  const t = useText(text).list;
  const language = useLanguage();
  const base = useValueContext(register, {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words hang on register and language alone
  return useMemo(() => {
    const titleField = register.fields.find(({ id }) => id === register.titleField);
    const chosen = columnFields(register).filter(({ id }) => shown.includes(id));
    const columns: Column<Entry>[] = [
      {
        key: register.titleField,
        title: titleField ? nameOf(titleField, language) : nameOf(register, language),
        minWidth: 200,
        rank: 0,
        sortable: true,
        render: (entry) => (
          <span className="reg-name">
            <RowLink to={entryHref(register.id, entry.id)}>{entry.title}</RowLink>
          </span>
        ),
      },
      ...chosen.map((field, index) => column(field, index, { register, language, base })),
      {
        key: register.regionField,
        title: t.region,
        width: 116,
        rank: 2,
        sortable: register.fields.some(({ id }) => id === register.regionField),
        render: ({ region }) => region.name,
      },
    ];
    if (register.lifeCycle) {
      columns.push({
        key: 'state',
        title: t.state,
        width: 104,
        rank: 0,
        sortable: true,
        render: ({ state }) => <Tag look={isFinal(register, state) ? 'grey' : 'blue'}>{stateWords(state, base)}</Tag>,
      });
    }
    return columns;
  }, [register, language, shown.join()]);
}

const isFinal = (register: Register, state: string | null) =>
  register.lifeCycle?.states.find(({ id }) => id === state)?.final === true;

function column(
  field: FieldView,
  index: number,
  { register, language, base }: { register: Register; language: 'zh' | 'en'; base: ValueContext },
): Column<Entry> {
  const unit = isNumeric(field) ? unitOf(field) : null;
  const name = nameOf(field, language);
  const width = widths[field.type] ?? (field.type === 'code' ? 116 : 140);
  return {
    key: field.id,
    name,
    title: unit ? (
      <>
        {name} <span className="ln-unit">{unit}</span>
      </>
    ) : (
      name
    ),
    width: Math.max(width, name.length * (language === 'zh' ? 15 : 8) + (unit ? 48 : 24)),
    rank: 3 + index,
    sortable: !field.many,
    align: isNumeric(field) ? 'right' : 'left',
    render: (entry) =>
      entry.masked.includes(field.id) ? (
        <Withheld register={register} grade={field.grade} />
      ) : (
        <span className="reg-cell" title={valueWords(field, entry.values[field.id], { ...base, refs: entry.refs })}>
          <FieldValue field={field} value={entry.values[field.id]} context={{ ...base, refs: entry.refs }} />
        </span>
      ),
  };
}
