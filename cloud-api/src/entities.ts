import {
  EventDeliveryEntity,
  EventEntity,
  EventRootEntity,
  EventSealEntity,
  LeaseEntity,
} from './common/events/event.entity.js';
import { CoverageCounterEntity, DoorProgressEntity } from './modules/coverage/coverage.entity.js';
import { DoorAssignmentEntity, DoorEntity, DoorTombstoneEntity, ResidentEntity } from './modules/doors/door.entity.js';
import { PhotoEntity } from './modules/files/photo.entity.js';
import {
  ConsentEntity,
  PersonEntity,
  PostEntity,
  SessionEntity,
  TrainingEntity,
  WechatAccountEntity,
} from './modules/people/person.entity.js';
import { PlanEntity } from './modules/plans/plan.entity.js';
import { LeafClockEntity, RegionEntity } from './modules/regions/region.entity.js';
import { CommandEntity, QuarantinedCommandEntity } from './modules/sync/command.entity.js';
import { VisitEntity } from './modules/visits/visit.entity.js';

/** Every table, for the schema check and the data source. */
export const entities = [
  RegionEntity,
  LeafClockEntity,
  PersonEntity,
  PostEntity,
  TrainingEntity,
  SessionEntity,
  WechatAccountEntity,
  ConsentEntity,
  PlanEntity,
  DoorEntity,
  ResidentEntity,
  DoorAssignmentEntity,
  DoorTombstoneEntity,
  VisitEntity,
  DoorProgressEntity,
  CoverageCounterEntity,
  CommandEntity,
  QuarantinedCommandEntity,
  PhotoEntity,
  EventEntity,
  EventSealEntity,
  EventRootEntity,
  EventDeliveryEntity,
  LeaseEntity,
];
