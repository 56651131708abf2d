import type { INestApplicationContext, Type } from '@nestjs/common';
import { Clock } from '../src/common/clock/index.js';
import { Cipher } from '../src/common/crypto/index.js';
import { Database } from '../src/common/database/index.js';
import {
  DirectivesService,
  EscalationWorker,
  OpeningsService,
  PublicationsService,
  SupervisionService,
} from '../src/modules/cascade/index.js';
import {
  AbsencesService,
  ChatGroupsDirectory,
  ChatGroupsService,
  GroupAligner,
  GroupBindings,
  GroupJoins,
} from '../src/modules/chat-groups/index.js';
import { ClassesService } from '../src/modules/classes/index.js';
import { BuiltInPublisher, DocumentsService } from '../src/modules/documents/index.js';
import { AssignmentsService, DoorsService } from '../src/modules/doors/index.js';
import { LettersService } from '../src/modules/letters/index.js';
import { PeopleService, SessionService } from '../src/modules/people/index.js';
import { PlansService } from '../src/modules/plans/index.js';
import { LeafClock, RegionsService } from '../src/modules/regions/index.js';
import { PushService } from '../src/modules/sync/index.js';
import { ScamReporting, WarningsService } from '../src/modules/warnings/index.js';
import { Calendar } from './calendar.js';

export type DemoServices = ReturnType<typeof servicesOf>;

/** What the demo uses of the application that it fills. */
export function servicesOf(app: INestApplicationContext) {
  const part = <Service>(type: Type<Service>): Service => app.get(type, { strict: false });
  return {
    assignments: app.get(AssignmentsService),
    calendar: new Calendar(app.get(Clock)),
    cipher: app.get(Cipher),
    database: app.get(Database),
    absences: part(AbsencesService),
    bindings: part(GroupBindings),
    chatGroups: part(ChatGroupsService),
    classes: part(ClassesService),
    directives: part(DirectivesService),
    directory: part(ChatGroupsDirectory),
    escalations: part(EscalationWorker),
    groupAligner: part(GroupAligner),
    joins: part(GroupJoins),
    openings: part(OpeningsService),
    publications: part(PublicationsService),
    sessions: part(SessionService),
    reporting: part(ScamReporting),
    supervision: part(SupervisionService),
    warnings: part(WarningsService),
    builtInPapers: app.get(BuiltInPublisher, { strict: false }),
    documents: app.get(DocumentsService, { strict: false }),
    doors: app.get(DoorsService),
    leafClock: app.get(LeafClock),
    letters: app.get(LettersService, { strict: false }),
    people: app.get(PeopleService),
    plans: app.get(PlansService),
    push: app.get(PushService),
    regions: app.get(RegionsService),
  };
}
