import { CrossIcon } from './icons.tsx';

/** The cross at the end of a row of a form; its label says what goes. */
export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="ln-icon-button" aria-label={label} onClick={onClick}>
      <CrossIcon size={14} />
    </button>
  );
}
