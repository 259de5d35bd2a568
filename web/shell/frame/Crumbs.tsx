import { Link } from '../Link.tsx';
import { useLanguage, useText } from '../preferences.tsx';
import { text } from './text.ts';
import { useTrail } from './use-trail.ts';

/** Where the page is; only below the second level. */
export function Crumbs() {
  const t = useText(text);
  const language = useLanguage();
  const trail = useTrail();
  const [top] = trail;
  if (!top) return null;
  return (
    <nav className="ln-crumbs ln-small" aria-label={t.breadcrumb}>
      <span>{t.entries[top.page.entry]}</span>
      {trail.map(({ page, path, name }) => (
        <span key={path}>
          <span aria-hidden="true">›</span> <Link to={path}>{name ?? page.title(language)}</Link>
        </span>
      ))}
    </nav>
  );
}
