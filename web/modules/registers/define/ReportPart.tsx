import type { DefinitionReport } from '../../../../server/kernel/registers/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { text } from './text.ts';

/** What a changed definition would do: what is wrong with it, and what each change means for the stored entries. */
export function ReportPart({ report, id }: { report: DefinitionReport; id: string }) {
  const t = useText(text).report;
  const words = useText(text).edit;
  const refused = report.changes.filter(({ outcome }) => outcome === 'refused');
  const others = report.changes.filter(({ outcome }) => outcome !== 'refused');
  return (
    <Card title={t.title}>
      <div id={id} aria-live="polite">
        {report.issues.length > 0 ? (
          <>
            <p>{t.issues(report.issues.length)}</p>
            <ul className="reg-issues">
              {report.issues.map((issue) => (
                <li key={`${issue.path} ${issue.code} ${issue.line ?? ''}`}>
                  {issue.line ? <b>{words.line(issue.line)} </b> : null}
                  {issue.message}{' '}
                  {issue.suggestion ? <span className="ln-second">{t.suggestion(issue.suggestion)}</span> : null}{' '}
                  {issue.path ? <code className="ln-caption ln-third">{issue.path}</code> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {report.issues.length === 0 && report.isNew ? <p>{t.isNew}</p> : null}
        {report.issues.length === 0 && !report.isNew && report.changes.length === 0 ? <p>{t.none}</p> : null}
        {refused.length > 0 ? (
          <>
            <p className="ln-field-error">▼ {t.refused}</p>
            <ChangeList register={report.id} changes={refused} />
          </>
        ) : report.issues.length === 0 && report.changes.length > 0 ? (
          <p>{t.fine}</p>
        ) : null}
        <ChangeList register={report.id} changes={others} />
      </div>
    </Card>
  );
}

/** Entries named under a change; the server sends a hundred at most. */
const mostRows = 12;

function ChangeList({ register, changes }: { register: string | null; changes: DefinitionReport['changes'] }) {
  const t = useText(text).report;
  return (
    <ul className="reg-issues">
      {changes.map((change) => (
        <li key={`${change.kind} ${change.subject}`}>
          <Tag look={change.outcome === 'refused' ? 'red' : change.outcome === 'noted' ? 'blue' : 'grey'}>
            {t.outcomes[change.outcome]}
          </Tag>{' '}
          {change.message}
          {change.count > 0 ? (
            <div className="ln-small ln-second">
              {t.rows(formatNumber(change.count))}
              <ul className="reg-rows">
                {change.rows.slice(0, mostRows).map((row) => (
                  <li key={row.id}>
                    <Link to={`/registers/${register}/${row.id}`}>{row.title}</Link>{' '}
                    <span className="ln-third">{row.value}</span>
                  </li>
                ))}
                {change.count > mostRows ? <li>{t.more(formatNumber(change.count))}</li> : null}
              </ul>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
