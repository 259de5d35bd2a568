import type { FormDefinition } from '@liannao/statistics';
import type { FieldProblem } from '../../../kernel/errors.ts';
import type { Span } from './roster-queries.ts';
import { type Locale, textFor } from './text.ts';

/** Who may be on a roster. statistics-conventions 6 (frozen within a year, one firm reports once) and check 26. */
export interface RosterWish {
  readonly partyId: string | null;
  /** Where the party is entered as working; null where a region's bureau reports. */
  readonly partyRegion: string | null;
  readonly region: string;
  readonly since: string;
  readonly until: string | null;
  readonly note: string;
}

export interface RosterFault extends FieldProblem {
  readonly status: 409 | 422;
  /** Name of the region that it is about. */
  readonly where?: string;
}

const overlaps = (a: Pick<Span, 'since' | 'until'>, b: Pick<Span, 'since' | 'until'>): boolean =>
  (a.until === null || b.since <= a.until) && (b.until === null || a.since <= b.until);

/**
 * What speaks against a line: months that do not fit, a reporter who is on the roster in the same months here or in another
 * region, one that works elsewhere, a change within the year that nobody gives a reason for. `others` are the reporter's
 * other lines on the form.
 */
export function rosterFaults(
  wish: RosterWish,
  of: { others: readonly Span[]; fitsPartyRegion: boolean; before: Pick<Span, 'since' | 'until'> | null },
  locale: Locale,
): RosterFault[] {
  const say = textFor(locale).roster;
  const fault = (status: 409 | 422, field: string, code: RosterCode, message: string, where?: string): RosterFault => ({
    status,
    field,
    code,
    message,
    ...(where === undefined ? {} : { where }),
  });
  const { since, until } = wish;
  if (until !== null && until < since) return [fault(422, 'until', 'months-reversed', say.reversed(since))];
  const faults: RosterFault[] = [];
  const twice = of.others.find((other) => overlaps(other, wish));
  if (twice && twice.regionCode !== wish.region) {
    faults.push(fault(409, 'region', 'reporter-elsewhere', say.elsewhere(twice.region, twice.since), twice.region));
  } else if (twice) faults.push(fault(409, 'since', 'roster-overlaps', say.overlaps(twice.since, twice.until)));
  if (!of.fitsPartyRegion) faults.push(fault(422, 'region', 'reporter-of-another-region', say.worksElsewhere()));
  const isFrozen =
    wish.partyId !== null &&
    wish.note === '' &&
    ((since !== of.before?.since && !since.endsWith('-01')) ||
      (until !== (of.before?.until ?? null) && until !== null && !until.endsWith('-12')));
  if (isFrozen) faults.push(fault(422, 'note', 'roster-frozen', say.frozen()));
  return faults;
}

type RosterCode =
  | 'months-reversed'
  | 'reporter-elsewhere'
  | 'roster-overlaps'
  | 'reporter-of-another-region'
  | 'roster-frozen';

/** Whether the form is reported by firms or by the regions' own bureaux. */
export const reportsByParty = (definition: FormDefinition): boolean => definition.reporter.kind === 'party';
