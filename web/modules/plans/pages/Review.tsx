import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { useUrlState } from '../../../shell/url.ts';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { SplitReview } from '../../../shell/widgets/SplitReview.tsx';
import { AddDialog } from '../review/AddDialog.tsx';
import { ItemsPane } from '../review/ItemsPane.tsx';
import { needsDecision, nextOpen, progressOf, sureFrom } from '../review/items.ts';
import { PublishDialog } from '../review/PublishDialog.tsx';
import { QuotePane } from '../review/QuotePane.tsx';
import { ReviewHead } from '../review/ReviewHead.tsx';
import { SourcePane } from '../review/SourcePane.tsx';
import { useActions } from '../review/use-actions.ts';
import { useReviewPlace } from '../review/use-review.ts';
import { type ReviewView, reviewQuery, useReviewActions } from '../review-api.ts';
import { text } from '../review-text.ts';
import '../review/review.css';
import '../review/review-items.css';
import '../library/library.css';

/** The plan's text at the left, what was read from it at the right, checked item by item. */
export function Review() {
  const t = useText(text);
  const { id = '' } = useParams();
  const [version] = useUrlState('version', '');
  const language = useLanguage();
  const query = useQuery(reviewQuery(id, version, language));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'text', rows: 14 }}>
      {(review) => <Stage review={review} version={version} />}
    </Part>
  );
}

function Stage({ review, version }: { review: ReviewView; version: string }) {
  const t = useText(text);
  if (review.state === 'reading') return <EmptyState kind="not-due" title={t.reading} detail={review.plan.title} />;
  if (review.state === 'failed') {
    const note = review.plan.versions.find(({ number }) => number === review.versionNumber)?.note;
    return (
      <EmptyState
        kind="nothing-yet"
        title={t.failed}
        detail={`${note ?? ''} ${t.failedNext}`}
        action={
          <Link className="ln-button ln-primary" to={`/plans/upload?plan=${review.plan.id}`}>
            {t.uploadAgain}
          </Link>
        }
      />
    );
  }
  return <Checking review={review} version={version} />;
}

function Checking({ review, version }: { review: ReviewView; version: string }) {
  const t = useText(text);
  const language = useLanguage();
  const mayWrite = useMay()('plans.write');
  const mayEdit = mayWrite && review.plan.mayEdit && review.state !== 'superseded';
  const place = useReviewPlace(review);
  const actions = useReviewActions(review.plan.id, version, language);
  const acting = useActions(actions, t, place.choose);
  const progress = useMemo(() => progressOf(review.targets, review.tasks), [review]);
  const [split, setSplit] = useState<{ id: string; at: number } | null>(null);
  const [dialog, setDialog] = useState<'publish' | 'add' | null>(null);
  const byKeyboard = useRef(false);
  useEffect(() => () => void actions.leave(), [actions]);

  const { current, tab, choose, goToTarget } = place;
  const splitting = split && split.id === current ? split : null;
  const setSplitting = (state: { at: number } | null) =>
    setSplit(state && current ? { id: current, at: state.at } : null);
  const target = tab === 'targets' ? review.targets.find(({ id }) => id === current) : undefined;
  const pick = useCallback(
    (id: string) => {
      byKeyboard.current = false;
      goToTarget(id);
    },
    [goToTarget],
  );
  const move = (by: number) => {
    byKeyboard.current = true;
    setSplitting(null);
    place.move(by);
  };
  const goAsk = () => {
    setDialog(null);
    byKeyboard.current = true;
    const next = nextOpen(
      place.items.map((item) => item.target),
      tab === 'targets' ? current : null,
      needsDecision,
    );
    if (next) goToTarget(next);
  };
  const goNext = () => {
    byKeyboard.current = true;
    const list = tab === 'tasks' ? place.tasks : place.listed.map((item) => item.target);
    const open = list.filter(
      ({ id, review: state }) => id === current || (state === 'proposed' && !acting.pending.has(id)),
    );
    const next = nextOpen<{ id: string; review: string }>(open, current);
    if (next) choose(next);
  };
  const cut = (at: number) => {
    if (!target || target.start === null || target.end === null) return;
    if (at <= target.start || at >= target.end) return acting.say(t.splitting.outside);
    setSplitting(null);
    void acting.split(target, at);
  };
  const add = async (start: number, end: number) => {
    setDialog(null);
    byKeyboard.current = false;
    const id = await acting.add(start, end);
    if (id) goToTarget(id);
  };
  const undo = async () => {
    const id = await acting.undo();
    if (id) choose(id);
  };
  useHotkeys([
    { keys: 'j', label: t.keys.next, run: () => move(1) },
    { keys: 'k', label: t.keys.previous, run: () => move(-1) },
    { keys: 'n', label: t.keys.ask, run: goAsk },
    { keys: 'ctrl+z', label: t.keys.undo, run: () => void undo() },
  ]);

  // Of adding, or of all together: no item shows it.
  const { failed } = acting;
  const general = failed && ![...review.targets, ...review.tasks].some(({ id }) => id === failed.id) ? failed : null;

  return (
    <>
      <ReviewHead
        review={review}
        progress={progress}
        mayEdit={mayEdit}
        onAsk={goAsk}
        onFinish={() => setDialog('publish')}
        onAcceptSure={() =>
          acting.together(async () => {
            const counts = await actions.acceptConfident(review.versionNumber, sureFrom);
            return t.acceptedSure(counts.targets, counts.tasks);
          })
        }
      />
      {general ? (
        <ErrorState
          error={general.error}
          onRetry={general.again}
          action={
            <button type="button" className="ln-button ln-button-small" onClick={acting.dismiss}>
              {t.failure.understood}
            </button>
          }
        />
      ) : null}
      {mayEdit ? null : <p className="ln-note ln-small rv-read-only">{t.readOnly}</p>}
      <SplitReview
        current={current}
        left={
          review.text === '' ? (
            <QuotePane
              review={review}
              items={place.items}
              tasks={tab === 'tasks' ? place.tasks : null}
              current={current}
              mayEdit={mayEdit}
              onPick={pick}
              onPickTask={choose}
            />
          ) : (
            <SourcePane
              review={review}
              marks={place.marks}
              focus={place.focus}
              current={current}
              mayEdit={mayEdit}
              splitting={splitting !== null}
              onSplitAt={cut}
              onPick={pick}
              onAdd={add}
              onAddTyped={() => setDialog('add')}
            />
          )
        }
        right={
          <ItemsPane
            review={review}
            place={place}
            acting={acting}
            progress={progress}
            mayEdit={mayEdit}
            splitting={splitting}
            onSplit={setSplitting}
            onCut={cut}
            onNext={goNext}
            byKeyboard={byKeyboard.current}
          />
        }
      />
      {dialog === 'publish' ? (
        <PublishDialog
          review={review}
          progress={progress}
          onPublish={actions.publish}
          onAsk={goAsk}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'add' ? <AddDialog text={review.text} onAdd={add} onClose={() => setDialog(null)} /> : null}
    </>
  );
}
