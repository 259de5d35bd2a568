import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { type CommentInput, type CommentView, commentsQuery, useSaveComment } from '../library-api.ts';
import { text } from '../library-text.ts';
import { today } from './dates.ts';

/** Who was consulted, what they said and what became of it (A4); what is not treated comes first. */
export function Comments({ planId, mayEdit }: { planId: string; mayEdit: boolean }) {
  const t = useText(text);
  const c = t.commentColumns;
  const query = useQuery(commentsQuery(planId));
  const [open, setOpen] = useState<CommentView | 'new' | null>(null);
  const add = mayEdit ? (
    <button type="button" className="ln-button ln-button-small" onClick={() => setOpen('new')}>
      {t.addComment}
    </button>
  ) : null;
  return (
    <>
      <Part query={query} what={t.comments} loading={{ shape: 'table', rows: 4 }}>
        {({ items }) => {
          const waiting = items.filter(({ treatment }) => treatment === 'open').length;
          const sorted = items.toSorted(
            (a, b) =>
              Number(a.treatment !== 'open') - Number(b.treatment !== 'open') ||
              b.receivedOn.localeCompare(a.receivedOn),
          );
          if (items.length === 0) return <EmptyState kind="nothing-yet" title={t.commentsEmpty} action={add} />;
          return (
            <Card title={t.comments} note={t.commentsNote(items.length, waiting)} extra={add} flush>
              <table className="ln-plain-table">
                <PlainHead
                  caption={t.comments}
                  columns={[c.unit, c.receivedOn, c.version, c.text, c.treatment, c.reason]}
                />
                <tbody>
                  {sorted.map((comment) => (
                    <tr key={comment.id}>
                      <th scope="row">
                        {mayEdit ? (
                          <button
                            type="button"
                            className="ln-link"
                            title={t.editComment}
                            onClick={() => setOpen(comment)}
                          >
                            {comment.unit}
                          </button>
                        ) : (
                          comment.unit
                        )}
                      </th>
                      <td className="ln-nowrap">{comment.receivedOn}</td>
                      <td>{comment.versionNumber}</td>
                      <td className="pl-pre">{comment.text}</td>
                      <td>
                        <Tag look={comment.treatment === 'open' ? 'blue' : 'grey'}>
                          {t.treatments[comment.treatment]}
                        </Tag>
                      </td>
                      <td className="pl-pre">{comment.reason}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          );
        }}
      </Part>
      {open ? (
        <CommentDialog planId={planId} comment={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function CommentDialog(props: { planId: string; comment: CommentView | null; onClose: () => void }) {
  const t = useText(text);
  const c = t.commentColumns;
  const save = useSaveComment(props.planId);
  const [unit, setUnit] = useState(props.comment?.unit ?? '');
  const [receivedOn, setReceivedOn] = useState(props.comment?.receivedOn ?? today());
  const [words, setWords] = useState(props.comment?.text ?? '');
  const [treatment, setTreatment] = useState<CommentInput['treatment']>(props.comment?.treatment ?? 'open');
  const [reason, setReason] = useState(props.comment?.reason ?? '');
  const [isTried, setTried] = useState(false);
  const needsReason = treatment === 'partly' || treatment === 'declined';
  const missing = {
    unit: unit.trim() === '' ? t.required : undefined,
    text: words.trim() === '' ? t.required : undefined,
    reason: needsReason && reason.trim() === '' ? t.reasonNeeded : undefined,
  };
  const send = async () => {
    setTried(true);
    if (missing.unit || missing.text || missing.reason) return;
    const fields = { unit: unit.trim(), receivedOn, text: words.trim(), treatment, reason: reason.trim() };
    await save.mutateAsync({ id: props.comment?.id ?? null, fields });
    props.onClose();
  };
  return (
    <Dialog
      title={props.comment ? t.editComment : t.addComment}
      width={560}
      onClose={props.onClose}
      footer={
        <SaveFooter cancel={t.cancel} save={t.save} disabled={save.isPending} onCancel={props.onClose} onSave={send} />
      }
    >
      <div className="pl-form">
        <TextField label={c.unit} error={isTried ? missing.unit : undefined} value={unit} onChange={setUnit} />
        <TextField label={c.receivedOn} type="date" value={receivedOn} onChange={setReceivedOn} />
        <div className="pl-full">
          <AreaField
            label={c.text}
            rows={4}
            error={isTried ? missing.text : undefined}
            value={words}
            onChange={setWords}
          />
        </div>
        <SelectField label={c.treatment} value={treatment} options={t.treatments} onChange={setTreatment} />
        <div className="pl-full">
          <AreaField
            label={c.reason}
            error={isTried ? missing.reason : undefined}
            value={reason}
            onChange={setReason}
          />
        </div>
      </div>
      {save.isError ? <ErrorState error={save.error} /> : null}
    </Dialog>
  );
}
