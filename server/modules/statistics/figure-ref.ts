/** A series of figures: what, of which kind, where. */
export interface SeriesKey {
  readonly indicatorCode: string;
  /** Canonical text, see `kernel/observation/scope.ts`. */
  readonly scopeKey: string;
  readonly regionCode: string;
}

export const seriesId = (key: SeriesKey): string => `${key.indicatorCode}|${key.scopeKey}|${key.regionCode}`;

const MARK = 'c~';

/** A computed figure has no row of its own; its reference holds what it is computed from. Fits into a path. */
export const figureRef = (key: SeriesKey, period: string): string =>
  MARK + Buffer.from(JSON.stringify([key.indicatorCode, key.scopeKey, key.regionCode, period])).toString('base64url');

/** Null for what is not such a reference. */
export function readFigureRef(ref: string): { key: SeriesKey; period: string } | null {
  if (!ref.startsWith(MARK)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(ref.slice(MARK.length), 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 4 || !parts.every((part) => typeof part === 'string')) return null;
    const [indicatorCode, scopeKey, regionCode, period] = parts as [string, string, string, string];
    return { key: { indicatorCode, scopeKey, regionCode }, period };
  } catch {
    return null;
  }
}
