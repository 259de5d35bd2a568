import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { badRequest, notFound } from '../errors.ts';
import { deleteLead, findRegion, putLead, selectLeads } from './leads-queries.ts';
import { requestMeasuring } from './measure-job.ts';
import type { Lead } from './model.ts';
import { findRegister, type RegisterSet } from './store.ts';

export interface LeadKey {
  readonly register: string;
  readonly region: string;
}

/**
 * From that month on the register's count is the figure in the region and below. Counts it for every month since.
 * @throws AppError 404 `register-not-found`, `region-not-found`; 400 for a month to come; 403 outside the actor's regions.
 */
export async function setLead(
  tx: Tx,
  { actor, set, today }: { actor: Actor; set: RegisterSet; today: string },
  { register, region, since }: LeadKey & { since: string },
): Promise<z.infer<typeof Lead>[]> {
  findRegister(set, register);
  if (!(await findRegion(tx, region))) throw notFound('region', region);
  if (since > today.slice(0, 7)) throw badRequest('invalid-request', `${since} is still to come.`);
  await putLead(tx, actor, { register, region, since });
  await audit(tx, actor, { action: 'register.lead', subject: `register:${register}`, detail: { region, since } });
  await requestMeasuring(tx, actor, register);
  return selectLeads(tx, register, actor.locale);
}

/** The figures that it wrote stay; forms may report again. @throws AppError 404 `lead-not-found`. */
export async function removeLead(tx: Tx, actor: Actor, { register, region }: LeadKey): Promise<void> {
  if (!(await deleteLead(tx, register, region))) throw notFound('lead', `${register} ${region}`);
  await audit(tx, actor, { action: 'register.lead-removed', subject: `register:${register}`, detail: { region } });
}
