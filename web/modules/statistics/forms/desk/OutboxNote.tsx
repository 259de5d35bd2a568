import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from '../../../../shell/Link.tsx';
import { useText } from '../../../../shell/preferences.tsx';
import { sendKept } from '../../returns/draft/outbox.ts';
import { text } from '../text.ts';

/** What was filled in without a connection is sent when the desk opens or the connection is back; this says what became of it. */
export function OutboxNote({ user }: { user: string }) {
  const t = useText(text).desk;
  const { data, refetch } = useQuery({
    queryKey: ['statistics-outbox', user],
    queryFn: () => sendKept(user),
    networkMode: 'always',
    gcTime: 0,
    staleTime: 30_000,
  });
  useEffect(() => {
    const again = () => void refetch();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [refetch]);
  if (!data) return null;
  return (
    <div role="status">
      {data.sent.length > 0 ? <p className="ln-note ln-small">{t.sent(data.sent.join(t.listComma))}</p> : null}
      {data.left.map((one) => (
        <p key={one.returnId} className="ln-warning ln-small">
          <Link to={`/returns/${one.returnId}`}>{t.left(one.name)}</Link>
        </p>
      ))}
    </div>
  );
}
