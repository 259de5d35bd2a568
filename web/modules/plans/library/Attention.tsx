import { useQuery } from '@tanstack/react-query';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { attentionQuery } from '../library-api.ts';
import { text } from '../library-text.ts';
import { TargetLink } from './TargetLink.tsx';

/** The plan's targets that slip, the worst first, each with the sentence of its judgement and who leads it. */
export function Attention({ planId }: { planId: string }) {
  const t = useText(text);
  const { month } = useScope();
  const query = useQuery(attentionQuery(planId, month, useLanguage()));
  return (
    <Part query={query} what={t.attention} loading={{ shape: 'text', rows: 4 }}>
      {({ items, total }) => (
        <Card
          title={t.attention}
          note={total > items.length ? t.attentionOf(items.length, total) : undefined}
          flush={items.length > 0}
          synthetic={items.some(({ judgement }) => judgement?.actual?.synthetic)}
          extra={
            total > items.length ? (
              <Link className="ln-small" to={`/targets?plan=${planId}&area=all&state=off-track,at-risk`}>
                {t.seeAllTargets}
              </Link>
            ) : null
          }
        >
          {items.length === 0 ? (
            <p className="ln-third">{t.attentionNone}</p>
          ) : (
            <table className="ln-plain-table pl-attention">
              <caption className="ln-hidden">{t.attention}</caption>
              <tbody>
                {items.map((target) => (
                  <tr key={target.id}>
                    <td className="ln-nowrap">
                      <StatusTag state={target.judgement?.state ?? 'unknown'} />
                    </td>
                    <th scope="row">
                      <TargetLink target={target} />
                    </th>
                    <td className="ln-second">{target.judgement?.sentence}</td>
                    <td className="ln-nowrap">{target.responsible[0]?.unit ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
      )}
    </Part>
  );
}
