import type { FieldView, Register } from '../../../server/kernel/registers/model.ts';
import { apiUrl } from '../../shell/api.ts';
import { Link } from '../../shell/Link.tsx';
import { Figure } from '../../shell/widgets/Figure.tsx';
import { filePath } from './api.ts';
import { useWithheldWords } from './use-value-context.ts';
import { isEmpty, isNumeric, unitOf, type ValueContext, valueWords } from './values.ts';

interface FieldValueProps {
  field: FieldView;
  value: unknown;
  context: ValueContext;
  /** Beside the number; in a table the heading has it. */
  withUnit?: boolean;
  /** References and files lead somewhere. */
  linked?: boolean;
}

/** A value of an entry as it is read: number with unit, words of a code, a way to what it refers to. */
export function FieldValue({ field, value, context, withUnit = false, linked = false }: FieldValueProps) {
  if (isEmpty(value)) return <span className="ln-third">—</span>;
  if (isNumeric(field) && typeof value === 'number') {
    return (
      <Figure
        value={value}
        look="dense"
        {...(withUnit ? { unit: unitOf(field) ?? undefined } : {})}
        decimals={decimalsOf(value)}
      />
    );
  }
  if (linked && field.type === 'reference' && field.to) {
    return <Linked values={value} path={(id) => `/registers/${field.to}/${id}`} context={context} />;
  }
  if (linked && field.type === 'file') {
    return <Files values={value} register={context.register.id} context={context} />;
  }
  return <>{valueWords(field, value, context)}</>;
}

/** As written: an entry's own number is not rounded. */
const decimalsOf = (value: number): number => {
  const [, tail = ''] = String(value).split('.');
  return Math.min(6, tail.length);
};

const all = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

function Linked({ values, path, context }: { values: unknown; path: (id: string) => string; context: ValueContext }) {
  return all(values).map((id, index) => (
    <span key={id}>
      {index > 0 ? '、' : null}
      <Link to={path(id)}>{context.refs[id] ?? id}</Link>
    </span>
  ));
}

function Files({ values, register, context }: { values: unknown; register: string; context: ValueContext }) {
  return all(values).map((id, index) => (
    <span key={id}>
      {index > 0 ? '、' : null}
      <a href={apiUrl(filePath(register, id))} download>
        {context.refs[id] ?? id}
      </a>
    </span>
  ));
}

/** In place of a value that this reader may not see. */
export function Withheld({ register, grade }: { register: Pick<Register, 'access'>; grade: string }) {
  const words = useWithheldWords(register)(grade);
  return (
    <span className="ln-missing" title={words}>
      *<span className="ln-hidden">{words}</span>
    </span>
  );
}
