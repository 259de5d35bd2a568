/** Regions as tiles, placed roughly as they lie: no boundaries, each with its number. */
import type { ChartSpec } from './chart-spec.ts';
import { CHART_FONT, INK, SEQUENCE } from './chart-style.ts';

type Tile = Extract<ChartSpec, { kind: 'tiles' }>['tiles'][number];
const TILE = { width: 62, height: 38, gap: 4 };

export function drawTiles(tiles: readonly Tile[], width: number) {
  const columns = Math.floor((width + TILE.gap) / (TILE.width + TILE.gap));
  const placed = place(tiles, columns);
  const rows = Math.max(...placed.map((one) => one.row)) + 1;
  const used = Math.max(...placed.map((one) => one.column)) + 1;
  const height = rows * (TILE.height + TILE.gap) + 14;
  const from = Math.max(0, (width - used * (TILE.width + TILE.gap)) / 2);
  const limits = quintiles(tiles.flatMap((tile) => (tile.value === null ? [] : [tile.value])));
  const boxes = placed.map(({ tile, column, row }) =>
    box(tile, { x: from + column * (TILE.width + TILE.gap), y: row * (TILE.height + TILE.gap) }, limits),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${boxes.join('')}</svg>`;
  return { svg, width, height };
}

interface Placed {
  readonly tile: Tile;
  readonly column: number;
  readonly row: number;
}

/** Rows of about equal number from north to south, each from west to east; the last rows are centred by their longitudes. */
function place(tiles: readonly Tile[], columns: number): Placed[] {
  const count = Math.max(1, Math.min(columns, Math.ceil(Math.sqrt(tiles.length * 1.4))));
  const rows = Math.ceil(tiles.length / count);
  const southward = [...tiles].sort((a, b) => b.lat - a.lat || a.lon - b.lon || (a.name < b.name ? -1 : 1));
  return Array.from({ length: rows }, (_, row) => southward.slice(row * count, (row + 1) * count)).flatMap(
    (own, row) => {
      const eastward = [...own].sort((a, b) => a.lon - b.lon || (a.name < b.name ? -1 : 1));
      const shift = Math.floor((count - eastward.length) / 2);
      return eastward.map((tile, i) => ({ tile, column: i + shift, row }));
    },
  );
}

const quintiles = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
};

function box(tile: Tile, at: { x: number; y: number }, limits: readonly number[]): string {
  const level = tile.value === null ? -1 : limits.filter((limit) => (tile.value ?? 0) > limit).length;
  const fill = level < 0 ? '#FFFFFF' : (SEQUENCE[level] ?? SEQUENCE[0]);
  const ink = level === SEQUENCE.length - 1 ? '#FFFFFF' : INK.text;
  const middle = at.x + TILE.width / 2;
  const text = (y: number, size: number, words: string) =>
    `<text x="${middle}" y="${at.y + y}" text-anchor="middle" font-size="${size}" font-family="${CHART_FONT}" fill="${ink}">${escapeXml(words)}</text>`;
  const dash = level < 0 ? ' stroke-dasharray="3 2"' : '';
  return `<rect x="${at.x}" y="${at.y}" width="${TILE.width}" height="${TILE.height}" fill="${fill}" stroke="${INK.line}"${dash}/>${text(15, 9, tile.name)}${text(29, 10, tile.label)}`;
}

const escapeXml = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
