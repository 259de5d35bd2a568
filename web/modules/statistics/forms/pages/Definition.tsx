import type { FormDefinition } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { FormView } from '../../../../../server/modules/statistics/forms/model.ts';
import { useGo } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useMay } from '../../../../shell/session.ts';
import { usePatchUrl, useUrlState } from '../../../../shell/url.ts';
import { Tag } from '../../../../shell/widgets/Card.tsx';
import { PageHeader } from '../../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import '../forms.css';
import '../../returns/returns.css';
import { nameIn } from '../../returns/words.ts';
import { formQuery } from '../api.ts';
import { newForm, takeBrought } from '../define/new-form.ts';
import { Preview } from '../define/Preview.tsx';
import { RosterPart } from '../define/RosterPart.tsx';
import { SourcePart } from '../define/SourcePart.tsx';
import { SourceText } from '../define/SourceText.tsx';
import { UsesPart } from '../define/UsesPart.tsx';
import { VersionList } from '../define/VersionList.tsx';
import { text } from '../text.ts';

/** One form: its definition, how it looks, who reports it, where, and its versions; `new` begins one. */
export function Definition() {
  const { id = '' } = useParams();
  return id === 'new' ? <NewDefinition /> : <Known id={id} />;
}

function NewDefinition() {
  const t = useText(text).define;
  const go = useGo();
  const [brought] = useState(takeBrought);
  return (
    <>
      <PageHeader title={t.newTitle} />
      <SourcePart
        form={null}
        current={newForm}
        brought={brought}
        mayEdit
        onSaved={(id) => go(`/forms/definitions/${id}`)}
      />
    </>
  );
}

function Known({ id }: { id: string }) {
  const t = useText(text).define;
  const language = useLanguage();
  const [version] = useUrlState('version', '');
  const query = useQuery(formQuery(id, version === '' ? null : Number(version), language));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page', rows: 8 }}>
      {(form) => <Shown form={form} />}
    </Part>
  );
}

const tabs = ['source', 'preview', 'roster', 'uses', 'versions'] as const;

function Shown({ form }: { form: FormView }) {
  const t = useText(text).define;
  const language = useLanguage();
  const may = useMay();
  const patchUrl = usePatchUrl();
  const [tab, setTab] = useUrlState<(typeof tabs)[number]>('tab', form.mayEdit ? 'source' : 'preview');
  const definition = form.definition as FormDefinition;
  const { id } = definition;
  const mayDefine = may('statistics.define');
  return (
    <>
      <PageHeader
        title={nameIn(definition, language)}
        status={<Tag>{t.versions.version(form.version)}</Tag>}
        note={`${definition.number} · ${nameIn(definition.authority, language)} · ${t.frequency[definition.frequency]}`}
      />
      <div className="ln-stack">
        <fieldset className="ln-switch" aria-label={t.tabsName}>
          {tabs.map((one) => (
            <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
              {t.tabs[one]}
            </button>
          ))}
        </fieldset>
        {tab === 'source' && !form.mayEdit ? <SourceText form={id} source={form.source} /> : null}
        {tab === 'source' && form.mayEdit ? (
          <SourcePart
            key={form.version}
            form={id}
            current={form.source}
            brought={null}
            mayEdit
            onSaved={() => patchUrl({ version: null })}
          />
        ) : null}
        {tab === 'preview' ? <Preview definition={definition} isLast={false} /> : null}
        {tab === 'roster' ? <RosterPart form={id} mayEdit={mayDefine} /> : null}
        {tab === 'uses' ? <UsesPart form={id} frequency={definition.frequency} mayEdit={mayDefine} /> : null}
        {tab === 'versions' ? (
          <VersionList form={form} onShow={(version) => patchUrl({ version: String(version), tab: 'source' })} />
        ) : null}
      </div>
    </>
  );
}
