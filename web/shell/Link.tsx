import { type ComponentProps, useCallback } from 'react';
import { Link as RouterLink, useLocation, useNavigate } from 'react-router';

const globals = ['region', 'month'] as const;

/** A path with the region and month of where we are, unless it names its own. */
function withScope(to: string, currentSearch: string): string {
  const [rest = '', hash = ''] = to.split('#');
  const [path = '', own = ''] = rest.split('?');
  const search = new URLSearchParams(own);
  const current = new URLSearchParams(currentSearch);
  for (const key of globals) {
    const value = current.get(key);
    if (value && !search.has(key)) search.set(key, value);
  }
  const text = search.toString().replaceAll('%2C', ',');
  return path + (text ? `?${text}` : '') + (hash ? `#${hash}` : '');
}

/** A link inside the product: keeps region and data month. Use this one, not react-router's. */
export function Link({ to, ...rest }: Omit<ComponentProps<typeof RouterLink>, 'to'> & { to: string }) {
  return <RouterLink to={withScope(to, useLocation().search)} {...rest} />;
}

/** Goes to a path, keeping region and month: `const go = useGo(); go('/targets/12')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((to, options) => navigate(withScope(to, location.search), options), [navigate]);
}
