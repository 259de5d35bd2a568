import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { usePatchUrl } from '../../../shell/url.ts';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { periodWords } from '../../statistics/widgets.ts';
import type { LedgerFilter } from '../ledger-api.ts';
import { ledgerPath } from '../ledger-api.ts';
import { text } from '../ledger-text.ts';
import { LedgerImport } from './LedgerImport.tsx';
import type { LedgerRows } from './rows.ts';

/** Title, counts and how they are made, and what can be done with the whole list. */
export function LedgerHead({
  ledger,
  filter,
  month,
}: {
  ledger: LedgerRows | null;
  filter: LedgerFilter;
  month: string;
}) {
  const t = useText(text);
  const language = useLanguage();
  const may = useMay();
  const [importing, setImporting] = useState(false);
  return (
    <>
      <PageHeader
        title={t.title}
        note={
          <>
            {ledger ? <Counts ledger={ledger} /> : null}{' '}
            <Flyout className="ln-link" label={t.howCounted}>
              {() => <p className="plans-explain ln-small">{t.howCountedText(periodWords(month, language))}</p>}
            </Flyout>
          </>
        }
        actions={
          <>
            <CopyLink />
            <ExportButton path={ledgerPath} query={filter} />
            {may('plans.write') ? (
              <>
                <button type="button" className="ln-button" onClick={() => setImporting(true)}>
                  {t.importChanges}
                </button>
                <Link className="ln-button ln-primary" to="/plans/upload">
                  {t.upload}
                </Link>
              </>
            ) : null}
          </>
        }
      />
      {importing ? <LedgerImport onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function Counts({ ledger }: { ledger: LedgerRows }) {
  const t = useText(text);
  const patchUrl = usePatchUrl();
  const { plans, total, unbound, uncomputed } = ledger;
  const share = total > 0 ? `${formatNumber(((total - unbound) / total) * 100, 1)}%` : '';
  return (
    <>
      {t.plans(plans)} · {t.targets(formatNumber(total))}
      {ledger.complete && total > 0 ? (
        <>
          {' · '}
          {t.bound(formatNumber(total - unbound), share)}{' '}
          {unbound > 0 ? (
            <button type="button" className="ln-link" onClick={() => patchUrl({ binding: 'unbound' })}>
              {t.seeUnbound(formatNumber(unbound))}
            </button>
          ) : null}
          {uncomputed > 0 ? (
            <>
              {' · '}
              {t.computed(formatNumber(total - unbound - uncomputed))}{' '}
              <button type="button" className="ln-link" onClick={() => patchUrl({ source: 'none' })}>
                {t.seeUncomputed(formatNumber(uncomputed))}
              </button>
            </>
          ) : null}
        </>
      ) : null}
    </>
  );
}
