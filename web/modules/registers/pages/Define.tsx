import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { Part } from '../../../shell/widgets/Part.tsx';
import { registersQuery } from '../api.ts';
import { definitionQuery } from '../define/api.ts';
import { DefinitionList } from '../define/DefinitionList.tsx';
import { Editor } from '../define/Editor.tsx';
import { text } from '../define/text.ts';
import { idOf } from '../define/yaml.ts';
import '../registers.css';

/** How registers are defined: the list of definitions, and one of them being edited. */
export function Define() {
  const [register, setRegister] = useUrlState('register', '');
  const [brought, setBrought] = useState<string | null>(null);
  const known = useQuery(registersQuery());
  const bring = (source: string) => {
    const id = idOf(source);
    setBrought(source);
    setRegister(known.data?.items.some((one) => one.id === id) ? id : 'new');
  };
  if (register === '') return <DefinitionList onSource={bring} />;
  if (register === 'new') return <Editor register={null} current="" brought={brought} />;
  return (
    <InForce
      key={register}
      register={register}
      brought={brought !== null && idOf(brought) === register ? brought : null}
    />
  );
}

function InForce({ register, brought }: { register: string; brought: string | null }) {
  const t = useText(text);
  const query = useQuery(definitionQuery(register));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page' }}>
      {({ source }) => <Editor register={register} current={source} brought={brought} />}
    </Part>
  );
}
