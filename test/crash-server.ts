/** The server without its pages, on the data folder named: what the crash test starts and kills. Prints its address. */
import { readConfig } from '@liannao/server/kernel/config.ts';
import { start } from '@liannao/server/main.ts';

const [dataDir = ''] = process.argv.slice(2);
const limits = { requestsPerMinute: 1e6, signInsPerMinute: 1e6 };
const config = readConfig({}, { port: 0, dataDir, databaseUrl: null, empty: true, ...limits });
const running = await start(config, null, () => {});
console.log(JSON.stringify({ url: running.address, password: running.firstSignIn?.password ?? null }));
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
