import type { NodeView } from '../api.ts';

/** The register's list of what a count counts: of the node's region where it has one, else of the region in charge. */
export const registerHref = (register: string, node: NodeView): string =>
  `/registers/${register}?region=${node.regions.length === 1 ? (node.regions[0]?.code ?? node.region.code) : node.region.code}`;
