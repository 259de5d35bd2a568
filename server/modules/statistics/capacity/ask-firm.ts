import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { openCase } from '../../../kernel/cases/index.ts';
import { notFound } from '../../../kernel/errors.ts';
import { capacityCheck } from './case-type.ts';
import type { CapacityKind } from './model.ts';
import { findParty } from './queries.ts';
import { capacityText } from './text.ts';

/** Opens the correction dialogue with a firm, or answers the open one. The database refuses a firm of another's region. */
export async function askFirm(
  tx: Tx,
  actor: Actor,
  { party, kind, question, now }: { party: string; kind: CapacityKind; question: string; now: Date },
): Promise<string> {
  const firm = await findParty(tx, party);
  if (!firm) throw notFound('party', party);
  const file = await openCase(
    tx,
    actor,
    {
      type: capacityCheck.id,
      title: { zh: capacityText.zh.checkTitle(firm.name, kind), en: capacityText.en.checkTitle(firm.name, kind) },
      subjectKind: 'capacity',
      subjectId: `${kind}:${firm.id}`,
      href: `/capacity?kind=${kind}&region=${firm.region_code}&by=firm`,
      regionCode: firm.region_code,
      unitKind: 'industry',
      unit: null,
      partyId: firm.id,
      note: question,
      synthetic: false,
    },
    now,
  );
  return file.id;
}
