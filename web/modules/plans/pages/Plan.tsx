import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { Link, useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { useUrlState } from '../../../shell/url.ts';
import { Card, Sentence, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { useNeighbours } from '../../../shell/widgets/neighbours.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { Attention } from '../library/Attention.tsx';
import { Comments } from '../library/Comments.tsx';
import { Contradictions, Coverage, Sums } from '../library/Coverage.tsx';
import { LayoutPart } from '../library/LayoutPart.tsx';
import { Parents } from '../library/Parents.tsx';
import { PlanFacts } from '../library/PlanFacts.tsx';
import { StateCounts } from '../library/StateCounts.tsx';
import { Tabs } from '../library/Tabs.tsx';
import { Versions } from '../library/Versions.tsx';
import { planQuery, relationsQuery, useDeletePlan } from '../library-api.ts';
import { text } from '../library-text.ts';
import '../library/library.css';

const tabs = ['facts', 'relations', 'versions', 'comments', 'layout'] as const;
type Tab = (typeof tabs)[number];

/** One plan: what it sets, how far that is checked, and how it sits between the plans above and below. */
export function Plan() {
  const t = useText(text);
  const { id = '' } = useParams();
  const query = useQuery(planQuery(id, useLanguage()));
  return (
    <Part query={query} what={t.planTitle} loading={{ shape: 'page', rows: 5 }}>
      {(plan) => <PlanBody plan={plan} />}
    </Part>
  );
}

function PlanBody({ plan }: { plan: PlanView }) {
  const t = useText(text);
  const go = useGo();
  const mayEdit = useMay()('plans.write') && plan.mayEdit;
  const [tab, setTab] = useUrlState<Tab>('tab', 'facts');
  const removal = useDeletePlan(plan.id);
  useNeighbours('plans', plan.id, (key) => `/plans/${key}`);
  const { counts } = plan;
  const isRead = counts.targets + counts.baselines + counts.parameters + counts.tasks > 0;
  return (
    <>
      <PageHeader
        title={plan.shortTitle}
        status={
          <>
            <Tag look={plan.state === 'in-force' ? 'blue' : 'grey'}>{t.states[plan.state]}</Tag>
            {plan.kind === 'plan' ? null : <Tag>{t.kinds[plan.kind]}</Tag>}
            {plan.shipped ? <Tag>{t.shipped}</Tag> : null}
          </>
        }
        note={[plan.region.name, t.levels[plan.level], t.period(plan.periodStart, plan.periodEnd)].join(' · ')}
        actions={
          <>
            {mayEdit && !plan.shipped ? (
              <ConfirmButton
                className="ln-button"
                danger
                question={t.removeQuestion(plan.title)}
                verb={t.removeRun}
                onConfirm={() => removal.mutateAsync().then(() => go('/plans'))}
              >
                {t.remove}
              </ConfirmButton>
            ) : null}
            <Link className="ln-button ln-primary" to={`/plans/${plan.id}/review`}>
              {mayEdit && counts.toReview > 0 ? t.goReview : t.seeReview}
            </Link>
          </>
        }
      />
      <div className="pl-cards">
        <Sentence>
          {isRead ? t.sentence(plan.shortTitle, counts.targets, counts.tasks) : t.noItems(plan.shortTitle)}
          {counts.toReview > 0 ? t.waiting(counts.toReview) : ''}{' '}
          <StateCounts states={plan.states} to={`/targets?plan=${plan.id}&area=all`} long />
        </Sentence>
        <section>
          <Tabs
            label={t.sections}
            tabs={tabs.map((key) => ({ key, label: t.tabs[key] }))}
            current={tab}
            onChange={(next) => setTab(next)}
          >
            <div className="pl-panel pl-cards">
              {tab === 'facts' ? (
                <>
                  {counts.targets > 0 ? <Attention planId={plan.id} /> : null}
                  <PlanFacts key={plan.updatedAt} plan={plan} mayEdit={mayEdit} />
                  <CountCard plan={plan} />
                </>
              ) : null}
              {tab === 'relations' ? <Relations plan={plan} mayEdit={mayEdit} /> : null}
              {tab === 'versions' ? <Versions plan={plan} mayEdit={mayEdit} /> : null}
              {tab === 'comments' ? <Comments planId={plan.id} mayEdit={mayEdit} /> : null}
              {tab === 'layout' ? <LayoutPart planId={plan.id} /> : null}
            </div>
          </Tabs>
        </section>
      </div>
    </>
  );
}

function CountCard({ plan }: { plan: PlanView }) {
  const t = useText(text);
  const ledger = `/targets?plan=${plan.id}&area=all`;
  const to = {
    targets: ledger,
    tasks: `/tasks?plan=${plan.id}`,
    baselines: `${ledger}&kind=baseline`,
    parameters: `${ledger}&kind=parameter`,
    unbound: `${ledger}&binding=unbound`,
  };
  return (
    <Card title={t.counts}>
      <dl className="pl-counts">
        {(Object.keys(to) as (keyof typeof to)[]).map((key) => (
          <div key={key}>
            <dt>{t.countNames[key]}</dt>
            <dd>
              <Link to={to[key]}>{plan.counts[key]}</Link>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Relations({ plan, mayEdit }: { plan: PlanView; mayEdit: boolean }) {
  const t = useText(text);
  const query = useQuery(relationsQuery(plan.id, useLanguage()));
  return (
    <Part query={query} what={t.tabs.relations} loading={{ shape: 'text', rows: 8 }}>
      {(relations) => (
        <div className="pl-cards">
          <Parents plan={plan} relations={relations} mayEdit={mayEdit} />
          <Coverage relations={relations} />
          <Contradictions relations={relations} />
          <Sums relations={relations} />
        </div>
      )}
    </Part>
  );
}
