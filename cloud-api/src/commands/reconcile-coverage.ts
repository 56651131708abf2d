import 'reflect-metadata';
import { Database } from '../common/database/index.js';
import { CoverageReconciler } from '../modules/coverage/index.js';
import { RegionsService } from '../modules/regions/index.js';
import { CommandError, runCommand, withServices } from './services.js';

/** Counts a region's coverage anew and mends what differs: `npm run reconcile -w cloud-api -- 341823`. */
const [code] = process.argv.slice(2);

await runCommand(async () => {
  if (!code || !/^\d{2,12}$/.test(code))
    throw new CommandError('Name the region by its official code, 341823 for instance.');
  await withServices(async (services) => {
    const padded = code.padEnd(12, '0');
    const region = (await services.get(RegionsService).byCodes(services.get(Database), [padded])).get(padded);
    if (!region)
      throw new CommandError(`${code} is not among the imported regions: npm run regions -w cloud-api -- ${code}`);
    const { doors, counters } = await services.get(CoverageReconciler).reconcile(region.id);
    process.stdout.write(`${region.name}: ${doors} doors and ${counters} counters were mended\n`);
  });
});
