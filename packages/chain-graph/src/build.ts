import type { ChainBuilder, Collected } from './builder.ts';
import { classRule } from './class-table.ts';
import { NO_CODE, runStarts, UNSTATED } from './columns.ts';
import { estimateMissing } from './estimate.ts';
import { inputGroups } from './groups.ts';
import { type Relations, splitCustomers, sumRelations, type Units, unitsOf } from './relations.ts';
import type { BuildOptions, BuildReport, ChainGraph, GraphArrays } from './types.ts';

/**
 * The graph of all rows so far, by the build rules of the chain model (sections 0, 1.1 and 1.6). Linear in links and firms,
 * but for the order of groups within a customer. The same rows give the same bits.
 */
export function buildGraph({ collected }: ChainBuilder, options: BuildOptions = {}): ChainGraph {
  const units = unitsOf(collected);
  const { relations, ...counted } = sumRelations(collected, units);
  const estimate = estimateMissing(relations, { units, regionOf: collected.regions });
  const output = outputs(collected, { relations, units, paperWeights: options.paperWeights ?? false });
  const split = splitCustomers(relations, units, output);
  const arrays = assemble(collected, { relations: split, units, output, mergeGroups: options.mergeGroups ?? false });
  const classes = classNames(collected, units);
  return {
    arrays,
    ids: collected.ids,
    firmOf: units.firmOf,
    classCodes: classes.codes,
    classTiers: classes.tiers,
    regions: collected.regions,
    ownerGroups: collected.ownerGroups,
    report: {
      ...firmCounts(collected, arrays),
      rows: collected.rows,
      relations: relations.count,
      dropped: { ...collected.dropped, missingBesideValue: counted.missingBesideValue },
      summed: counted.summed,
      productUnclear: counted.productUnclear,
      ...estimate,
    },
  };
}

/** x of every line: network sales and final sales, these divided over the lines of a firm as their network sales are. */
function outputs(
  { finals }: Collected,
  { relations, units, paperWeights }: { relations: Relations; units: Units; paperWeights: boolean },
): Float64Array {
  const output = new Float64Array(units.count);
  for (let at = 0; at < relations.count; at++) {
    const unit = relations.supplier[at] as number;
    output[unit] = (output[unit] as number) + (relations.value[at] as number);
  }
  if (paperWeights) return output;
  for (let firm = 0; firm < finals.length; firm++) {
    const final = finals[firm] ?? 0;
    if (final === 0) continue;
    const first = units.start[firm] as number;
    const end = units.start[firm + 1] as number;
    let sold = 0;
    for (let unit = first; unit < end; unit++) sold += output[unit] as number;
    for (let unit = first; unit < end; unit++) {
      const own = output[unit] as number;
      output[unit] = own + final * (sold > 0 ? own / sold : 1 / (end - first));
    }
  }
  return output;
}

function assemble(
  collected: Collected,
  input: { relations: Relations; units: Units; output: Float64Array; mergeGroups: boolean },
): GraphArrays {
  const { relations, units, output } = input;
  const { count } = relations;
  const rule = classRule(collected.classes);
  for (let at = 0; at < count; at++) {
    if (relations.matters[at] !== UNSTATED) continue;
    const supplier = units.classOf[relations.supplier[at] as number] as number;
    relations.matters[at] = rule(supplier, units.classOf[relations.customer[at] as number] as number);
  }
  const floorOf = (unit: number) => collected.floors[units.firmOf[unit] as number] ?? 0;
  const inner = inputGroups(relations, { units, floorOf });
  const inShare = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    inShare[at] = (inner.inWeight[at] as number) / (output[inner.inSupplier[at] as number] as number);
  }
  const classStart = runStarts(units.classOf, units.count, units.classes);
  const classMember = new Uint32Array(units.count);
  const next = classStart.slice();
  const classOutput = new Float64Array(units.classes);
  let totalOutput = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const own = units.classOf[unit] as number;
    const place = next[own] as number;
    classMember[place] = unit;
    next[own] = place + 1;
    classOutput[own] = (classOutput[own] as number) + (output[unit] as number);
    totalOutput += output[unit] as number;
  }
  const { linkGroup, ...groups } = inner;
  return {
    firms: collected.ids.length,
    units: units.count,
    links: count,
    groups: groups.groupUnit.length,
    classes: units.classes,
    totalOutput,
    firmStart: units.start,
    classOf: units.classOf,
    output,
    marketOutput: input.mergeGroups ? ownerOutput(collected, units, output) : output,
    classOutput,
    classStart,
    classMember,
    inShare,
    ...groups,
    ...outLinks({ ...groups, inShare }, linkGroup, units.count),
  };
}

/** The same links by supplier. */
function outLinks(
  links: {
    inSupplier: Uint32Array;
    inWeight: Float64Array;
    inShare: Float64Array;
    groupUnit: Uint32Array;
    groupTotal: Float64Array;
  },
  linkGroup: Uint32Array,
  unitCount: number,
) {
  const { inSupplier, inWeight, inShare, groupUnit, groupTotal } = links;
  const count = inSupplier.length;
  const outStart = runStarts(inSupplier, count, unitCount);
  const next = outStart.slice();
  const outCustomer = new Uint32Array(count);
  const outGroup = new Uint32Array(count);
  const outLoss = new Float64Array(count);
  const outShare = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const supplier = inSupplier[at] as number;
    const place = next[supplier] as number;
    const group = linkGroup[at] as number;
    next[supplier] = place + 1;
    outGroup[place] = group;
    outCustomer[place] = groupUnit[group] as number;
    outShare[place] = inShare[at] as number;
    outLoss[place] = (inWeight[at] as number) / (groupTotal[group] as number);
  }
  return { outStart, outCustomer, outGroup, outLoss, outShare };
}

/** Output of the owner group of a line within its class. */
function ownerOutput({ ownerGroups }: Collected, units: Units, output: Float64Array): Float64Array {
  const sums = new Map<string, number>();
  const keyOf = (unit: number) => {
    const group = ownerGroups[units.firmOf[unit] as number] ?? '';
    return group === '' ? '' : `${units.classOf[unit]} ${group}`;
  };
  for (let unit = 0; unit < units.count; unit++) {
    const key = keyOf(unit);
    if (key !== '') sums.set(key, (sums.get(key) ?? 0) + (output[unit] as number));
  }
  return Float64Array.from(output, (own, unit) => sums.get(keyOf(unit)) ?? own);
}

/** Codes of all classes; the class of a firm without one has the empty code. */
function classNames({ classes }: Collected, units: Units) {
  const codes = [...classes.codes];
  const tiers = [...classes.tiers];
  while (codes.length < units.classes) {
    codes.push('');
    tiers.push('');
  }
  return { codes, tiers };
}

function firmCounts(
  { ids, declared, nodes, finals, classes, links }: Collected,
  arrays: GraphArrays,
): Pick<
  BuildReport,
  'finalUnknown' | 'withoutClass' | 'external' | 'severalClasses' | 'noOutput' | 'withoutLinks' | 'unknownNodes'
> {
  const { firmStart, output, inStart, outStart } = arrays;
  let [finalUnknown, withoutClass, external, severalClasses, noOutput, withoutLinks] = [0, 0, 0, 0, 0, 0];
  const used = new Set<number>();
  for (let firm = 0; firm < ids.length; firm++) {
    const own = nodes[firm] as readonly number[];
    for (const code of own) used.add(code);
    if (!declared[firm]) external++;
    if (finals[firm] === null) finalUnknown++;
    if (own.length === 0) withoutClass++;
    if (own.length > 1) severalClasses++;
    const first = firmStart[firm] as number;
    const end = firmStart[firm + 1] as number;
    let sold = 0;
    for (let unit = first; unit < end; unit++) sold += output[unit] as number;
    if (sold === 0) noOutput++;
    if (inStart[first] === inStart[end] && outStart[first] === outStart[end]) withoutLinks++;
  }
  for (let row = 0; row < links.count; row++)
    if (links.product[row] !== NO_CODE) used.add(links.product[row] as number);
  const unknownNodes = classes.declared.includes(true) ? [...used].filter((code) => !classes.declared[code]).length : 0;
  return { finalUnknown, withoutClass, external, severalClasses, noOutput, withoutLinks, unknownNodes };
}
