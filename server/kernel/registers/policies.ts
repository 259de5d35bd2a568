import type { RegisterDefinition } from '@liannao/registers';

const HELD = '_region in (select liannao_held())';
const WRITABLE = '_region in (select liannao_writable())';
const OWN = '_owner = (select liannao_party())';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Who may read and write a row at all, as the database holds it. An administrator everything; a bureau and an analyst
 * the regions they hold, where the definition names them; a party its own; everybody the states that are open.
 */
export function policiesOf({ access }: RegisterDefinition): { reads: string; writes: string } {
  // What costs least is asked first.
  const reads = ['(select liannao_is_admin())'];
  const open = openStates(access.public);
  if (open) reads.push(open);
  if (access.read.enterprise || access.read.operator || access.read.reporter) reads.push(OWN);
  if (access.read.analyst) reads.push(HELD);
  // The regions of bureaux alone: an analyst holds more than he may write.
  else if (access.read.bureau) reads.push(WRITABLE);

  const writes = ['(select liannao_is_admin())'];
  if (access.write.bureau) writes.push(WRITABLE);
  if (writesOwn(access.write)) writes.push(OWN);
  return { reads: reads.join(' or '), writes: writes.join(' or ') };
}

export const writesOwn = (write: RegisterDefinition['access']['write']): boolean =>
  [write.enterprise, write.operator, write.reporter].includes('own');

/** SQL condition under which a row is open to everybody; null where none is. */
export const openStates = (open: RegisterDefinition['access']['public'], alias = ''): string | null => {
  if (!open) return null;
  return open.states.length === 0 ? 'true' : `${alias}_state in (${open.states.map(literal).join(', ')})`;
};
