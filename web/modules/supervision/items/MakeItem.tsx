import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { useMay } from '../../../shell/session.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { useMakeItem } from '../api.ts';
import { text } from '../text.ts';
import { itemPath } from './columns.tsx';

interface MakeItemProps {
  kind: 'target' | 'task';
  id: string;
  /** For a screen reader, where several such buttons stand on a page. */
  name?: string;
  className?: string;
}

/** 转督办: one press makes an item of a target or a task, and then leads to it. Asks for the unit where the plan names none. */
export function MakeItem({ kind, id, name, className = 'ln-button' }: MakeItemProps) {
  const t = useText(text);
  const may = useMay();
  const make = useMakeItem();
  const [unit, setUnit] = useState('');
  const isUnitMissing = make.error instanceof ApiProblem && make.error.code === 'item-without-unit';
  if (!may('supervision.write')) return null;
  if (make.data) {
    return (
      <span role="status">
        <Link to={itemPath(make.data.id)}>{make.data.made ? t.makeDone : t.makeThere}</Link>
      </span>
    );
  }
  return (
    <>
      {isUnitMissing ? <TextField label={t.columns.unit} hint={t.makeUnit} value={unit} onChange={setUnit} /> : null}
      {make.isError && !isUnitMissing ? <ErrorState error={make.error} /> : null}
      <button
        type="button"
        className={className}
        disabled={make.isPending || (isUnitMissing && unit.trim() === '')}
        onClick={() => make.mutate({ [kind]: id, ...(unit.trim() ? { unit: unit.trim() } : {}) })}
      >
        {t.makeOne}
        {name ? <span className="ln-hidden"> {name}</span> : null}
      </button>
    </>
  );
}
