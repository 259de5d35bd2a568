import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { text } from '../library-text.ts';
import { reviewQuery } from '../review-api.ts';

/** The plan's spatial patterns, each node with its role, places and firms. */
export function LayoutPart({ planId }: { planId: string }) {
  const t = useText(text);
  const query = useQuery(reviewQuery(planId, '', useLanguage()));
  return (
    <Part query={query} what={t.tabs.layout} loading={{ shape: 'text', rows: 5 }}>
      {({ layout }) => (
        <div className="pl-cards">
          {layout.length === 0 ? <p className="ln-second">{t.layoutNone}</p> : null}
          {layout.map(({ pattern, nodes }) => (
            <Card key={pattern} title={pattern} flush>
              <table className="ln-plain-table">
                <caption className="ln-hidden">{pattern}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t.node}</th>
                    <th scope="col">{t.role}</th>
                    <th scope="col">{t.places}</th>
                    <th scope="col">{t.firms}</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map((node) => (
                    <tr key={node.name}>
                      <th scope="row">{node.name}</th>
                      <td>{node.role || '—'}</td>
                      <td>{node.places.join('、') || '—'}</td>
                      <td>{node.enterprises.join('、') || '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          ))}
        </div>
      )}
    </Part>
  );
}
