import { z } from 'zod';

/** What the requests and answers about forms, rosters and rounds have in common. */
export const Names = z.object({ zh: z.string(), en: z.string() });
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const FormId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);
export const Column = z.enum(['current', 'cumulative', 'current-base', 'cumulative-base']);
export const Review = z.enum(['county', 'city', 'province']);
