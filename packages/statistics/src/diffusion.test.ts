import { expect, test } from 'vitest';
import { type ClimateAnswer, diffusionIndex } from './index.ts';

const answers = (...list: ClimateAnswer['answer'][]): ClimateAnswer[] => list.map((answer) => ({ answer }));

test('the share of up and half the share of same; who does not apply or answer is in no share', () => {
  expect(diffusionIndex(answers('up', 'up', 'same', 'down', 'not-applicable', null))).toEqual({
    index: 62.5,
    reason: null,
    upPercent: 50,
    samePercent: 25,
    downPercent: 25,
    answered: 4,
    notApplicable: 1,
    unanswered: 1,
    unweighed: 0,
  });
});

test('nobody moved is 50, all down is 0', () => {
  expect(diffusionIndex(answers('same', 'same', 'same')).index).toBe(50);
  expect(diffusionIndex(answers('down', 'down', 'down')).index).toBe(0);
});

test('of too few firms there is none, and the reason stands in its place', () => {
  expect(diffusionIndex(answers('up', 'up'))).toMatchObject({ index: null, reason: 'too-few', answered: 2 });
  expect(diffusionIndex(answers('up', 'up'), { minFirms: 2 }).index).toBe(100);
  expect(diffusionIndex([], { minFirms: 0 })).toMatchObject({ index: null, reason: 'too-few' });
});

test('by weight each answer counts as its firm does; without a weight it does not count, and is told', () => {
  const weighed: ClimateAnswer[] = [
    { answer: 'up', weight: '6' },
    { answer: 'same', weight: 2 },
    { answer: 'down', weight: 2 },
    { answer: 'down', weight: null },
  ];
  expect(diffusionIndex(weighed, { weighted: true })).toMatchObject({ index: 70, answered: 3, unweighed: 1 });
  expect(diffusionIndex(weighed).index).toBe(37.5);
  const none = weighed.map((one) => ({ ...one, weight: 0 }));
  expect(diffusionIndex(none, { weighted: true })).toMatchObject({ index: null, reason: 'no-weight' });
  expect(() => diffusionIndex([{ answer: 'up', weight: -1 }], { weighted: true })).toThrow(RangeError);
});
