import { expect, test } from 'vitest';
import { withoutRadicals } from './cjk-radicals.ts';

test('look-alikes from PDF fonts become the characters meant, one for one', () => {
  expect(withoutRadicals('新能源汽⻋产量⽬标，⻢上⻔⼾')).toBe('新能源汽车产量目标，马上门户');
});
