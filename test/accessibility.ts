import { describe, expect, test } from 'vitest';
import type { Language } from './browser.ts';
import type { Walk } from './walk.ts';

/** ux.md section 12: axe without a serious finding in both languages, and in the dark colours that they share. */
export function pagesAreAccessible(walks: Record<Language, Walk>): void {
  describe('accessibility', () => {
    test.each(['zh', 'en'] as const)('axe finds nothing serious in %s', (language) => {
      expect(walks[language].words.size).toBeGreaterThan(12);
      expect(walks[language].findings).toEqual([]);
    });

    test.each(['zh', 'en'] as const)('no page in %s errs on the console or asks another host', (language) => {
      expect(walks[language].faults).toEqual([]);
    });
  });
}
