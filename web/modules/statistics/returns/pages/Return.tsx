import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useSession } from '../../../../shell/session.ts';
import { Part } from '../../../../shell/widgets/Part.tsx';
import '../returns.css';
import { returnQuery } from '../api.ts';
import { keepPageOffLine } from '../draft/worker.ts';
import { Filling } from '../Filling.tsx';
import { text } from '../text.ts';

/** One return: filled in by its reporter, looked at by the bureaus above. */
export function Return() {
  const t = useText(text);
  const language = useLanguage();
  const { id = '' } = useParams();
  const { user } = useSession();
  const query = useQuery(returnQuery(id, user?.id ?? '', language));
  useEffect(() => void keepPageOffLine(), []);
  const { refetch } = query;
  const isCopy = query.data?.copyOf != null;
  useEffect(() => {
    if (!isCopy) return;
    const again = () => void refetch();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isCopy, refetch]);
  return (
    <Part query={query} what={t.what} loading={{ shape: 'table', rows: 12 }}>
      {(loaded) => <Filling key={loaded.view.id} loaded={loaded} user={user?.id ?? ''} />}
    </Part>
  );
}
