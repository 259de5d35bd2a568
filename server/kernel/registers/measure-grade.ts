import { type Measure, type RegisterDefinition, type ResolvedStep, readExpression, toSql } from '@liannao/registers';
import type { Actor } from '../access/actor.ts';
import { accessFor, allowedSql, rankOf } from './access-sql.ts';
import type { MeasureFilter } from './measure-filter.ts';
import { contextOf, type RegisterSet } from './store.ts';

type Conditions = Pick<Extract<MeasureFilter, { ok: true }>, 'where' | 'over'>;

interface Measuring {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
  readonly measure: Measure;
  readonly filter: Conditions;
}

/** Every field that a count looks at, on the way to another register too. */
function stepsRead({ set, definition, measure, filter }: Measuring): ResolvedStep[] {
  const whole = measure.over?.register ? set.registers.get(measure.over.register)?.definition : undefined;
  const own = [filter.where, measure.of, measure.per, measure.from, measure.to, measure.date];
  const read = [...own.map((text) => ({ text, of: definition })), { text: filter.over, of: whole ?? definition }];
  const found: ResolvedStep[] = [];
  for (const { text, of } of read) {
    if (text === null) continue;
    const checked = readExpression(text, of, contextOf(set));
    if (!checked.ok) continue;
    toSql(checked.value, {
      column: (path) => {
        found.push(...path);
        return 'null';
      },
      param: () => 'null',
      today: 'null',
    });
  }
  return found;
}

const holderOf = ({ set, definition }: Measuring, id: string) =>
  id === definition.id ? definition : set.registers.get(id)?.definition;

/** Whether the figure rests on something that the public does not see of an entry. */
export const restsOnHidden = (measuring: Measuring): boolean =>
  stepsRead(measuring).some(({ register, field }) => {
    const open = holderOf(measuring, register)?.access.public;
    return !open || (field !== null && rankOf(field.grade) > rankOf(open.grade));
  });

/** Whether the actor sees something of it in no entry at all: then his count would be none, and a wrong one. */
export const isBeyond = (measuring: Measuring, actor: Actor): boolean =>
  stepsRead(measuring).some(({ register, field }) => {
    const holder = holderOf(measuring, register);
    return holder !== undefined && field !== null && allowedSql(accessFor(holder, actor), field.grade) === false;
  });
