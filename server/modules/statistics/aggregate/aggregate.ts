import type { Tx } from '../../../kernel/access/actor.ts';
import { loadCatalogue } from '../catalogue.ts';
import { addOperands } from '../series.ts';
import { figuresOf, type Held } from './calculate.ts';
import { periodsOf, planOf } from './plan.ts';
import { selectAsked, selectFigures } from './queries.ts';
import { storedTable } from './stored-table.ts';
import { readBelow, treeOf } from './tree.ts';
import type { AggregateAsk, AggregateRegion, AggregateSet } from './types.ts';

const NATION = '000000';

/**
 * Figures of some indicators for regions and periods, as the reader may see them: what is stored, else what the parts
 * give. Reads regions and figures at once, and a second time what lies below regions of which nothing is stored.
 * Throws RangeError for an indicator, region or period that was not asked for; unknown codes are left out.
 */
export async function aggregateFigures(tx: Tx, ask: AggregateAsk): Promise<AggregateSet> {
  const catalogue = new Map(await loadCatalogue(tx, ask.indicators));
  await addOperands(tx, catalogue);
  const indicators = [...new Set(ask.indicators)].flatMap((code) => catalogue.get(code) ?? []);
  const byCode = periodsOf(ask.periods);
  const periods = [...byCode.values()];
  const { scopeKey, overTime, knownAt = null } = ask;
  const plan = planOf({ indicators, scopeKey, periods, overTime, catalogue });
  const regions = await selectAsked(tx, ask.regions);
  const tree = treeOf(regions);
  // The whole of a tree is asked for: then all parts are at hand.
  const { regions: of } = ask;
  if ('root' in of && of.depth === undefined && of.level === undefined) await readBelow(tx, tree, [of.root]);
  const parents = new Map<string, string>(plan.usesParent ? regions.flatMap(aboveOf) : []);
  const { calendar, strands } = plan;
  const table = storedTable(plan);
  const read = async (codes: readonly string[]) => {
    table.add(await selectFigures(tx, { ...table.wanted, regions: codes, knownAt }));
  };
  await read([...new Set([...tree.regions.keys(), ...parents.values(), ...(plan.usesNation ? [NATION] : [])])]);

  const long = overTime === 'rule';
  const slots = periods.map(calendar.slot);
  const lacking = new Set<string>();
  const held: Held = {
    plan,
    catalogue,
    tree,
    parents,
    stored: table.line,
    lacking: (code) => lacking.add(code),
  };
  const putTogether = () => {
    const at = figuresOf(held);
    for (const indicator of indicators) {
      const strand = strands.strand(indicator, scopeKey);
      for (const { code } of regions) for (const slot of slots) at(strand, code, slot, long);
    }
    return at;
  };
  let at = putTogether();
  // The nation's reference series is said or is not; nobody adds it up of provinces by the way.
  if (!regions.some(({ code }) => code === NATION)) lacking.delete(NATION);
  if (lacking.size > 0) {
    await read(await readBelow(tx, tree, [...lacking]));
    at = putTogether();
  }
  const shown = new Set(regions.map(({ code }) => code));
  return {
    catalogue,
    regions,
    figure: (indicatorCode, regionCode, code) => {
      const indicator = catalogue.get(indicatorCode);
      const period = byCode.get(code);
      if (!indicator || !period || !shown.has(regionCode)) {
        throw new RangeError(`not asked for: ${indicatorCode} ${regionCode} ${code}`);
      }
      return at(strands.strand(indicator, scopeKey), regionCode, calendar.slot(period), long);
    },
  };
}

const aboveOf = ({ code, parentCode }: AggregateRegion): [string, string][] =>
  parentCode === null ? [] : [[code, parentCode]];
