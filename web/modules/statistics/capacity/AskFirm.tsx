import { useState } from 'react';
import type { CapacityKind, CapacityLine } from '../../../../server/modules/statistics/capacity/model.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { useAskFirm } from './api.ts';
import { text } from './text.ts';

/** Begins the correction dialogue with a firm and goes to its case. */
export function AskFirm({ line, kind, onClose }: { line: CapacityLine; kind: CapacityKind; onClose: () => void }) {
  const t = useText(text);
  const go = useGo();
  const ask = useAskFirm();
  const [question, setQuestion] = useState(t.suggestion(line.reasons.join('')));
  const send = () =>
    ask.mutateAsync({ party: line.subject.id, kind, question: question.trim() }).then(
      ({ caseId }) => go(`/cases/${caseId}`),
      () => undefined,
    );
  return (
    <Dialog
      title={t.askTitle(line.subject.name)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.send}
          disabled={ask.isPending || question.trim() === ''}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <AreaField label={t.question} hint={t.questionHint} rows={4} value={question} onChange={setQuestion} />
      {ask.isError ? <ErrorState error={ask.error} /> : null}
    </Dialog>
  );
}
