import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { CopyButton } from '../../../shell/widgets/CopyLink.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { text } from '../text.ts';
import { useWebhookChanges, type Webhook, webhooksQuery } from '../webhooks/api.ts';
import { NewWebhookDialog } from '../webhooks/NewWebhookDialog.tsx';

/** 消息推送: which addresses are told of signals and cases; a new one's secret is shown once. */
export function Webhooks() {
  const t = useText(text).webhooks;
  const query = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.note}
        actions={
          <button type="button" className="ln-button ln-primary" onClick={() => setAdding(true)}>
            {t.add}
          </button>
        }
      />
      {secret ? (
        <div className="ln-note" role="status">
          <p>{t.secret}</p>
          <p>
            <code className="ln-break">{secret}</code>
          </p>
          <CopyButton text={secret}>{t.copy}</CopyButton>
        </div>
      ) : null}
      <Part
        query={query}
        what={t.what}
        loading={{ shape: 'text', rows: 4 }}
        empty={({ items }) => items.length === 0}
        emptyState={<EmptyState kind="nothing-yet" title={t.none} />}
      >
        {({ items }) => (
          <div className="ln-stack">
            {items.map((hook) => (
              <HookCard key={hook.id} hook={hook} />
            ))}
          </div>
        )}
      </Part>
      {adding ? <NewWebhookDialog onClose={() => setAdding(false)} onMade={setSecret} /> : null}
    </>
  );
}

function HookCard({ hook }: { hook: Webhook }) {
  const t = useText(text).webhooks;
  const { drop } = useWebhookChanges();
  return (
    <Card
      title={<span className="ln-break">{hook.url}</span>}
      extra={
        <ConfirmButton danger question={t.removeQuestion(hook.url)} onConfirm={() => drop.mutateAsync(hook.id)}>
          {t.remove}
        </ConfirmButton>
      }
    >
      <p className="ln-row">
        {hook.events.map((event) => (
          <Tag key={event}>{t.names[event] ?? event}</Tag>
        ))}
        <span className="ln-small ln-third">
          {t.last} {hook.lastStatus ?? t.never}
        </span>
      </p>
    </Card>
  );
}
