import {
  EventDeliveryEntity,
  EventEntity,
  EventRootEntity,
  EventSealEntity,
  LeaseEntity,
} from './common/events/event.entity.js';
import { JobEntity } from './common/jobs/job.entity.js';
import { DirectiveEntity, DirectiveVersionEntity } from './modules/cascade/directive.entity.js';
import {
  CardOpeningEntity,
  RelayAttestationEntity,
  RelayEntity,
  RelayPushEntity,
  RelayReceiptEntity,
  RelayUrgeEntity,
} from './modules/cascade/relay.entity.js';
import { CertificateEntity } from './modules/certificates/certificate.entity.js';
import {
  AbsenceEntity,
  ChatGroupCardEntity,
  ChatGroupEntity,
  ChatGroupJoinEntity,
  ChatGroupPersonEntity,
} from './modules/chat-groups/chat-group.entity.js';
import { ClassFamilyEntity } from './modules/classes/class-family.entity.js';
import { CoverageCounterEntity, DoorProgressEntity } from './modules/coverage/coverage.entity.js';
import {
  DocumentClipEntity,
  DocumentTemplateEntity,
  DocumentVersionEntity,
  IssuerEntity,
} from './modules/documents/document.entity.js';
import { DoorLinkEntity } from './modules/doors/door-link.entity.js';
import { DoorKeyEntity } from './modules/doors/door-key.entity.js';
import { DoorAssignmentEntity, DoorEntity, DoorTombstoneEntity, ResidentEntity } from './modules/doors/door.entity.js';
import { ExportEntity } from './modules/exports/export.entity.js';
import { PhotoEntity } from './modules/files/photo.entity.js';
import { StoredFileEntity } from './modules/files/stored-file.entity.js';
import { BookEntryEntity, StagedDoorEntity, StagedResidentEntity } from './modules/household-book/book.entity.js';
import { ColumnMappingEntity, ImportEntity, ImportProblemEntity } from './modules/imports/import.entity.js';
import { LetterRecipientEntity, LetterRoundEntity } from './modules/letters/letter.entity.js';
import {
  NotificationEntity,
  SubscriptionGrantEntity,
  WechatMessageEntity,
} from './modules/notifications/notification.entity.js';
import {
  ConsentEntity,
  PersonEntity,
  PostEntity,
  SessionEntity,
  TrainingEntity,
  WechatAccountEntity,
} from './modules/people/person.entity.js';
import { VisitingTeamEntity } from './modules/people/visiting-team.entity.js';
import { PlanEntity } from './modules/plans/plan.entity.js';
import { LeafClockEntity, RegionEntity } from './modules/regions/region.entity.js';
import { SignCodeEntity } from './modules/sign-codes/sign-code.entity.js';
import {
  PaperDeclineEntity,
  SignatureEndingEntity,
  SignatureEntity,
  SignatureTimestampEntity,
  SittingEntity,
} from './modules/signatures/signature.entity.js';
import { CommandEntity, QuarantinedCommandEntity } from './modules/sync/command.entity.js';
import { VisitEntity } from './modules/visits/visit.entity.js';
import { ScamReportEntity, WarningReadingEntity } from './modules/warnings/warning.entity.js';
import { WechatPushEntity } from './modules/wechat/wechat-push.entity.js';

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
  JobEntity,
  StoredFileEntity,
  ImportEntity,
  ImportProblemEntity,
  ColumnMappingEntity,
  StagedDoorEntity,
  StagedResidentEntity,
  BookEntryEntity,
  DoorKeyEntity,
  DoorLinkEntity,
  VisitingTeamEntity,
  ClassFamilyEntity,
  ExportEntity,
  DocumentTemplateEntity,
  DocumentVersionEntity,
  DocumentClipEntity,
  IssuerEntity,
  SittingEntity,
  SignatureEntity,
  SignatureEndingEntity,
  PaperDeclineEntity,
  SignatureTimestampEntity,
  SignCodeEntity,
  LetterRoundEntity,
  LetterRecipientEntity,
  CertificateEntity,
  WechatPushEntity,
  ChatGroupEntity,
  ChatGroupPersonEntity,
  ChatGroupCardEntity,
  ChatGroupJoinEntity,
  AbsenceEntity,
  DirectiveEntity,
  DirectiveVersionEntity,
  RelayEntity,
  RelayReceiptEntity,
  RelayPushEntity,
  CardOpeningEntity,
  RelayAttestationEntity,
  RelayUrgeEntity,
  NotificationEntity,
  WechatMessageEntity,
  SubscriptionGrantEntity,
  WarningReadingEntity,
  ScamReportEntity,
];
