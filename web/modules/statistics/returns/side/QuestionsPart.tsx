import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { AreaField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useAct } from '../api.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';
import { momentWords } from '../times.ts';
import type { ReturnView } from '../view.ts';

interface QuestionsPartProps {
  view: ReturnView;
  /** The cell under the keys, which a question may be about. */
  focused: CellAt | null;
  nameOf: (cell: { row: string | null; column: CellAt['column'] | null }) => string;
  onGo: (row: string, column: CellAt['column'] | null) => void;
}

type Asking = { kind: 'ask'; cell: CellAt | null } | { kind: 'answer'; question: string };

/** Questions of the bureaus at cells, and the reporter's answers. */
export function QuestionsPart({ view, focused, nameOf, onGo }: QuestionsPartProps) {
  const t = useText(text);
  const language = useLanguage();
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayAsk = view.may.includes('ask');
  const mayAnswer = view.may.includes('answer');
  if (view.questions.length === 0 && !mayAsk) return null;
  return (
    <Card title={t.side.questions}>
      {view.questions.length === 0 ? <p className="ln-small ln-third">{t.side.noQuestions}</p> : null}
      <ul className="stat-trail ln-small">
        {view.questions.map((one) => {
          const { row } = one;
          return (
            <li key={one.id}>
              {row === null ? (
                <b>{t.side.whole}</b>
              ) : (
                <button type="button" className="stat-finding-name" onClick={() => onGo(row, one.column)}>
                  {nameOf(one)}
                </button>
              )}{' '}
              <span className="ln-third">
                {one.askedBy} {momentWords(one.askedAt, language)}
              </span>
              <p>{one.question}</p>
              {one.answer === null ? (
                mayAnswer ? (
                  <button
                    type="button"
                    className="ln-button ln-button-small"
                    onClick={() => setAsking({ kind: 'answer', question: one.id })}
                  >
                    {t.side.answer}
                  </button>
                ) : (
                  <span className="ln-third">○ {t.side.waitsAnswer}</span>
                )
              ) : (
                <p className="ln-second">
                  ✓ {one.answeredBy}
                  {t.colon}
                  {one.answer}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {mayAsk ? (
        <div className="ln-row">
          {focused ? (
            <button
              type="button"
              className="ln-button ln-button-small"
              onClick={() => setAsking({ kind: 'ask', cell: focused })}
            >
              {t.side.askHere}
            </button>
          ) : null}
          <button
            type="button"
            className="ln-button ln-button-small"
            onClick={() => setAsking({ kind: 'ask', cell: null })}
          >
            {t.side.askWhole}
          </button>
        </div>
      ) : null}
      {asking ? (
        <AskDialog
          view={view}
          asking={asking}
          about={asking.kind === 'ask' && asking.cell ? nameOf(asking.cell) : null}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Card>
  );
}

function AskDialog(props: { view: ReturnView; asking: Asking; about: string | null; onClose: () => void }) {
  const { view, asking, about, onClose } = props;
  const t = useText(text);
  const [words, setWords] = useState('');
  const act = useAct(view.id);
  const isAnswer = asking.kind === 'answer';
  const send = () =>
    act
      .mutateAsync(
        isAnswer
          ? { act: 'answer', body: { question: asking.question, answer: words.trim() } }
          : {
              act: 'ask',
              body: {
                row: asking.cell?.row ?? null,
                column: asking.cell?.column ?? null,
                question: words.trim(),
              },
            },
      )
      .then(onClose);
  return (
    <Dialog
      title={isAnswer ? t.side.answerTitle : t.side.askTitle}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.reason.cancel}
          save={isAnswer ? t.side.answer : t.side.send}
          disabled={words.trim() === '' || act.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        {about ? <p>{about}</p> : null}
        <AreaField
          label={isAnswer ? t.side.answerWords : t.side.question}
          maxLength={1000}
          rows={4}
          value={words}
          onChange={setWords}
        />
        <SaveFailure error={act.error} conflict="" />
      </div>
    </Dialog>
  );
}
