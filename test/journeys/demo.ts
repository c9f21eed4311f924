import { parseArgs } from 'node:util';
import { ApiClient } from './api-client.js';
import { checkProofs } from './proof-check.js';
import { TransferPlayers } from './transfer-players.js';
import { tellSummary } from './transfer-summary.js';

const HELP = `npm run demo -- [options]     plays land transfers into a running platform (npm start)
  --transfers N       how many                    (default: 40)
  --gateway ADDRESS   where the platform is       (default: http://127.0.0.1:4000)
`;
const { values } = parseArgs({ options: { transfers: { type: 'string', default: '40' }, gateway: { type: 'string', default: 'http://127.0.0.1:4000' }, help: { type: 'boolean' } } });
const transfers = Number(values.transfers);
if (values.help || !Number.isInteger(transfers) || transfers < 1 || transfers > 10_000) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}

const WIDTH = 40;
function draw({ submitted, ended, of }: Readonly<{ submitted: number; ended: number; of: number }>): void {
  const filled = Math.round((ended / of) * WIDTH);
  const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}  ${ended}/${of}  (nộp ${submitted} / submitted)`;
  process.stdout.write(process.stdout.isTTY ? `\r${line}` : '');
}

async function main(): Promise<void> {
  const alive = await fetch(`${values.gateway}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then((answer) => answer.ok, () => false);
  if (!alive) throw new Error(`Expected a running platform at ${values.gateway}, but nothing answers there; start it with npm start in another terminal`);
  const result = await new TransferPlayers({ gateway: values.gateway, transfers, onProgress: draw }).play();
  process.stdout.write('\n');
  const auditor = new ApiClient(values.gateway, 'auditor');
  const { text, isRight } = await tellSummary(auditor, result);
  process.stdout.write(text);
  const { verified, events, slowestMs, doubts } = await checkProofs(auditor, [...result.plans.keys()]);
  process.stdout.write([
    `  chứng thực / proofs verified: ${verified}/${result.plans.size} hồ sơ, ${events} sự kiện (chậm nhất / slowest ${slowestMs.toFixed(0)} ms)`,
    ...doubts.slice(0, 20).map((doubt) => `    ${doubt}`), '', '',
  ].join('\n'));
  process.exitCode = isRight && doubts.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
