import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { apiUrl } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { ImportPanel } from '../../../shell/widgets/ImportPanel.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { countQuery, entriesPath } from '../api.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import type { ListView } from './use-list-view.ts';

/** Title, count and how it is made, and what can be done with the whole list. */
export function ListHead({ register, view }: { register: Register; view: ListView }) {
  const words = useText(text);
  const t = words.list;
  const language = useLanguage();
  const client = useQueryClient();
  const count = useQuery(countQuery(register.id, view.filter));
  const [importing, setImporting] = useState(false);
  const name = nameOf(register, language);
  const { asAt } = view.filter;
  const keyNames = register.key.map((id) => {
    const field = register.fields.find((one) => one.id === id);
    return field ? nameOf(field, language) : id;
  });
  return (
    <>
      <PageHeader
        title={name}
        status={register.access.public ? <Tag>{words.overview.open}</Tag> : undefined}
        note={
          <>
            {count.data && !count.isError ? t.count(formatNumber(count.data.count)) : '…'}
            {asAt ? ` · ${t.asAtShort(asAt)}` : ''}
            {' · '}
            <Flyout className="ln-link" label={t.how}>
              {() => (
                <p className="reg-explain ln-small">
                  {t.howText(register.row, keyNames.join(language === 'zh' ? '＋' : ' + '))}
                  {asAt ? ` ${t.howAsAt(asAt)}` : ''}
                </p>
              )}
            </Flyout>
          </>
        }
        actions={
          <>
            <CopyLink />
            <ExportButton path={entriesPath(register.id)} query={view.filter} />
            {register.mayWrite && !asAt ? (
              <>
                <a className="ln-button" href={apiUrl(`imports/${register.importKind}/template`)} download>
                  {t.template}
                </a>
                <button type="button" className="ln-button" onClick={() => setImporting(true)}>
                  {t.import}
                </button>
                <Link className="ln-button ln-primary" to={`/registers/${register.id}/new`}>
                  {t.new}
                </Link>
              </>
            ) : null}
          </>
        }
      />
      {importing ? (
        <ImportPanel
          kind={register.importKind}
          title={t.importTitle(name)}
          onClose={() => setImporting(false)}
          onWritten={() => void client.invalidateQueries({ queryKey: ['registers'] })}
        />
      ) : null}
    </>
  );
}
