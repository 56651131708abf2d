import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../src/common/clock/index.js';
import { Cipher } from '../src/common/crypto/index.js';
import { Database } from '../src/common/database/index.js';
import { BuiltInPublisher, DocumentsService } from '../src/modules/documents/index.js';
import { AssignmentsService, DoorsService } from '../src/modules/doors/index.js';
import { LettersService } from '../src/modules/letters/index.js';
import { PeopleService } from '../src/modules/people/index.js';
import { PlansService } from '../src/modules/plans/index.js';
import { LeafClock, RegionsService } from '../src/modules/regions/index.js';
import { PushService } from '../src/modules/sync/index.js';
import { Calendar } from './calendar.js';

export type DemoServices = ReturnType<typeof servicesOf>;

/** What the demo uses of the application that it fills. */
export function servicesOf(app: INestApplicationContext) {
  return {
    assignments: app.get(AssignmentsService),
    calendar: new Calendar(app.get(Clock)),
    cipher: app.get(Cipher),
    database: app.get(Database),
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
