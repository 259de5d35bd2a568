/** A process of its own, so that its peak of memory is the export's alone: node bench/registers/export.ts URL FORMAT */
import { readFileSync } from 'node:fs';
import { systemActor, type Tx, withActor } from '@liannao/server/kernel/access/actor.ts';
import { openExport } from '@liannao/server/kernel/registers/export-register.ts';
import { contextFor, loadRegisters } from '@liannao/server/kernel/registers/index.ts';
import { connect } from '@liannao/server/kernel/store/open-store.ts';
import { tableChunks } from '@liannao/server/kernel/tabular/stream.ts';

const [url = '', format = 'csv'] = process.argv.slice(2);
const store = connect(url, 'external', 2);
const actor = systemActor('bench');
const began = performance.now();
const { sheet } = await openExport(
  <T>(work: (tx: Tx) => Promise<T>) => withActor(store.db, actor, work),
  async (tx) => contextFor(await loadRegisters(tx), 'enterprises', actor, new Date()),
  { format: format as 'csv' | 'xlsx', query: {}, locale: 'zh', codes: false },
);
let rows = 0;
async function* counted() {
  for await (const batch of sheet.rows) {
    rows += batch.length;
    yield batch;
  }
}
let bytes = 0;
for await (const chunk of tableChunks(format as 'csv' | 'xlsx', { ...sheet, rows: counted() })) bytes += chunk.length;
const seconds = (performance.now() - began) / 1000;
const peakKib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
console.log(JSON.stringify({ rows, bytes, seconds, peakMib: Math.round(peakKib / 1024) }));
await store.close();
