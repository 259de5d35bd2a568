import { type ChartColors, fontStack } from '../theme.ts';
import { DASHES, shapePath } from './shapes.ts';
import { markColour } from './style.ts';
import type { LegendItem } from './types.ts';
import type { Words } from './words.ts';

interface Picture {
  map: HTMLCanvasElement;
  words: Words;
  colors: ChartColors;
  title: string;
  /** Burnt into the corner, as 演示数据. */
  mark: string;
  /** Below the map: schematic positions or the review number. */
  note: string;
  legend: readonly LegendItem[];
}

/** The map as PNG at twice its size, with title, words, legend, note and mark burnt in. */
export function pictureOf({ map, words, colors, title, mark, note, legend }: Picture): Promise<Blob> {
  const width = map.clientWidth;
  const height = map.clientHeight;
  const top = 40;
  const foot = 26 + Math.ceil(legend.length / 5) * 22;
  const canvas = new OffscreenCanvas(width * 2, (top + height + foot) * 2);
  const draw = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  draw.scale(2, 2);
  draw.fillStyle = colors.surface;
  draw.fillRect(0, 0, width, top + height + foot);
  draw.drawImage(map, 0, top, width, height);
  draw.fillStyle = colors.text;
  draw.font = `600 15px ${fontStack}`;
  draw.fillText(title, 12, 26);
  draw.textBaseline = 'middle';
  for (const { text, x, y, centred, look } of words) {
    const isMark = look === 'mark' || look === 'count';
    draw.font = `${isMark ? 600 : 400} 12px ${fontStack}`;
    draw.textAlign = centred ? 'center' : 'left';
    draw.lineWidth = 3;
    draw.strokeStyle = colors.surface;
    draw.fillStyle = isMark ? colors.text : colors.third;
    if (look !== 'count') draw.strokeText(text, centred ? x : x + 8, top + y);
    draw.fillText(text, centred ? x : x + 8, top + y);
  }
  draw.textAlign = 'left';
  draw.font = `12px ${fontStack}`;
  legend.forEach(({ label }, index) => {
    const x = 16 + (index % 5) * ((width - 32) / 5);
    const y = top + height + 16 + Math.floor(index / 5) * 22;
    draw.fillStyle = markColour(colors, index);
    draw.fill(new Path2D(shapePath(index, x, y, 6)));
    draw.strokeStyle = markColour(colors, index);
    draw.lineWidth = 2;
    draw.setLineDash((DASHES[index] ?? []).map((part) => part * 2));
    draw.stroke(new Path2D(`M${x + 10} ${y}H${x + 26}`));
    draw.setLineDash([]);
    draw.fillStyle = colors.second;
    draw.fillText(label, x + 32, y);
  });
  draw.fillStyle = colors.third;
  draw.fillText(note, 12, top + height + foot - 12);
  if (mark) {
    draw.textAlign = 'right';
    draw.fillStyle = colors.states['at-risk'];
    draw.fillText(mark, width - 12, 21);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
