import type { Region } from './dto/region.dto.js';
import { idsOfPath } from './region.rules.js';
import type { RegionRecord } from './regions.repository.js';

/** `known` holds the region's ancestors and itself. */
export function toRegion(record: RegionRecord, known: ReadonlyMap<number, RegionRecord>): Region {
  const { id, code, name, level, unitKind, parentId, closedOn, successorId } = record;
  const path = idsOfPath(record.path).map((step) => known.get(step)!);
  return {
    id,
    code,
    name,
    level,
    unitKind,
    parentId,
    path: path.map((step) => ({ id: step.id, name: step.name, level: step.level })),
    closedOn,
    successorId,
  };
}
