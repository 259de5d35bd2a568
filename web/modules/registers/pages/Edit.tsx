import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useCrumbName } from '../../../shell/frame/crumb-names.ts';
import { useText } from '../../../shell/preferences.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { entryQuery, registerQuery } from '../api.ts';
import { EntryForm } from '../form/EntryForm.tsx';
import { text } from '../form/text.ts';
import { entryHref } from '../list/columns.tsx';
import { useRegisterCrumb } from '../use-register-crumb.ts';
import '../registers.css';

/** A new entry, or an old one to be changed. */
export function Edit() {
  const { register: registerId = '', id } = useParams();
  const t = useText(text);
  const query = useQuery(registerQuery(registerId));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page' }}>
      {(register) =>
        id === undefined ? <NewEntry register={register} /> : <OldEntry key={id} register={register} id={id} />
      }
    </Part>
  );
}

function NewEntry({ register }: { register: Register }) {
  const t = useText(text);
  useRegisterCrumb(register);
  if (!register.mayWrite) return <EmptyState kind="no-right" detail={t.readOnly} />;
  return <EntryForm register={register} entry={null} etag={null} />;
}

function OldEntry({ register, id }: { register: Register; id: string }) {
  const t = useText(text);
  const query = useQuery(entryQuery(register.id, id));
  useRegisterCrumb(register);
  useCrumbName(entryHref(register.id, id), query.data?.data.title ?? '…');
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page' }}>
      {({ data, etag }) =>
        data.mayEdit ? (
          <EntryForm register={register} entry={data} etag={etag} />
        ) : (
          <EmptyState kind="no-right" detail={t.readOnly} />
        )
      }
    </Part>
  );
}
