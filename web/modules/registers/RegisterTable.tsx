import type { RegisterSummary } from '../../../server/kernel/registers/model.ts';
import { Link } from '../../shell/Link.tsx';
import { useLanguage, useText } from '../../shell/preferences.tsx';
import { Tag } from '../../shell/widgets/Card.tsx';
import { formatNumber } from '../../shell/widgets/number.ts';
import { PlainHead } from '../../shell/widgets/PlainHead.tsx';
import { SyntheticMark } from '../../shell/widgets/SyntheticMark.tsx';
import { text } from './text.ts';
import { nameOf } from './values.ts';

/** Registers as a table: name, what a row is, how many, and marks. */
export function RegisterTable({ title, registers }: { title: string; registers: readonly RegisterSummary[] }) {
  const t = useText(text).overview;
  const language = useLanguage();
  return (
    <table className="ln-plain-table reg-registers">
      <PlainHead caption={title} columns={[t.columns.name, t.columns.row, t.columns.capability]}>
        <th scope="col" className="ln-right">
          {t.columns.count}
        </th>
      </PlainHead>
      <tbody>
        {registers.map((register) => (
          <tr key={register.id}>
            <th scope="row">
              <span className="ln-row">
                <Link to={`/registers/${register.id}`}>{nameOf(register, language)}</Link>{' '}
                {register.open ? <Tag>{t.open}</Tag> : null}{' '}
                {register.origin === 'steward' ? <Tag look="blue">{t.changed}</Tag> : null}{' '}
                {register.synthetic ? <SyntheticMark /> : null}
              </span>
            </th>
            <td className="ln-second">{register.row}</td>
            <td className="ln-third">{register.capabilities.join(' ')}</td>
            <td className="ln-right">{formatNumber(register.entries)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
