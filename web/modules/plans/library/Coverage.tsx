import { useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { PlanRelations } from '../library-api.ts';
import { text } from '../library-text.ts';
import { TargetLink } from './TargetLink.tsx';

interface Props {
  relations: PlanRelations;
}

/** For each target above: what here takes it up; what nothing takes up comes first. */
export function Coverage({ relations }: Props) {
  const t = useText(text);
  const rows = relations.coverage.toSorted((a, b) => Number(a.covered) - Number(b.covered));
  const covered = rows.filter((row) => row.covered).length;
  return (
    <Card
      title={t.coverage}
      note={rows.length > 0 ? t.coverageNote(covered, rows.length) : undefined}
      flush={rows.length > 0}
    >
      {rows.length === 0 ? (
        <p className="ln-third">{t.coverageNone}</p>
      ) : (
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.coverage}</caption>
          <thead>
            <tr>
              <th scope="col">{t.above}</th>
              <th scope="col">{t.here}</th>
              <th scope="col" className="ln-right">
                {t.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.parentTarget.id}>
                <th scope="row">
                  <TargetLink target={row.parentTarget} withPlan />
                </th>
                <td>
                  {row.covered ? (
                    row.here.map((target) => (
                      <div key={target.id}>
                        <TargetLink target={target} />
                      </div>
                    ))
                  ) : (
                    <b className="pl-late">{t.notCovered}</b>
                  )}
                </td>
                <td className="ln-right">{row.share === null ? '—' : `${formatNumber(row.share * 100, 1)}%`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

export function Contradictions({ relations }: Props) {
  const t = useText(text);
  const { contradictions } = relations;
  return (
    <Card title={t.contradictions}>
      {contradictions.length === 0 ? <p className="ln-third">{t.contradictionsNone}</p> : null}
      <ul className="ln-stack">
        {contradictions.map((found) => (
          <li key={found.kind + found.targets.map(({ id }) => id).join()} className="ln-warning pl-problem">
            <p>
              <Tag>{t.contradictionKinds[found.kind]}</Tag> {found.sentence}
            </p>
            {found.targets.map((target) => (
              <div key={target.id} className="ln-small">
                <TargetLink target={target} withPlan />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Sums({ relations }: Props) {
  const t = useText(text);
  const { sums } = relations;
  return (
    <Card title={t.sums} flush={sums.length > 0}>
      {sums.length === 0 ? (
        <p className="ln-third">{t.sumsNone}</p>
      ) : (
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.sums}</caption>
          <thead>
            <tr>
              <th scope="col">{t.sumWhole}</th>
              <th scope="col">{t.sumParts}</th>
              <th scope="col" className="ln-right">
                {t.sumTotal}
              </th>
              <th scope="col">{t.sumHolds}</th>
            </tr>
          </thead>
          <tbody>
            {sums.map((sum) => (
              <tr key={sum.whole.id}>
                <th scope="row">
                  <TargetLink target={sum.whole} />
                </th>
                <td>
                  {sum.parts.map((part) => (
                    <div key={part.id}>
                      <TargetLink target={part} />
                    </div>
                  ))}
                </td>
                <td className="ln-right">
                  {formatNumber(sum.sum)}
                  <span className="ln-unit">{sum.whole.unit}</span>
                </td>
                <td>{sum.holds ? `✓ ${t.sumHolds}` : <b className="pl-late">{t.sumFails}</b>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
