import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { Link, useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Sentence, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { useNeighbours } from '../../../shell/widgets/neighbours.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { entryQuery, registerQuery, useDeleteEntry } from '../api.ts';
import { AsidePart } from '../entry/AsidePart.tsx';
import { ChildPart } from '../entry/ChildPart.tsx';
import { momentWords } from '../entry/dates.ts';
import { FactsPart } from '../entry/FactsPart.tsx';
import { HistoryPart } from '../entry/HistoryPart.tsx';
import { PlacePart } from '../entry/PlacePart.tsx';
import { StatePart } from '../entry/StatePart.tsx';
import { text } from '../entry/text.ts';
import { entryHref } from '../list/columns.tsx';
import { useRegisterCrumb } from '../use-register-crumb.ts';
import { useValueContext } from '../use-value-context.ts';
import { nameOf, stateWords } from '../values.ts';
import '../registers.css';

/** One entry: what it is in a sentence, its facts, how far it is, and what happened to it. */
export function Detail() {
  const { register: registerId = '', id = '' } = useParams();
  const t = useText(text);
  const register = useQuery(registerQuery(registerId));
  const entry = useQuery({ ...entryQuery(registerId, id), retry: false });
  if (entry.error instanceof ApiProblem && entry.error.status === 404 && !entry.data) {
    return (
      <EmptyState
        kind="no-right"
        title={t.gone}
        detail=""
        action={
          <Link className="ln-button" to={`/registers/${registerId}`}>
            {t.back}
          </Link>
        }
      />
    );
  }
  return (
    <Part query={register} what={t.what} loading={{ shape: 'page' }}>
      {(definition) => (
        <Part query={entry} what={t.what} loading={{ shape: 'page' }}>
          {({ data, etag }) => <EntryParts register={definition} entry={data} etag={etag} />}
        </Part>
      )}
    </Part>
  );
}

interface EntryPartsProps {
  register: Register;
  entry: EntryDetail;
  etag: string | null;
}

function EntryParts({ register, entry, etag }: EntryPartsProps) {
  const t = useText(text);
  const language = useLanguage();
  const context = useValueContext(register, entry.refs);
  const name = nameOf(register, language);
  const state = stateWords(entry.state, context);
  useRegisterCrumb(register);
  return (
    <>
      <PageHeader
        title={entry.title}
        status={state ? <Tag look="blue">{state}</Tag> : undefined}
        note={t.updated(momentWords(entry.updatedAt, language), entry.revision)}
        actions={<Actions register={register} entry={entry} etag={etag} />}
      />
      <div className="ln-stack">
        <Sentence note={entry.synthetic ? t.demo : undefined}>
          {t.sentence(entry.title, name, entry.region.name, state)}
        </Sentence>
        <PartBoundary name={t.line}>
          <StatePart register={register} entry={entry} etag={etag} />
        </PartBoundary>
        <div className="reg-detail">
          <div className="ln-stack">
            <FactsPart register={register} entry={entry} />
            <ChildPart register={register} entry={entry} />
          </div>
          <div className="ln-stack">
            <PartBoundary name={t.placeTitle}>
              <PlacePart register={register} entry={entry} />
            </PartBoundary>
            <AsidePart register={register} entry={entry} />
            <HistoryPart register={register} entry={entry} />
          </div>
        </div>
      </div>
    </>
  );
}

function Actions({ register, entry, etag }: EntryPartsProps) {
  const t = useText(text);
  const go = useGo();
  const remove = useDeleteEntry(register.id);
  const { previous, next } = useNeighbours(`register-${register.id}`, entry.id, (key) => entryHref(register.id, key));
  return (
    <>
      {previous ? (
        <Link to={previous} className="ln-button" aria-label={t.previous} title={`${t.previous} [`}>
          ‹
        </Link>
      ) : null}
      {next ? (
        <Link to={next} className="ln-button" aria-label={t.next} title={`${t.next} ]`}>
          ›
        </Link>
      ) : null}
      <CopyLink />
      <button type="button" className="ln-button" onClick={() => window.print()}>
        {t.print}
      </button>
      {entry.mayEdit ? (
        <>
          <ConfirmButton
            danger
            className="ln-button"
            question={t.deleteQuestion(entry.title)}
            verb={t.deleteVerb}
            onConfirm={() =>
              remove.mutateAsync({ id: entry.id, etag }).then(() => go(`/registers/${register.id}`, { replace: true }))
            }
          >
            {t.delete}
          </ConfirmButton>
          <Link className="ln-button ln-primary" to={`${entryHref(register.id, entry.id)}/edit`}>
            {t.edit}
          </Link>
        </>
      ) : null}
    </>
  );
}
