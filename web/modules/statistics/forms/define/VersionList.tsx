import type { FormView } from '../../../../../server/modules/statistics/forms/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { momentWords } from '../../returns/times.ts';
import { text } from '../text.ts';

/** Every version with its validity, who made it and how many rounds use it; choosing one shows it. */
export function VersionList({ form, onShow }: { form: FormView; onShow: (version: number) => void }) {
  const t = useText(text).define.versions;
  const { shipped } = useText(text).define;
  const language = useLanguage();
  return (
    <Card title={t.caption}>
      <ol className="stat-issues">
        {form.versions
          .toSorted((a, b) => b.version - a.version)
          .map((one) => (
            <li key={one.version}>
              <b>{t.version(one.version)}</b> {one.edition} · {t.valid(one.validFrom, one.validUntil)}
              <div className="ln-small ln-second">
                {one.by.startsWith('system:') ? shipped : one.by} · {momentWords(one.at, language)} ·{' '}
                {t.rounds(one.rounds)}
              </div>
              {one.note ? <div className="ln-small">{one.note}</div> : null}
              {one.version === form.version ? null : (
                <button type="button" className="ln-link ln-small" onClick={() => onShow(one.version)}>
                  {t.load}
                </button>
              )}
            </li>
          ))}
      </ol>
    </Card>
  );
}
