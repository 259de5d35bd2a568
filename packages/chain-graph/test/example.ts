import {
  type BuildOptions,
  buildGraph,
  type ChainGraph,
  type ClassRow,
  chainBuilder,
  type FirmRow,
  type LinkRow,
} from '../src/index.ts';

export interface Rows {
  readonly firms: readonly FirmRow[];
  readonly links: readonly LinkRow[];
  readonly services?: readonly string[];
  readonly classes?: readonly ClassRow[];
}

/** A graph of rows that are all right; any issue fails the test. */
export function graphOf({ firms, links, services = [], classes = [] }: Rows, options: BuildOptions = {}): ChainGraph {
  const builder = chainBuilder();
  const issues = [
    ...services.map((code) => builder.addNode({ code, kind: 'service' })),
    ...classes.map(builder.addClass),
    ...firms.map(builder.addFirm),
    ...links.map(builder.addLink),
  ].filter((issue) => issue !== null);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return buildGraph(builder, options);
}

export const link = (supplier: string, customer: string, value: number | null): LinkRow => ({
  supplier,
  customer,
  value,
});

/** Network N of the chain model, section 1.4. */
export const NETWORK: Rows = {
  services: ['SVC'],
  firms: [
    { id: 'L1', nodes: ['LI'], final: 0 },
    { id: 'L2', nodes: ['LI'], final: 10 },
    { id: 'C1', nodes: ['CELL'], final: 0 },
    { id: 'C2', nodes: ['CELL'], final: 20 },
    { id: 'S1', nodes: ['SVC'], final: 50 },
    { id: 'V', nodes: ['OEM'], final: 500 },
  ],
  links: [
    link('L1', 'C1', 60),
    link('L1', 'C2', 40),
    link('L2', 'C2', 20),
    link('C1', 'V', 200),
    link('C2', 'V', 100),
    link('S1', 'V', 50),
  ],
};
