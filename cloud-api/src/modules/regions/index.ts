export { Region, RegionStep } from './dto/region.dto.js';
export { NamedPlaces } from './named-places.js';
export { LeafClock } from './leaf-clock.js';
export { numberedName, type NumberedLevel } from './numbered-names.rules.js';
export { officialPlaces, OfficialPlaceError, type OfficialPlace } from './official-places.js';
export { idsOfPath, isWithin, Level, parentPath, UnitKind } from './region.rules.js';
export { RegionsModule } from './regions.module.js';
export type { RegionRecord } from './regions.repository.js';
export { RegionsService } from './regions.service.js';
