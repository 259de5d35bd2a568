import type { EntryDetail, FieldView, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { FieldValue, Withheld } from '../FieldValue.tsx';
import { groupFields } from '../form/draft.ts';
import { useValueContext, useWithheldWords } from '../use-value-context.ts';
import { isEmpty, nameOf } from '../values.ts';
import { text } from './text.ts';

/** What is known of an entry, in two columns, by what kind of knowledge it is. */
export function FactsPart({ register, entry }: { register: Register; entry: EntryDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const whoMaySee = useWithheldWords(register);
  const context = useValueContext(register, entry.refs);
  const shows = ({ id, required }: FieldView) => required || entry.masked.includes(id) || !isEmpty(entry.values[id]);
  const groups = groupFields(register.fields.filter(({ type }) => type !== 'place' && type !== 'file')).map(
    ({ group, fields }) => {
      const shown = fields.filter(shows);
      if (shown.length === 0) return null;
      return (
        <Card key={group} title={t.facts[group]}>
          <Facts
            items={shown.map((field) => ({
              name: nameOf(field, language),
              value: entry.masked.includes(field.id) ? (
                <Withheld register={register} grade={field.grade} />
              ) : (
                <FieldValue field={field} value={entry.values[field.id]} context={context} withUnit linked />
              ),
            }))}
          />
        </Card>
      );
    },
  );
  const grade = highestOf(register.fields.filter(({ id }) => entry.masked.includes(id)));
  return (
    <>
      {groups}
      {grade ? <p className="ln-small ln-third">{t.withheld(whoMaySee(grade))}</p> : null}
    </>
  );
}

const highestOf = (fields: readonly FieldView[]): string | undefined =>
  fields
    .map(({ grade }) => grade)
    .toSorted()
    .at(-1);
