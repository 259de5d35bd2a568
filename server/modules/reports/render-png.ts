import { Resvg } from '@resvg/resvg-js';
import { FONT_NAMES, fontPath } from './render-fonts.ts';

/** A drawing as PNG, `scale` pixels a point, on white, in the fonts that ship and no others. */
export function pngOf(svg: string, scale: number): Buffer {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    background: '#ffffff',
    font: { loadSystemFonts: false, fontFiles: FONT_NAMES.map(fontPath), defaultFontFamily: 'Noto Sans SC' },
  });
  return Buffer.from(image.render().asPng());
}
