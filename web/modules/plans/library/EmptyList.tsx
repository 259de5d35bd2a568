import { Link } from '../../../shell/Link.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';

export interface EmptyListProps {
  isFiltered: boolean;
  onClear: () => void;
  /** Why there is nothing, and the way on to the plans from which it comes. */
  detail: string;
  toLibrary: string;
}

/** A list that plans fill: the filter hides all of it, or no plan has been checked yet. */
export function EmptyList({ isFiltered, onClear, detail, toLibrary }: EmptyListProps) {
  if (isFiltered) return <EmptyState kind="filtered" onClear={onClear} />;
  return (
    <EmptyState
      kind="nothing-yet"
      detail={detail}
      action={
        <Link className="ln-button" to="/plans">
          {toLibrary}
        </Link>
      }
    />
  );
}
