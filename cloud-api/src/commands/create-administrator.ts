import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { Role } from '../common/auth/index.js';
import { Database, isDuplicateKey } from '../common/database/index.js';
import { normalisePhone, PeopleService } from '../modules/people/index.js';
import { Level, type RegionRecord, RegionsService } from '../modules/regions/index.js';
import { askPassword } from './ask-password.js';
import { CommandError, runCommand, withServices } from './services.js';

/**
 * The first administrator of an installation; everybody else is added in the application:
 * `npm run admin -w cloud-api -- --name 王某某 --phone 1xxxxxxxxxx --region 341823 --role county_office`.
 */
const usage =
  'Usage: npm run admin -w cloud-api -- --name NAME --phone PHONE --region CODE --role county_office|township_office';

interface Request {
  name: string;
  phone: string;
  region: string;
  role: Role;
}

/** The offices that manage people, by the level of the place they run. */
const officeOf: Partial<Record<Level, Role>> = {
  [Level.City]: Role.CountyOffice,
  [Level.County]: Role.CountyOffice,
  [Level.Township]: Role.TownshipOffice,
};

await runCommand(async () => {
  const request = readRequest();
  await withServices(async (services) => {
    const region = await findRegion(services, request);
    await create(services, request, region, await hash(await askPassword()));
    process.stdout.write(`${request.name} can sign in as ${request.role} of ${region.name}.\n`);
  });
});

function readRequest(): Request {
  const { name = '', phone = '', region = '', role = '' } = readOptions();
  const national = normalisePhone(phone);
  if (name.trim() === '' || region === '' || role === '') throw new CommandError(usage);
  if (name.trim().length > 30) throw new CommandError('The name may have at most 30 characters.');
  if (national === null) throw new CommandError(`"${phone}" is no mainland mobile phone number.`);
  if (!/^\d{6,12}$/.test(region))
    throw new CommandError(`"${region}" is no official code: a county has 6 digits, a township 9.`);
  return { name: name.trim(), phone: national, region, role: role as Role };
}

function readOptions() {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ options: { name: option, phone: option, region: option, role: option } }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function findRegion(services: INestApplicationContext, { region: code, role }: Request): Promise<RegionRecord> {
  const padded = code.padEnd(12, '0');
  const region = (await services.get(RegionsService).byCodes(services.get(Database), [padded])).get(padded);
  if (!region)
    throw new CommandError(`${code} is not imported yet: run npm run regions -w cloud-api -- ${code} first.`);
  const office = officeOf[region.level];
  if (!office)
    throw new CommandError(`${region.name} is a ${region.level}: an administrator needs a county or a township.`);
  if (role !== office)
    throw new CommandError(`${region.name} is a ${region.level}: its administrator's role is ${office}, not ${role}.`);
  return region;
}

async function create(
  services: INestApplicationContext,
  { name, phone, role }: Request,
  region: RegionRecord,
  passwordHash: string,
): Promise<void> {
  const people = services.get(PeopleService);
  try {
    await services.get(Database).transaction(async (transaction) => {
      const id = await people.createStaff(transaction, { name, phone, posts: [{ role, regionId: region.id }] }, null);
      await people.writePassword(transaction, id, passwordHash, null);
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new CommandError('Somebody with this phone is on the roster already.') : error;
  }
}
