export interface ParsedNumber { value: number; valueMax?: number; start: number; end: number }
export const parseNumber = (_text: string): ParsedNumber | null => null;
export const parseQuantityText = (_text: string): (ParsedNumber & { unit: string }) | null => null;
