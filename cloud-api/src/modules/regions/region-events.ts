import type { Transaction } from '../../common/database/index.js';
import type { RegionRecord } from './regions.repository.js';

export function about(type: string, actorId: string | null, { id }: RegionRecord) {
  return { type, actorId, subject: { kind: 'region', id: String(id) }, regionId: id };
}

export function recordCreated(
  transaction: Transaction,
  actorId: string | null,
  regions: readonly RegionRecord[],
): void {
  transaction.record(
    ...regions.map((region) => ({
      ...about('region.created', actorId, region),
      facts: { level: region.level, parentId: region.parentId, code: region.code },
    })),
  );
}
