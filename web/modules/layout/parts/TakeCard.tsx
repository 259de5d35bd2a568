import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { type LayoutView, useTakeLayout } from '../api.ts';
import { text } from '../text.ts';

type Plan = LayoutView['plans'][number];

/** Layouts that the plans have, and which of them the register holds. */
export function TakeCard({ plans }: { plans: readonly Plan[] }) {
  const t = useText(text);
  if (plans.length === 0) return null;
  return (
    <Card title={t.takeTitle} note={t.takeNote}>
      <ul className="ln-stack">
        {plans.map((plan) => (
          <TakeRow key={plan.id} plan={plan} />
        ))}
      </ul>
    </Card>
  );
}

function TakeRow({ plan }: { plan: Plan }) {
  const t = useText(text);
  const take = useTakeLayout();
  return (
    <li>
      <span className="ln-row">
        <Link to={`/plans/${plan.id}?tab=layout`}>{plan.title}</Link>
        <span className="ln-small ln-third">{t.taken(plan.taken, plan.nodes)}</span>
        {plan.mayTake && plan.taken < plan.nodes ? (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={take.isPending}
            onClick={() => take.mutate(plan.id)}
          >
            {t.take(plan.nodes - plan.taken)}
          </button>
        ) : null}
      </span>
      {take.data ? (
        <p className="ln-small" role="status">
          {t.takeDone(take.data.added)}{' '}
          {take.data.unknownPlaces.length > 0 ? t.takeUnknown(take.data.unknownPlaces.join('、')) : ''}
        </p>
      ) : null}
      {take.isError ? <ErrorState error={take.error} /> : null}
    </li>
  );
}
