import type { EChartsType } from 'echarts/core';
import { chartColors, fontStack } from '../theme.ts';

/** The chart as a PNG at twice its size, with title and, if so, the demonstration mark burnt in. */
export async function imageOf(
  chart: EChartsType,
  { mode, mark, title }: { mode: 'light' | 'dark'; mark: string; title: string },
): Promise<Blob | null> {
  const image = new Image();
  image.src = chart.getDataURL({ pixelRatio: 2, backgroundColor: chartColors[mode].surface });
  await image.decode();
  const width = chart.getWidth();
  const height = chart.getHeight();
  const top = 40;
  const canvas = new OffscreenCanvas(width * 2, (height + top) * 2);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.scale(2, 2);
  context.fillStyle = chartColors[mode].surface;
  context.fillRect(0, 0, width, height + top);
  context.drawImage(image, 0, top, width, height);
  context.fillStyle = chartColors[mode].text;
  context.font = `600 15px ${fontStack}`;
  context.fillText(title, 12, 26);
  if (mark) {
    context.font = `12px ${fontStack}`;
    context.fillStyle = chartColors[mode].states['at-risk'];
    context.textAlign = 'right';
    context.fillText(mark, width - 12, 25);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
