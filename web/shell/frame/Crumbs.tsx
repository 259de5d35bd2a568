import { Link } from '../Link.tsx';
import { useLanguage, useText } from '../preferences.tsx';
import { useModules, usePage } from './context.ts';
import { trailOf } from './pages.ts';
import { text } from './text.ts';

/** Where the page is; only below the second level. */
export function Crumbs() {
  const t = useText(text);
  const language = useLanguage();
  const modules = useModules();
  const page = usePage();
  if (!page?.parent) return null;
  return (
    <nav className="ln-crumbs ln-small" aria-label={t.breadcrumb}>
      <span>{t.entries[page.entry]}</span>
      {trailOf(modules, page).map((above) => (
        <span key={above.path}>
          <span aria-hidden="true">›</span> <Link to={above.path}>{above.title(language)}</Link>
        </span>
      ))}
    </nav>
  );
}
