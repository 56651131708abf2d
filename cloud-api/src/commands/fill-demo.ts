import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { CommandError, runCommand, withServices } from './services.js';

/** Fills an empty database with a whole county: `npm run demo -- --county`, beside it `--doors-per-grid 95`. */
const usage = 'Say what to fill: npm run demo -- --county [--doors-per-grid 95].';
const usualDoorsPerGrid = 95;
const mostDoorsPerGrid = 1_000;

await runCommand(async () => {
  const doorsPerGrid = readDoorsPerGrid();
  if (process.env.NODE_ENV === 'production') {
    throw new CommandError('A demo is never filled with NODE_ENV=production: its people are invented.');
  }
  // As in the server, the demo is loaded only when somebody asks for it.
  const { fillCounty } = await import('../../demo/index.js');
  await withServices(async (services) => {
    const isFilled = await fillCounty(services, doorsPerGrid, (text) => process.stdout.write(`${text}\n`));
    if (!isFilled) {
      throw new CommandError('This database holds data already: choose an empty one by DATA_DIR or DATABASE_URL.');
    }
  });
});

function readDoorsPerGrid(): number {
  const { county, 'doors-per-grid': given } = readOptions();
  if (!county) throw new CommandError(usage);
  const doors = given === undefined ? usualDoorsPerGrid : Number(given);
  if (Number.isInteger(doors) && doors >= 1 && doors <= mostDoorsPerGrid) return doors;
  throw new CommandError(`--doors-per-grid must be a whole number from 1 to ${mostDoorsPerGrid}, not "${given}".`);
}

function readOptions() {
  try {
    return parseArgs({ options: { county: { type: 'boolean' }, 'doors-per-grid': { type: 'string' } } }).values;
  } catch {
    throw new CommandError(usage);
  }
}
