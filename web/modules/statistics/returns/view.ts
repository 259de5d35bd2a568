import type { FormDefinition } from '@liannao/statistics';
import type { ReturnView as Sent } from '../../../../server/modules/statistics/returns/model.ts';

/** A return as the server sends it, its form as the engine reads it. */
export type ReturnView = Omit<Sent, 'definition'> & { readonly definition: FormDefinition };
