import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { apiUrl } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { filePath } from '../api.ts';
import { text } from './text.ts';

/** Papers of an entry, and the entries of other registers that refer to it. */
export function AsidePart({ register, entry }: { register: Register; entry: EntryDetail }) {
  const t = useText(text);
  const related = entry.related.filter(({ count }) => count > 0);
  return (
    <>
      {entry.files.length > 0 ? (
        <Card title={t.facts.files}>
          <ul className="reg-links">
            {entry.files.map((file) => (
              <li key={file.id}>
                <a href={apiUrl(filePath(register.id, file.id))} download>
                  {file.name}
                </a>{' '}
                <span className="ln-caption ln-third">{t.bytes(formatNumber(Math.ceil(file.bytes / 1024)))}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {related.length > 0 ? (
        <Card title={t.related}>
          <ul className="reg-links">
            {related.map((one) => (
              <li key={`${one.register} ${one.filter}`}>
                <Link to={`/registers/${one.register}?filter=${encodeURIComponent(one.filter)}`}>
                  {t.relatedCount(one.title, formatNumber(one.count))}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
