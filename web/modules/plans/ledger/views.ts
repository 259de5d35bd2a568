export interface SavedView {
  name: string;
  /** The URL's search without the month: a view is a question, asked of whatever month it is. */
  search: string;
}

const storageKey = (user: string) => `liannao.views.targets.${user}`;

export function loadViews(user: string): SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(user)) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((view) => typeof view?.name === 'string' && typeof view?.search === 'string')
      : [];
  } catch {
    return [];
  }
}

export function storeViews(user: string, views: readonly SavedView[]): void {
  try {
    localStorage.setItem(storageKey(user), JSON.stringify(views));
  } catch {
    // A browser without storage keeps them until the page is closed.
  }
}
