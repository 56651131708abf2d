import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { CommandError, runCommand, withServices } from './services.js';

/** Fills an empty database with a whole county: `npm run demo -- --county`, beside it `--doors-per-grid 95`. */
const usage = '用法：npm run demo -- --county [--doors-per-grid 95]';
const usualDoorsPerGrid = 95;
const mostDoorsPerGrid = 1_000;

await runCommand(async () => {
  const doorsPerGrid = readDoorsPerGrid();
  if (process.env.NODE_ENV === 'production') {
    throw new CommandError('NODE_ENV=production 时不填充演示数据：其中的人都是虚构的。');
  }
  // As in the server, the demo is loaded only when somebody asks for it.
  const { fillCounty } = await import('../../demo/index.js');
  await withServices(async (services) => {
    const isFilled = await fillCounty(services, doorsPerGrid, (text) => process.stdout.write(`${text}\n`));
    if (!isFilled) {
      throw new CommandError('数据库里已有数据，演示只填充空库：请用 DATA_DIR 或 DATABASE_URL 指定一个空库。');
    }
  });
});

function readDoorsPerGrid(): number {
  const { county, 'doors-per-grid': given } = readOptions();
  if (!county) throw new CommandError(usage);
  const doors = given === undefined ? usualDoorsPerGrid : Number(given);
  if (Number.isInteger(doors) && doors >= 1 && doors <= mostDoorsPerGrid) return doors;
  throw new CommandError(`--doors-per-grid 应是 1 到 ${mostDoorsPerGrid} 的整数，不是“${given}”。`);
}

function readOptions() {
  try {
    return parseArgs({ options: { county: { type: 'boolean' }, 'doors-per-grid': { type: 'string' } } }).values;
  } catch {
    throw new CommandError(usage);
  }
}
