import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useSession } from '../../../shell/session.ts';
import { useUrlList } from '../../../shell/url.ts';
import { text } from '../ledger-text.ts';
import { planNamesQuery } from '../library-api.ts';
import type { LedgerView } from './filter.ts';

const nation = '000000';

/** Below the list: what is not in it, and why. */
export function LedgerNotes({ view }: { view: LedgerView }) {
  const t = useText(text);
  const language = useLanguage();
  const { defaultRegion } = useSession();
  const { data } = useQuery(planNamesQuery(language));
  const { data: regions } = useQuery(regionsQuery({ q: view.region }));
  const region = regions?.items.find(({ code }) => code === view.region) ?? defaultRegion;
  const [chosen] = useUrlList('plan');
  const shown = (id: string) => chosen.length === 0 || chosen.includes(id);
  const empty = (data?.items ?? []).filter(({ id, counts }) => counts.targets === 0 && shown(id));
  const names = empty.map(({ shortTitle, title }) =>
    language === 'zh' ? `《${shortTitle || title}》` : shortTitle || title,
  );
  return (
    <p className="ln-small ln-third plans-notes">
      {view.area === '' && view.region !== nation ? (
        <>
          {t.onlyRegion(region.name)}{' '}
          <button type="button" className="ln-link" onClick={() => view.setArea('all')}>
            {t.allRegions}
          </button>{' '}
        </>
      ) : null}
      {names.length > 0 ? t.withoutTargets(names.join(language === 'zh' ? '' : ', ')) : null}
    </p>
  );
}
