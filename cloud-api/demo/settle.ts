import { Role } from '../src/common/auth/index.js';
import type { PlansService } from '../src/modules/plans/index.js';
import { Level } from '../src/modules/regions/index.js';
import type { Campaign } from './campaigns.js';
import type { Chance } from './chance.js';
import type { InventedPhones } from './names.js';
import { type DemoPlaces, drawPlaces } from './places.js';
import type { DemoServices } from './services.js';
import { hireStaff, type Roster, type StaffMember } from './staff.js';

/** A campaign on its first day. */
export interface Settled extends DemoPlaces {
  roster: Roster;
  plan: Awaited<ReturnType<PlansService['start']>>;
}

/** Draws the places, hires the staff and starts the plan. */
export async function settle(
  services: DemoServices,
  campaign: Campaign,
  phones: InventedPhones,
  chance: Chance,
): Promise<Settled> {
  const places = await drawPlaces(services, campaign, chance);
  const roster = await hireStaff(services, places, phones, chance);
  const plan = await services.plans.start(officeOf({ ...places, roster }).actor, {
    preset: campaign.preset,
    regionId: places.region.id,
    startsOn: services.calendar.date(campaign.startedDaysAgo),
  });
  return { ...places, roster, plan };
}

/** The office that runs the campaign. */
export function officeOf({ region, roster }: Pick<Settled, 'region' | 'roster'>): StaffMember {
  return roster.at(region.level === Level.County ? Role.CountyOffice : Role.TownshipOffice, region);
}
