import { z } from 'zod';
import { RegionRef } from '../../kernel/model.ts';
import { Id, list, Month, StateCounts } from './model-words.ts';

/** Who answers for what, and the bodies that coordinate. Pure: the web imports it by `model.ts`. */

/** Who answers for what: one row a unit. */
export const ResponsibilityRow = z.object({
  unit: z.string(),
  leads: z.number().int(),
  supports: z.number().int(),
  targets: z.number().int(),
  tasks: z.number().int(),
  states: StateCounts,
  /** Its part in each plan. */
  plans: z.array(z.object({ id: Id, title: z.string(), leads: z.number().int(), supports: z.number().int() })),
});

const BodyMember = z.object({
  unit: z.string().min(1).max(100),
  duty: z.enum(['chair', 'lead', 'office', 'member']),
  person: z.string().max(100).default(''),
});

export const BodyKind = z.enum([
  'joint-conference',
  'task-force',
  'chain-chief',
  'leading-group',
  'expert-committee',
  'association',
]);

export const BodyInput = z.object({
  name: z.string().min(1).max(200),
  kind: BodyKind,
  regionCode: z.string().max(40),
  planId: Id.nullable().default(null),
  chair: z.string().max(100).default(''),
  leadUnit: z.string().max(100).default(''),
  duties: z.string().max(2000).default(''),
  chain: z.string().max(100).default(''),
  foundedOn: z.iso.date().nullable().default(null),
  endedOn: z.iso.date().nullable().default(null),
  members: z.array(BodyMember).max(200).default([]),
});

export const DecisionView = z.object({
  id: Id,
  text: z.string(),
  unit: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done']),
  taskId: Id.nullable(),
});

export const MeetingInput = z.object({
  heldOn: z.iso.date(),
  title: z.string().min(1).max(300),
  decisions: z
    .array(
      z.object({
        text: z.string().min(1).max(2000),
        unit: z.string().min(1).max(100),
        dueOn: z.iso.date().nullable(),
        taskId: Id.nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
});

export const BodyView = z
  .object({
    id: Id,
    name: z.string(),
    kind: BodyKind,
    region: RegionRef,
    planId: Id.nullable(),
    chair: z.string(),
    leadUnit: z.string(),
    duties: z.string(),
    chain: z.string(),
    foundedOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    members: z.array(BodyMember),
    meetings: z.array(z.object({ id: Id, heldOn: z.string(), title: z.string(), decisions: z.array(DecisionView) })),
    mayEdit: z.boolean(),
    revision: z.number().int(),
  })
  .meta({ id: 'CoordinationBody' });

export const ResponsibilityQuery = z.object({
  /** Region subtree. */
  region: z.string().max(40).optional(),
  plan: list,
  /** Part of a unit's name. */
  q: z.string().max(100).optional(),
  month: Month.optional(),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});

export const BodyQuery = z.object({
  region: z.string().max(40).optional(),
  kind: list,
  q: z.string().max(100).optional(),
});

/** What is left out stays as it is; `members` takes the place of the whole list. */
export const BodyPatch = z.object({
  name: z.string().min(1).max(200).optional(),
  kind: BodyKind.optional(),
  regionCode: z.string().max(40).optional(),
  planId: Id.nullable().optional(),
  chair: z.string().max(100).optional(),
  leadUnit: z.string().max(100).optional(),
  duties: z.string().max(2000).optional(),
  chain: z.string().max(100).optional(),
  foundedOn: z.iso.date().nullable().optional(),
  endedOn: z.iso.date().nullable().optional(),
  members: z.array(BodyMember).max(200).optional(),
});

export const DecisionPatch = z.object({
  state: z.enum(['open', 'done']).optional(),
  dueOn: z.iso.date().nullable().optional(),
  unit: z.string().min(1).max(100).optional(),
});
