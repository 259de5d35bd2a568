import type { FormCheckReport } from '../../../../../server/modules/statistics/forms/model.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { Card, Tag } from '../../../../shell/widgets/Card.tsx';
import { text } from '../text.ts';

/** What is wrong with the definition, line by line, and how it differs from what is in force. */
export function CheckPart({ report, id, isNew }: { report: FormCheckReport; id: string; isNew: boolean }) {
  const t = useText(text).define;
  return (
    <Card title={t.report}>
      <div id={id} aria-live="polite">
        {report.issues.length > 0 ? (
          <>
            <p>{t.issues(report.issues.length)}</p>
            <ul className="stat-issues">
              {report.issues.map((issue) => (
                <li key={`${issue.path} ${issue.code} ${issue.line} ${issue.message}`}>
                  {issue.line ? <b>{t.line(issue.line)} </b> : null}
                  {issue.message}{' '}
                  {issue.suggestion ? <span className="ln-second">{t.suggestion(issue.suggestion)}</span> : null}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>{isNew || report.changes.length > 0 ? t.reportFine : t.reportNone}</p>
        )}
        <ul className="stat-issues">
          {report.changes.map((change) => (
            <li key={`${change.kind} ${change.what} ${change.note}`}>
              <Tag look={change.kind === 'removed' ? 'blue' : 'grey'}>{t.change[change.kind]}</Tag> {change.what}{' '}
              <span className="ln-second">{change.note}</span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
