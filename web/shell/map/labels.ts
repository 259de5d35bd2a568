/** Which labels find room. The first in the list win, so hand them in by importance. */
export interface LabelWish {
  key: string;
  text: string;
  /** Pixels from the top left of the map; the label stands at the right of it, or centred on it. */
  x: number;
  y: number;
  centred: boolean;
  /** Stands whatever else does. */
  always?: boolean;
  look: 'place' | 'city' | 'mark' | 'count' | 'degree';
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const isWide = (character: string) => character > '\u2e80';

/** About how wide a text of 12 px is, px. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? size : size * 0.58;
  return width;
}

export function placeLabels(wishes: readonly LabelWish[], size: { width: number; height: number }, font: number) {
  const taken: Box[] = [];
  const placed: LabelWish[] = [];
  for (const wish of wishes) {
    const width = textWidth(wish.text, font) + 6;
    const left = wish.centred ? wish.x - width / 2 : wish.x + 8;
    const box = { left, right: left + width, top: wish.y - font * 0.75, bottom: wish.y + font * 0.75 };
    if (box.right < 0 || box.left > size.width || box.bottom < 0 || box.top > size.height) continue;
    const clashes = taken.some(
      (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
    );
    if (clashes && !wish.always) continue;
    taken.push(box);
    placed.push(wish);
  }
  return placed;
}
