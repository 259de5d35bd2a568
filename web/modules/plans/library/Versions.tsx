import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { apiUrl } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { diffQuery, planPath } from '../library-api.ts';
import { text } from '../library-text.ts';
import { quantityOf, unitWords } from '../review/words.ts';
import { text as reviewText } from '../review-text.ts';
import { dayOf } from './dates.ts';
import { TargetLink } from './TargetLink.tsx';

/** Each upload of the plan, and what changed between two of them. */
export function Versions({ plan, mayEdit }: { plan: PlanView; mayEdit: boolean }) {
  const t = useText(text);
  const c = t.versionColumns;
  const readable = plan.versions.filter(({ state }) => state !== 'reading' && state !== 'failed');
  const [newest, before] = readable;
  const [from, setFrom] = useState(before?.number ?? 0);
  const [to, setTo] = useState(newest?.number ?? 0);
  const pick = (label: string, value: number, set: (n: number) => void) => (
    <label className="ln-row">
      {label}
      <select
        className="ln-input"
        style={{ width: '7rem' }}
        value={value}
        onChange={(event) => set(Number(event.target.value))}
      >
        {readable.map(({ number }) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <Card
        title={t.versions}
        flush
        extra={
          mayEdit ? (
            <Link className="ln-button ln-button-small" to={`/plans/upload?plan=${plan.id}`}>
              {t.newVersion}
            </Link>
          ) : null
        }
      >
        <table className="ln-plain-table">
          <PlainHead caption={t.versions} columns={[c.number, c.state, c.file, c.when, c.published, c.note]} />
          <tbody>
            {plan.versions.map((version) => (
              <tr key={version.number}>
                <th scope="row">
                  <Link to={`/plans/${plan.id}/review?version=${version.number}`}>{version.number}</Link>
                </th>
                <td>
                  <Tag look={version.state === 'published' ? 'blue' : 'grey'}>{t.versionStates[version.state]}</Tag>
                </td>
                <td>
                  {version.fileName && version.documentId ? (
                    <a href={apiUrl(`documents/${version.documentId}/content`)} download>
                      {version.fileName}
                    </a>
                  ) : (
                    '—'
                  )}{' '}
                  {version.documentId ? (
                    <a
                      className="ln-small"
                      href={apiUrl(`${planPath(plan.id)}/text`, { version: version.number })}
                      download
                    >
                      {t.readText}
                    </a>
                  ) : null}
                </td>
                <td>{dayOf(version.createdAt)}</td>
                <td>{version.publishedAt ? dayOf(version.publishedAt) : '—'}</td>
                <td>{version.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card title={t.compareVersions}>
        {readable.length < 2 ? (
          <p className="ln-third">{t.oneVersion}</p>
        ) : (
          <div className="ln-stack">
            <div className="ln-row">
              {pick(t.from, from, setFrom)}
              {pick(t.to, to, setTo)}
            </div>
            <Diff planId={plan.id} from={from} to={to} />
          </div>
        )}
      </Card>
    </>
  );
}

function Diff({ planId, from, to }: { planId: string; from: number; to: number }) {
  const t = useText(text);
  const r = useText(reviewText);
  const query = useQuery(diffQuery(planId, from, to, useLanguage()));
  const fieldNames: Record<string, string> = r.fields;
  return (
    <Part query={query} what={t.compareVersions} loading={{ shape: 'text', rows: 4 }}>
      {(diff) => (
        <div className="ln-stack">
          {diff.added.length + diff.removed.length + diff.changed.length === 0 ? <p>{t.diffNone}</p> : null}
          {(['added', 'removed'] as const).map((kind) =>
            diff[kind].length === 0 ? null : (
              <section key={kind}>
                <h3>
                  {kind === 'added' ? '+' : '−'} {t.diff[kind]} {diff[kind].length}
                </h3>
                <ul>
                  {diff[kind].map((target) => (
                    <li key={target.id}>
                      <TargetLink target={target} />
                    </li>
                  ))}
                </ul>
              </section>
            ),
          )}
          {diff.changed.length === 0 ? null : (
            <section>
              <h3>
                {t.diff.changed} {diff.changed.length}
              </h3>
              <ul>
                {diff.changed.map(({ before, after, fields }) => (
                  <li key={after.id}>
                    <del className="ln-third">
                      {quantityOf(before, r)} {unitWords(before.unit)}
                    </del>{' '}
                    → <TargetLink target={after} />{' '}
                    <span className="ln-small ln-third">
                      {fields.map((field) => fieldNames[field] ?? field).join('、')}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p className="ln-small ln-third">{t.diff.unchanged(diff.unchanged)}</p>
        </div>
      )}
    </Part>
  );
}
