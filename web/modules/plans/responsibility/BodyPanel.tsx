import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Facts, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { today } from '../library/dates.ts';
import { planQuery } from '../library-api.ts';
import { type BodyView, type DecisionView, useDecide, useRemoveBody } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';
import { MeetingDialog } from './MeetingDialog.tsx';

export interface BodyPanelProps {
  body: BodyView;
  onEdit: () => void;
  onClose: () => void;
}

/** One body: its decisions first, then who is in it and what it is for. */
export function BodyPanel({ body, onEdit, onClose }: BodyPanelProps) {
  const t = useText(text);
  const f = t.fields;
  const [isAdding, setAdding] = useState(false);
  const decide = useDecide();
  const removal = useRemoveBody();
  const meetings = body.meetings.toSorted((a, b) => b.heldOn.localeCompare(a.heldOn));
  return (
    <SidePanel
      title={body.name}
      tag={<Tag>{t.bodyKinds[body.kind]}</Tag>}
      width={480}
      onClose={onClose}
      footer={
        body.mayEdit ? (
          <div className="ln-row">
            <button type="button" className="ln-button" onClick={() => setAdding(true)}>
              {t.addMeeting}
            </button>
            <button type="button" className="ln-button" onClick={onEdit}>
              {t.editBody}
            </button>
            <ConfirmButton
              className="ln-button"
              danger
              question={t.removeQuestion(body.name)}
              verb={t.removeRun}
              onConfirm={() => removal.mutateAsync(body).then(onClose)}
            >
              {t.removeBody}
            </ConfirmButton>
          </div>
        ) : undefined
      }
    >
      <div className="ln-stack">
        {decide.isError ? <ErrorState error={decide.error} /> : null}
        <section>
          <h3>{t.meetings}</h3>
          {meetings.length === 0 ? <p className="ln-third">{t.noMeetings}</p> : null}
          <ol className="pl-timeline">
            {meetings.map((meeting) => (
              <li key={meeting.id}>
                <p>
                  <span className="ln-small ln-third">{meeting.heldOn}</span> <b>{meeting.title}</b>
                </p>
                <ul>
                  {meeting.decisions.map((decision) => (
                    <Decision
                      key={decision.id}
                      decision={decision}
                      mayEdit={body.mayEdit}
                      isBusy={decide.isPending}
                      onChange={(state) => decide.mutate({ id: decision.id, state })}
                    />
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
        <Facts
          items={[
            { name: f.region, value: body.region.name },
            ...(body.chair ? [{ name: f.chair, value: body.chair }] : []),
            ...(body.leadUnit ? [{ name: f.leadUnit, value: body.leadUnit }] : []),
            ...(body.chain ? [{ name: f.chain, value: body.chain }] : []),
            ...(body.planId ? [{ name: f.plan, value: <PlanName id={body.planId} /> }] : []),
            ...(body.foundedOn ? [{ name: f.foundedOn, value: body.foundedOn }] : []),
            ...(body.endedOn ? [{ name: f.endedOn, value: body.endedOn }] : []),
            ...(body.duties ? [{ name: f.duties, value: <span className="pl-pre">{body.duties}</span> }] : []),
          ]}
        />
        <section>
          <h3>{t.members(body.members.length)}</h3>
          <ul>
            {body.members.map((member) => (
              <li key={`${member.unit} ${member.person}`} className="ln-row">
                <span>
                  {member.unit} {member.person}
                </span>
                {member.duty === 'member' ? null : <Tag look="blue">{t.duties[member.duty]}</Tag>}
              </li>
            ))}
          </ul>
        </section>
      </div>
      {isAdding ? <MeetingDialog body={body} onClose={() => setAdding(false)} /> : null}
    </SidePanel>
  );
}

function Decision(props: {
  decision: DecisionView;
  mayEdit: boolean;
  isBusy: boolean;
  onChange: (state: DecisionView['state']) => void;
}) {
  const t = useText(text);
  const { decision, mayEdit, isBusy, onChange } = props;
  const isOpen = decision.state === 'open';
  const isLate = isOpen && decision.dueOn !== null && decision.dueOn < today();
  return (
    <li className="pl-decision">
      <p>{decision.text}</p>
      <p className="ln-row ln-small">
        <span className="ln-second">{decision.unit}</span>
        {decision.dueOn ? <span className={isLate ? 'pl-overdue' : 'ln-third'}>{decision.dueOn}</span> : null}
        <Tag look={isLate ? 'red' : isOpen ? 'blue' : 'grey'}>{t.decisionStates[decision.state]}</Tag>
        {decision.taskId ? <Link to={`/tasks/${decision.taskId}`}>{t.task}</Link> : null}
        {mayEdit ? (
          <button
            type="button"
            className="ln-link"
            disabled={isBusy}
            onClick={() => onChange(isOpen ? 'done' : 'open')}
          >
            {isOpen ? t.markDone : t.markOpen}
          </button>
        ) : null}
      </p>
    </li>
  );
}

function PlanName({ id }: { id: string }) {
  const { data } = useQuery(planQuery(id, useLanguage()));
  return <Link to={`/plans/${id}`}>{data?.shortTitle ?? '…'}</Link>;
}
