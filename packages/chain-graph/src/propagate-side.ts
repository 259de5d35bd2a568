/** One direction of a propagation: what cannot be got (downstream) or what cannot be sold (upstream). */
export interface Side {
  /** h of a unit so far. */
  readonly left: Float64Array;
  /** Units below 1, the first `count()` of them. */
  readonly hits: Uint32Array;
  readonly isHit: Uint8Array;
  readonly count: () => number;
  /** Lowers a unit to `to`; nothing happens if it is there already. */
  readonly limit: (unit: number, to: number) => void;
  /** One step (1.2), of number `stamp`, which grows from step to step. @returns the greatest change of a unit. */
  readonly step: (stamp: number, threshold: number, noReplacement: boolean) => number;
  readonly reset: () => void;
  /** Forgets the numbers of earlier steps, before they would come round again. */
  readonly forget: () => void;
}

/** A step reads all links in order once the changes to push lie on more than this part of them. */
export const DENSE_PART = 1 / 30;

/** Once more than this part of all units are hit, they are gone through in order of memory rather than as they were hit. */
export const MANY = 1 / 8;
