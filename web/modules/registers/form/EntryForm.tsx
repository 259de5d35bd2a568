import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { isConflict } from '../../../shell/widgets/SaveFailure.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { entryQuery, useSaveEntry } from '../api.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { text as fieldText } from '../fields/text.ts';
import { entryHref } from '../list/columns.tsx';
import { nameOf } from '../values.ts';
import { ChildTable } from './ChildTable.tsx';
import { Conflict } from './Conflict.tsx';
import { checkDraft, fieldOfError, groupFields, type Values, valuesToSend } from './draft.ts';
import { text } from './text.ts';
import { useDraft } from './use-draft.ts';

interface EntryFormProps {
  register: Register;
  /** null: a new one. */
  entry: EntryDetail | null;
  etag: string | null;
}

const nothing: Values = {};

/** All fields of an entry, new or old. */
export function EntryForm({ register, entry, etag }: EntryFormProps) {
  const t = useText(text);
  const words = useText(fieldText);
  const safe = useText(widgetText).safeTyped;
  const language = useLanguage();
  const go = useGo();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  // What the form was opened on: a later answer of the server must not move under the typing hand.
  const [base, setBase] = useState<{ values: Values; etag: string | null }>({ values: entry?.values ?? nothing, etag });
  const draft = useDraft(register.id, entry?.id ?? null, base.values);
  const [tried, setTried] = useState(false);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [latest, setLatest] = useState<EntryDetail | null>(null);
  const [anew, setAnew] = useState(0);
  const save = useSaveEntry(register.id, entry?.id ?? null);

  const own = checkDraft(register, draft.values, words);
  const refused = save.error instanceof ApiProblem ? save.error.errors : [];
  const warnings = register.checks.filter((check) => check.level === 'warning' && isAskedFor(check.id, refused));
  const byServer = Object.fromEntries(refused.map(({ field, message }) => [fieldOfError(field), message]));
  const errors = { ...byServer, ...(tried ? own : {}) };
  const placed = new Set([...register.fields.map(({ id }) => id), ...register.checks.map(({ id }) => id)]);
  const isPlaced = refused.some(({ field }) => placed.has(fieldOfError(field).split('.')[0] ?? ''));

  const leave = () => go(entry ? entryHref(register.id, entry.id) : `/registers/${register.id}`);
  const put = (field: string, value: unknown) => {
    if (save.isError) save.reset();
    draft.put(field, value);
  };
  const send = async (on: { values: Values; etag: string | null }) => {
    const values = valuesToSend(entry ? on.values : null, draft.values);
    const accepted = Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason.trim() !== ''));
    const body = { values, ...(Object.keys(accepted).length > 0 ? { reasons: accepted } : {}) };
    try {
      const saved = await save.mutateAsync({ body, etag: on.etag });
      draft.forget();
      go(entryHref(register.id, saved.id), { replace: true });
    } catch (error) {
      if (entry && isConflict(error)) {
        const now = await client.fetchQuery({ ...entryQuery(register.id, entry.id), staleTime: 0 });
        setLatest(now.data);
        setBase({ values: now.data.values, etag: now.etag });
      } else focusFirstError();
    }
  };
  const focusFirstError = () =>
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 0);
  const submit = () => {
    setTried(true);
    if (Object.keys(own).length > 0) focusFirstError();
    else void send(base);
  };
  const startAgain = (values: Values) => {
    draft.drop(values);
    setAnew(anew + 1);
    setTried(false);
    save.reset();
  };
  const control = (id: string, value: unknown) => ({
    register,
    refs: entry?.refs ?? {},
    value,
    error: errors[id],
    onChange: (next: unknown) => put(id, next),
  });
  const wrong = Object.keys(errors).length;

  return (
    <>
      <PageHeader
        title={entry ? t.editTitle(entry.title) : t.newTitle(nameOf(register, language))}
        note={<span className="reg-form-note">{t.note(register.row)}</span>}
      />
      {draft.restored ? (
        <p className="ln-note ln-small" role="status">
          {t.restored}{' '}
          <button type="button" className="ln-link" onClick={() => startAgain(base.values)}>
            {t.discard}
          </button>
        </p>
      ) : null}
      <form
        key={anew}
        ref={form}
        className="ln-stack reg-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {groupFields(register.fields).map(({ group, fields }) => (
          <Card key={group} title={t.groups[group]}>
            <div className="reg-form-grid">
              {fields.map((field) =>
                field.visible ? (
                  <FieldInput key={field.id} field={field} {...control(field.id, draft.values[field.id])} />
                ) : (
                  <p key={field.id} className="ln-small ln-third">
                    {nameOf(field, language)}：{t.masked}
                  </p>
                ),
              )}
            </div>
          </Card>
        ))}
        {register.children.map((child) => (
          <ChildTable
            key={child.id}
            child={child}
            register={register}
            refs={entry?.refs ?? {}}
            value={draft.values[child.id]}
            errors={errors}
            onChange={(rows) => put(child.id, rows)}
          />
        ))}
        {warnings.length > 0 ? (
          <Card title={t.warnings}>
            {warnings.map((check) => (
              <AreaField
                key={check.id}
                label={t.reason(nameOf(check, language))}
                maxLength={500}
                error={reasons[check.id]?.trim() ? undefined : t.reasonNeeded}
                value={reasons[check.id] ?? ''}
                onChange={(reason) => setReasons({ ...reasons, [check.id]: reason })}
              />
            ))}
          </Card>
        ) : null}
        {save.isError && warnings.length === 0 && !isPlaced && !isConflict(save.error) ? (
          <ErrorState error={save.error} safe={safe} />
        ) : null}
        <div className="ln-row reg-form-foot" aria-live="polite">
          <button type="submit" className="ln-button ln-primary" disabled={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </button>
          <button
            type="button"
            className="ln-button"
            onClick={() => {
              draft.forget();
              leave();
            }}
          >
            {t.cancel}
          </button>
          {wrong > 0 && warnings.length === 0 ? <span className="ln-field-error">{t.wrong(wrong)}</span> : null}
        </div>
      </form>
      <ErrorsOfNoField errors={refused} placed={placed} show={isPlaced} />
      {latest ? (
        <Conflict
          register={register}
          latest={latest}
          mine={draft.values}
          onClose={() => setLatest(null)}
          onKeepMine={() => {
            setLatest(null);
            void send(base);
          }}
          onTakeTheirs={() => {
            startAgain(latest.values);
            setLatest(null);
          }}
        />
      ) : null}
    </>
  );
}

const isAskedFor = (check: string, errors: readonly { field: string }[]) =>
  errors.some(({ field }) => {
    const path = fieldOfError(field);
    return path === check || path === `reasons.${check}`;
  });

/** What the server refused beside the fields: a rule over several of them, a key that is taken. */
function ErrorsOfNoField(props: {
  errors: readonly { field: string; message: string }[];
  placed: ReadonlySet<string>;
  show: boolean;
}) {
  const rest = props.errors.filter(({ field }) => !props.placed.has(fieldOfError(field).split('.')[0] ?? ''));
  if (!props.show || rest.length === 0) return null;
  return (
    <ul className="ln-warning">
      {rest.map(({ field, message }) => (
        <li key={field + message}>{message}</li>
      ))}
    </ul>
  );
}
