/** Live figures in a person's own text: `[[code]]`, `[[code|scope]]`, `[[code|scope|region]]`. */
export interface Token {
  readonly code: string;
  readonly scope: string;
  /** Null: the report's own. */
  readonly region: string | null;
}

const TOKEN = /\[\[([a-z0-9-]{1,80})(?:\|([^|\]]{0,300}))?(?:\|([0-9a-z-]{1,40}))?\]\]/g;

/** The text cut at its tokens, in order. */
export function cutTokens(text: string): (string | Token)[] {
  const parts: (string | Token)[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ code: match[1] ?? '', scope: match[2] ?? '', region: match[3] ?? null });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

export const tokensIn = (text: string): Token[] => cutTokens(text).filter((part) => typeof part !== 'string');

const DATES =
  /\d{4}\s*[–—-]\s*\d{2,4}\s*年?|\d{1,4}\s*[年月日号](?![均度])|\d{1,2}\s*[–—-]\s*\d{1,2}\s*月|〔\d{4}〕|[一二三四五六七八九十]、|第\s*\d+\s*[条章节号版次期批]|\b(?:19|20)\d{2}\b/g;
const NUMBER =
  /[-−+]?\d[\d,]*(?:\.\d+)?\s*(?:%|个百分点|[万亿千百]?[辆元家个项公里吨人件台座倍次条]+|percentage points?|(?:billion|million|thousand)\b)?/g;

/** Figures that somebody typed: numbers outside tokens that are no dates or ordinals. They lead back to nothing. */
export function typedFigures(text: string): string[] {
  return cutTokens(text)
    .filter((part) => typeof part === 'string')
    .flatMap((part) => part.replace(DATES, ' ').match(NUMBER) ?? [])
    .map((found) => found.trim());
}
