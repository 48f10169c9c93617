/** `npm run bench`: measures, prints, and leaves judging to the reader. Names of parts as arguments run only those; the burst, which takes half an hour, only where it is named. */

import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAssignment } from './assignment.ts';
import { benchBank } from './bank.ts';
import { benchBenefits } from './benefits.ts';
import { benchBurst, wholeBurst } from './burst.ts';
import { sayLine } from './print.ts';
import { startServer } from './server.ts';
import type { BenchServer } from './server.ts';
import { benchDelivery } from './delivery.ts';
import { benchRendering } from './rendering.ts';
import { benchRound } from './round.ts';
import { benchStart } from './start.ts';
import { benchStatements } from './statements.ts';
import { benchTimers } from './timers.ts';
import { benchTriage } from './triage.ts';
import { benchTurns } from './turns.ts';
import { benchWindDown } from './wind-down.ts';

/** `--reminders=2000 --organisations=20 --carriers=redis`: a smaller burst than the whole one. */
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    reminders: { type: 'string', default: String(wholeBurst.reminders) },
    organisations: { type: 'string', default: String(wholeBurst.organisations) },
    carriers: { type: 'string', default: wholeBurst.carriers.join() },
  },
});
const burstSize = {
  reminders: Number(values.reminders),
  organisations: Number(values.organisations),
  carriers: wholeBurst.carriers.filter((carrier) => values.carriers.split(',').includes(carrier)),
};

const parts: Readonly<Record<string, (server: BenchServer) => Promise<void>>> = {
  turns: benchTurns,
  statements: benchStatements,
  rendering: benchRendering,
  triage: benchTriage,
  bank: benchBank,
  assignment: benchAssignment,
  round: benchRound,
  benefits: benchBenefits,
  delivery: benchDelivery,
  timers: benchTimers,
  burst: (ofServer) => benchBurst(ofServer, burstSize),
  start: benchStart,
  'wind-down': benchWindDown,
};

const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  sayLine(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

const began = performance.now();
const server = await startServer();
const memory = Math.round(totalmem() / 1024 ** 3);
sayLine(
  `${cpus().length} cores, ${memory} GiB; Node ${process.version}; PostgreSQL ${server.version}, commits durable`,
);
try {
  for (const [name, part] of Object.entries(parts))
    if (wanted.length === 0 ? name !== 'burst' : wanted.includes(name)) await part(server);
} catch (error) {
  // Said before the server is stopped: whoever still has a connection to it complains louder.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
await server.stop();
sayLine(`\nTook ${Math.round((performance.now() - began) / 1000)} s.`);
process.exit(); // what failed may have left connections open
