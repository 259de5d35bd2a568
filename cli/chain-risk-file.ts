import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { ChainGraph, Settings } from '@liannao/chain-graph';
import type { Piece } from './chain-risk-run.ts';
import { InputError } from './command.ts';

/** What has been computed so far, in a file: a line that says of what, then a line a piece. */
export interface RiskFile {
  /** Fills in what the file holds. @returns how many of these firms did not settle. */
  readonly load: (indexes: Float64Array) => number;
  readonly add: (piece: Piece) => void;
}

/** @throws InputError where the file is of other inputs or settings: mixing them would give a wrong ranking. */
export function riskFile(file: string, graph: ChainGraph, settings: Settings): RiskFile {
  const head = JSON.stringify({
    what: 'liannao chain risk',
    firms: graph.ids.length,
    settings,
    graph: fingerprint(graph),
  });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // A line without its end was being written when the run was cut off.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...lines] = whole.trimEnd().split('\n');
  if (first === '') {
    if (text !== '') throw new InputError(`${file}: line 1: is no file of this command`);
    writeFileSync(file, `${head}\n`);
  } else if (first !== head) {
    throw new InputError(`${file}: line 1: was written for other files or settings; name another file`);
  } else truncateSync(file, Buffer.byteLength(whole));
  return {
    load: (indexes) => {
      let unsettled = 0;
      for (const [at, line] of lines.entries()) {
        const piece = pieceOf(line, indexes.length);
        if (!piece) throw new InputError(`${file}: line ${at + 2}: is no piece of the result`);
        indexes.set(piece.indexes, piece.from);
        unsettled += piece.unsettled;
      }
      return unsettled;
    },
    add: ({ from, indexes, unsettled }) =>
      appendFileSync(file, `${JSON.stringify({ from, unsettled, indexes: Array.from(indexes) })}\n`),
  };
}

function pieceOf(line: string, firms: number): { from: number; unsettled: number; indexes: number[] } | null {
  try {
    const piece = JSON.parse(line) as { from: number; unsettled: number; indexes: number[] };
    const fits = Number.isInteger(piece.from) && piece.from >= 0 && piece.from + piece.indexes.length <= firms;
    return fits && piece.indexes.every(Number.isFinite) ? piece : null;
  } catch {
    return null;
  }
}

function fingerprint({ arrays, ids }: ChainGraph): string {
  const hash = createHash('sha256').update(JSON.stringify(ids));
  for (const [name, value] of Object.entries(arrays)) {
    hash.update(name);
    if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  return hash.digest('hex');
}
