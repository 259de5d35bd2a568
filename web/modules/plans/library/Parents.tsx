import { useQuery } from '@tanstack/react-query';
import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { CrossIcon } from '../../../shell/widgets/icons.tsx';
import { type PlanRelations, planNamesQuery, useEditPlan } from '../library-api.ts';
import { text } from '../library-text.ts';
import { Combo } from './Combo.tsx';

export interface ParentsProps {
  plan: PlanView;
  relations: PlanRelations;
  mayEdit: boolean;
}

/** The plans that this one rests on, matched with those of the library, and those that rest on it. */
export function Parents({ plan, relations, mayEdit }: ParentsProps) {
  const t = useText(text);
  const names = useQuery(planNamesQuery(useLanguage()));
  const edit = useEditPlan(plan.id);
  const { parents } = relations;
  const options = (names.data?.items ?? [])
    .filter(({ id }) => id !== plan.id)
    .map(({ id, title, region }) => ({ value: id, label: title, note: region.name }));
  const set = (next: PlanRelations['parents']) => edit.mutate({ parents: next });
  return (
    <div className="ln-two">
      <Card title={t.parents}>
        {parents.length === 0 ? <p className="ln-third">{t.parentsNone}</p> : null}
        <ul className="pl-edit-list">
          {parents.map((parent, at) => (
            <li key={`${parent.planId ?? ''} ${parent.title}`}>
              {parent.planId ? (
                <Link to={`/plans/${parent.planId}`} className="ln-grow">
                  {parent.title}
                </Link>
              ) : (
                <span className="ln-grow">
                  {parent.title} <span className="ln-small ln-third">{t.unlinked}</span>
                </span>
              )}
              {mayEdit && !parent.planId ? (
                <span style={{ width: '13rem' }}>
                  <Combo
                    label={`${t.linkParent}：${parent.title}`}
                    shown=""
                    placeholder={t.linkParent}
                    options={options}
                    adding
                    onPick={({ value }) =>
                      set(parents.map((other, index) => (index === at ? { ...other, planId: value } : other)))
                    }
                  />
                </span>
              ) : null}
              {mayEdit ? (
                <button
                  type="button"
                  className="ln-icon-button"
                  aria-label={t.removeParent(parent.title)}
                  onClick={() => set(parents.filter((_, index) => index !== at))}
                >
                  <CrossIcon />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
        {mayEdit ? (
          <Combo
            label={t.addParent}
            shown=""
            placeholder={t.addParent}
            options={options.filter(({ value }) => !parents.some(({ planId }) => planId === value))}
            adding
            onPick={({ value, label }) => set([...parents, { planId: value, title: label }])}
          />
        ) : null}
        {edit.isError ? <ErrorState error={edit.error} /> : null}
      </Card>
      <Card title={t.children}>
        {relations.children.length === 0 ? <p className="ln-third">{t.childrenNone}</p> : null}
        <ul>
          {relations.children.map((child) => (
            <li key={child.planId}>
              <Link to={`/plans/${child.planId}`}>{child.title}</Link>{' '}
              <span className="ln-small ln-third">{child.region.name}</span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
