/** Which pages there are, and which of them this reader may open: pure functions of the modules and the session. */
import { type Entry, entries, type FirmEntry, firmEntries, type PageDefinition, type WebModule } from '../module.ts';
import type { Session } from '../session.ts';

export interface MenuEntry {
  key: Entry | FirmEntry;
  pages: readonly PageDefinition[];
}

export function mayOpen(page: PageDefinition, session: Session): boolean {
  if (page.permission) return session.permissions.includes(page.permission);
  return page.public === true || session.user !== null;
}

const inMenu = (page: PageDefinition) => page.menu ?? !page.path.includes(':');

/** A firm's user has no role but those that a firm has. */
const isFirm = ({ grants }: Session): boolean =>
  grants.length > 0 && grants.every(({ role }) => role === 'enterprise' || role === 'operator');

/** Somebody who reports for a firm; he may hold other roles beside it. */
const isReporter = ({ grants }: Session): boolean =>
  grants.some(({ role }) => role === 'reporter' || role === 'enterprise');

/** The entries that have pages for this reader, with those pages in order. */
export function menuOf(modules: readonly WebModule[], session: Session): MenuEntry[] {
  const pages = modules.flatMap((module) => module.pages).filter((page) => inMenu(page) && mayOpen(page, session));
  const ordered = (chosen: PageDefinition[]) => chosen.toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50));
  const byFirmEntry = firmEntries.map((key) => ({
    key,
    pages: ordered(pages.filter((page) => page.firmEntry === key)),
  }));
  const forFirm = isFirm(session) && byFirmEntry.some(({ key, pages }) => key === 'home' && pages.length > 0);
  // His forms are what a reporter comes for: they stand first, and not a second time below.
  const own = isReporter(session) ? byFirmEntry.filter(({ key }) => key === 'forms') : [];
  const left = pages.filter((page) => !own.some((entry) => entry.pages.includes(page)));
  const byEntry = entries.map((key) => ({ key, pages: ordered(left.filter((page) => page.entry === key)) }));
  return (forFirm ? byFirmEntry : [...own, ...byEntry]).filter((entry) => entry.pages.length > 0);
}

/** The pages above this one, from the entry down; `aboveOf` may know of a thing's page that it stands elsewhere. */
export function trailOf(
  modules: readonly WebModule[],
  page: PageDefinition,
  aboveOf: (page: PageDefinition) => string | undefined = ({ parent }) => parent,
): PageDefinition[] {
  const pages = modules.flatMap((module) => module.pages);
  const trail: PageDefinition[] = [];
  let above = aboveOf(page);
  while (above !== undefined && trail.length < 5) {
    const parent = pages.find(({ path }) => path === above);
    if (!parent) break;
    trail.unshift(parent);
    above = aboveOf(parent);
  }
  return trail;
}
