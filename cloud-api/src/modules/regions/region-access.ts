import { type Actor, Permission } from '../../common/auth/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import type { RegionRecord } from './regions.repository.js';

/** The region, or a 404. */
export function requireFound(region: RegionRecord | undefined): RegionRecord {
  if (!region) throw Problem.notFound();
  return region;
}

export function requireReadable(actor: Actor, region: RegionRecord): void {
  if (!actor.canAt(Permission.CoverageRead, region.path)) throw Problem.notFound();
}

export function requireManageable(actor: Actor, region: RegionRecord, at = region.path): void {
  requireReadable(actor, region);
  if (!actor.canAt(Permission.RegionManage, at)) throw Problem.forbidden();
}

export function requireOpen(region: RegionRecord): void {
  if (region.closedOn !== null) throw new Problem(409, ErrorCode.RegionClosed);
}
