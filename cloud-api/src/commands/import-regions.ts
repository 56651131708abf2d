import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../common/database/index.js';
import {
  type OfficialPlace,
  OfficialPlaceError,
  officialPlaces,
  type RegionRecord,
  RegionsService,
} from '../modules/regions/index.js';
import { CommandError, runCommand, withServices } from './services.js';

/** Adds counties and townships of the official list: `npm run regions -w cloud-api -- 341823 140522108`. */
const codes = process.argv.slice(2);

await runCommand(async () => {
  if (codes.length === 0) {
    throw new CommandError('Name the counties (6 digits) or townships (9 digits) to add, 140522108 for instance.');
  }
  const listed = codes.map((code) => ({ code, places: listedPlaces(code) }));
  await withServices(async (services) => {
    for (const { code, places } of listed) report(code, await insert(services, places));
  });
});

function insert(services: INestApplicationContext, places: readonly OfficialPlace[]): Promise<RegionRecord[]> {
  const regions = services.get(RegionsService);
  return services.get(Database).transaction((transaction) => regions.insertOfficial(transaction, places));
}

function listedPlaces(code: string): OfficialPlace[] {
  try {
    return officialPlaces(code);
  } catch (error) {
    throw error instanceof OfficialPlaceError ? new CommandError(error.message) : error;
  }
}

function report(code: string, added: readonly RegionRecord[]): void {
  process.stdout.write(
    added.length === 0 ? `${code}: everything was there already\n` : `${code}: added ${added.length}\n`,
  );
  for (const region of added) {
    process.stdout.write(`  ${region.code}  ${region.level.padEnd(8)}  ${region.name}\n`);
  }
}
