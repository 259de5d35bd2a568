/**
 * Six shapes and six outlines, one for each place in a legend: what colour says is said a second time, so that grey print
 * and colour-blind readers lose nothing.
 */
export const SHAPE_COUNT = 6;

/** Corners on a square of 2 × 2 around the origin; null: a circle. */
const CORNERS: readonly (readonly (readonly [number, number])[] | null)[] = [
  null,
  [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  [
    [0, -1],
    [0.95, 0.75],
    [-0.95, 0.75],
  ],
  [
    [0, -1.1],
    [1.1, 0],
    [0, 1.1],
    [-1.1, 0],
  ],
  [
    [-0.95, -0.75],
    [0.95, -0.75],
    [0, 1],
  ],
  [
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35],
  ],
];

/** Dash and gap in line widths; empty: unbroken. */
export const DASHES: readonly (readonly number[])[] = [[], [4, 2], [1, 1.5], [6, 2, 1, 2], [2, 2], [8, 3]];

/** Path data of shape `index` about (x, y), for SVG and canvas alike. */
export function shapePath(index: number, x: number, y: number, radius: number): string {
  const corners = CORNERS[index % SHAPE_COUNT];
  if (!corners) {
    const r = radius * 0.95;
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
  return `M${corners.map(([dx, dy]) => `${x + dx * radius} ${y + dy * radius}`).join('L')}Z`;
}

/** The shape as pixels for the map, at twice its size. */
export function shapeImage(index: number, fill: string, edge: string, size: number): ImageData {
  const pixels = Math.ceil(size * 2);
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const path = new Path2D(shapePath(index, pixels / 2, pixels / 2, pixels * 0.36));
  context.lineJoin = 'round';
  context.lineWidth = pixels * 0.14;
  context.strokeStyle = edge;
  context.stroke(path);
  context.fillStyle = fill;
  context.fill(path);
  return context.getImageData(0, 0, pixels, pixels);
}
