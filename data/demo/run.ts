/** The demonstration that ships: seed, and first and last month of its monthly figures. */
export const DEMO_RUN = { seed: 2025, months: { from: '2023-01', to: '2025-08' } } as const;
