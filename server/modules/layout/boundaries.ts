import type { z } from 'zod';
import { audit } from '../../kernel/audit/audit.ts';
import type { Asking } from '../../kernel/module.ts';
import { readBoundaries } from './boundary-check.ts';
import type { BoundaryFeature, BoundaryFile, BoundaryView } from './model.ts';
import { deleteBoundary, putBoundary, selectBoundary, selectDivisionCodes } from './queries.ts';

type View = z.infer<typeof BoundaryView>;

export const showBoundaries = ({ run }: Asking): Promise<{ boundaries: View | null }> =>
  run(async (tx) => {
    const row = await selectBoundary(tx);
    if (!row) return { boundaries: null };
    return {
      boundaries: {
        reviewNumber: row.review_number,
        source: row.source,
        datum: row.datum,
        count: row.count,
        loadedBy: row.loaded_by_name,
        loadedAt: row.loaded_at.toISOString(),
        features: { type: 'FeatureCollection', features: row.features as unknown as BoundaryFeature[] },
      },
    };
  });

/** Puts a file in the place of the one before; kept as converted, with the datum that it came in. */
export const loadBoundaries = ({ run, actor }: Asking, file: BoundaryFile, now: Date): Promise<{ count: number }> =>
  run(async (tx) => {
    const features = readBoundaries(file, new Set(await selectDivisionCodes(tx)));
    await putBoundary(tx, {
      single: true,
      review_number: file.reviewNumber,
      source: file.source,
      datum: file.datum,
      features: JSON.stringify(features),
      count: features.length,
      loaded_by: actor.userId,
      loaded_by_name: actor.name,
      loaded_at: now,
    });
    const { reviewNumber, source, datum } = file;
    await audit(tx, actor, {
      action: 'layout.boundaries.load',
      subject: 'layout:boundaries',
      detail: { reviewNumber, source, datum, count: features.length },
    });
    return { count: features.length };
  });

export const removeBoundaries = ({ run, actor }: Asking): Promise<void> =>
  run(async (tx) => {
    await deleteBoundary(tx);
    await audit(tx, actor, { action: 'layout.boundaries.remove', subject: 'layout:boundaries' });
  });
