import type { IndicatorOrigin } from '../../../../server/modules/statistics/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { periodWords } from '../quantity.ts';
import { text } from '../text.ts';

/** What computes the indicator, with the way there: the entries that are counted, the operands, or why nothing does. */
export function Origin({ origin }: { origin: IndicatorOrigin }) {
  const t = useText(text).origin;
  const { register, formula, operands } = origin;
  return (
    <Card title={t.title} note={origin.words}>
      {origin.why ? <p className="ln-is-at-risk">{origin.why}</p> : null}
      {register ? <Counting register={register} href={origin.href} /> : null}
      {origin.kind === 'form' ? <p>{t.form}</p> : null}
      {formula ? <p>{formula}</p> : null}
      {operands.length > 0 ? <Operands operands={operands} /> : null}
    </Card>
  );
}

function Counting({ register, href }: { register: NonNullable<IndicatorOrigin['register']>; href: string }) {
  const t = useText(text).origin;
  const language = useLanguage();
  const leads = register.leads.map(({ regionName, since }) => t.since(regionName, periodWords(since, language)));
  return (
    <Facts
      items={[
        { name: t.register, value: <Link to={`/registers/${register.id}`}>{register.name}</Link> },
        {
          name: t.where,
          value: (
            <>
              {register.where === null ? t.every : <code className="ln-small">{register.where}</code>}{' '}
              <Link to={href}>{t.seeEntries}</Link>
            </>
          ),
        },
        { name: t.leads, value: leads.join(language === 'zh' ? '、' : ', ') || t.leadsNowhere },
      ]}
    />
  );
}

function Operands({ operands }: { operands: IndicatorOrigin['operands'] }) {
  const language = useLanguage();
  return (
    <ul className="statistics-operands">
      {operands.map(({ code, title, words, computed, why }) => (
        <li key={`${code} ${title}`}>
          <Link to={`/indicators/${code}`}>{title}</Link>{' '}
          <span className={computed ? 'ln-third' : 'ln-is-at-risk'}>
            {[words, why].filter(Boolean).join(language === 'zh' ? '：' : ': ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
