/** '1,250.5', '１２', ' 20 ' → the number; null for what is not one. */
export function numberOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '').replace('−', '-');
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return null;
  return Number(plain);
}

export function yearOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim().replace(/年$/, '');
  return /^(19|20|21)\d{2}$/.test(plain) ? Number(plain) : null;
}
