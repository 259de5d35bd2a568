import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { type Pick, type Run, showBlock } from './picked.ts';

interface Props {
  changes: ReportView['changes'];
  mayEdit: boolean;
  busy: boolean;
  run: Run;
  onPick: Pick;
}

/** Figures that are known otherwise today: in the draft, now, and taken over one by one or all together. */
export function Changes({ changes, mayEdit, busy, run, onPick }: Props) {
  const t = useText(text);
  if (changes.length === 0) {
    return (
      <Card title={t.changed}>
        <p className="ln-small ln-second">{t.none}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t.changed}
      note={<span className="rp-count">{t.count(changes.length)}</span>}
      extra={
        mayEdit ? (
          <button type="button" className="ln-link" disabled={busy} onClick={() => void run({ do: 'update' })}>
            {t.updateAll}
          </button>
        ) : null
      }
    >
      <div className="rp-changes-box">
        <table className="rp-changes">
          <caption className="ln-hidden">{t.changed}</caption>
          <thead>
            <tr>
              <th scope="col">{t.where}</th>
              <th scope="col" className="ln-right">
                {t.inDraft}
              </th>
              <th scope="col" className="ln-right">
                {t.now}
              </th>
              <th scope="col">
                <span className="ln-hidden">{t.update}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.id}>
                <td>
                  <button
                    type="button"
                    className="ln-link"
                    onClick={() => {
                      onPick({ block: change.block, figure: change.id });
                      showBlock(change.block);
                    }}
                  >
                    {change.where} {change.what}
                  </button>
                </td>
                <td className="ln-right">{change.draft}</td>
                <td className="ln-right">
                  <b>{change.now}</b>
                </td>
                <td>
                  {mayEdit ? (
                    <button
                      type="button"
                      className="ln-link"
                      disabled={busy}
                      onClick={() => void run({ do: 'update', keys: change.keys })}
                    >
                      {t.update}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
