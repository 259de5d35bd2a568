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

/** The entries that have pages for this reader, with those pages in order. */
export function menuOf(modules: readonly WebModule[], session: Session): MenuEntry[] {
  const pages = modules.flatMap((module) => module.pages).filter((page) => inMenu(page) && mayOpen(page, session));
  const ordered = (chosen: PageDefinition[]) => chosen.toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50));
  const byFirmEntry = firmEntries.map((key) => ({
    key,
    pages: ordered(pages.filter((page) => page.firmEntry === key)),
  }));
  const byEntry = entries.map((key) => ({ key, pages: ordered(pages.filter((page) => page.entry === key)) }));
  const forFirm = isFirm(session) && byFirmEntry.some((entry) => entry.pages.length > 0);
  return (forFirm ? byFirmEntry : byEntry).filter((entry) => entry.pages.length > 0);
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
