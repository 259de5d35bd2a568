/** From places in the page back to offsets of the text. Only elements with `data-start` hold text of the plan. */

function offsetOf(node: Node, offset: number): number | null {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (!holder) return null;
  const start = Number(holder.dataset.start);
  return node.nodeType === Node.TEXT_NODE
    ? start + offset
    : start + (offset > 0 ? (holder.textContent?.length ?? 0) : 0);
}

/** The first place of plan text at or after a bound that lies outside of any (a number in superscript, a margin). */
function nearestOffset(range: Range, root: HTMLElement, atEnd: boolean): number | null {
  const [node, offset] = atEnd ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  const exact = offsetOf(node, offset);
  if (exact !== null) return exact;
  const inside = [...root.querySelectorAll<HTMLElement>('[data-start]')].filter((element) =>
    range.intersectsNode(element),
  );
  const holder = atEnd ? inside.at(-1) : inside[0];
  if (!holder) return null;
  return Number(holder.dataset.start) + (atEnd ? (holder.textContent?.length ?? 0) : 0);
}

export interface TextSelection {
  start: number;
  end: number;
  /** Where the button goes, in the window. */
  left: number;
  top: number;
}

export function selectionIn(root: HTMLElement, text: string): TextSelection | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  let start = nearestOffset(range, root, false);
  let end = nearestOffset(range, root, true);
  if (start === null || end === null) return null;
  // Blanks at the edges and the stop at the end are not meant.
  while (start < end && /[\s\u3000，、；。]/.test(text.charAt(start))) start++;
  while (end > start && /[\s\u3000，、；。]/.test(text.charAt(end - 1))) end--;
  if (end - start < 2) return null;
  const rects = range.getClientRects();
  const last = rects[rects.length - 1] ?? range.getBoundingClientRect();
  return { start, end, left: last.right, top: last.bottom };
}

/** The offset of the text under the pointer. */
export function offsetAtPoint(x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return offsetOf(caret.offsetNode, caret.offset);
  // Older engines know the range instead.
  const range = (
    document as Document & { caretRangeFromPoint?: (x: number, y: number) => Range | null }
  ).caretRangeFromPoint?.(x, y);
  return range ? offsetOf(range.startContainer, range.startOffset) : null;
}
