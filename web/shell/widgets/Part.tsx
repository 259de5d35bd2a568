import type { UseQueryResult } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { useLanguage, useText } from '../preferences.tsx';
import { ApiProblem, describeProblem } from '../problem.ts';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { Loading, type LoadingProps } from './Loading.tsx';
import { text } from './text.ts';

export interface PartProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  /** What is fetched, for the loading line: '目标台账'. */
  what?: string;
  loading?: Pick<LoadingProps, 'shape' | 'rows' | 'height'>;
  /** Shown instead when it answers true. */
  empty?: (data: T) => boolean;
  emptyState?: ReactNode;
}

/**
 * A part of a page on one query: grey blocks, then the data; an error leaves what is there, marked with its age;
 * a failure in drawing it stays within it. 403 becomes the "no right" kind of empty.
 */
export function Part<T>({ query, children, what, loading, empty, emptyState }: PartProps<T>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <PartBoundary name={what}>
        {query.isError ? <StaleNote error={query.error} since={query.dataUpdatedAt} onRetry={retry} /> : null}
        <div className={query.isPlaceholderData ? 'ln-outdated' : undefined}>
          {empty?.(query.data) ? (emptyState ?? <EmptyState kind="nothing-yet" />) : children(query.data)}
        </div>
      </PartBoundary>
    );
  }
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 403) return <EmptyState kind="no-right" />;
    return <ErrorState error={query.error} onRetry={retry} />;
  }
  return <Loading {...loading} what={what} onRetry={retry} />;
}

function StaleNote({ error, since, onRetry }: { error: unknown; since: number; onRetry: () => void }) {
  const t = useText(text);
  const { code } = describeProblem(error, useLanguage());
  return (
    <p className="ln-warning ln-small" role="status">
      {t.stale(t.minutesAgo(Math.floor((Date.now() - since) / 60_000)))}{' '}
      <button type="button" className="ln-link" onClick={onRetry}>
        {t.retry}
      </button>{' '}
      <span className="ln-caption ln-third">{t.errorCode(code)}</span>
    </p>
  );
}

interface BoundaryProps {
  name?: string | undefined;
  children: ReactNode;
}

/** Keeps a failure in drawing within its part: the page around it stays. */
export class PartBoundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <PartFailed name={this.props.name} error={this.state.error} onRetry={() => this.setState({ error: null })} />
    );
  }
}

function PartFailed({ name, error, onRetry }: { name: string | undefined; error: unknown; onRetry: () => void }) {
  const t = useText(text);
  return <ErrorState error={error} safe={name ? t.partFailed(name) : t.partFailedPlain} onRetry={onRetry} />;
}
