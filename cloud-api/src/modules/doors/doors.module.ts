import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { ResidentDirectory } from '../people/index.js';
import { CommandRegistry } from '../sync/index.js';
import { AssignmentChoice } from './assignment-choice.js';
import { AssignmentRepository } from './assignment.repository.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentsService } from './assignments.service.js';
import { DoorAccess } from './door-access.js';
import { DoorCommands } from './door-commands.js';
import { DoorLinks } from './door-links.js';
import { DoorPlaces } from './door-places.js';
import { DoorSearchModule } from './door-search.module.js';
import { DoorRepository } from './door.repository.js';
import { DoorsController } from './doors.controller.js';
import { DoorsService } from './doors.service.js';
import { ResidentLookup } from './resident-lookup.js';
import { ResidentWriter } from './resident-writer.js';

/** Global, because sign-in asks it for residents. */
@Global()
@Module({
  imports: [DoorSearchModule],
  controllers: [AssignmentsController, DoorsController],
  providers: [
    AssignmentChoice,
    AssignmentRepository,
    AssignmentsService,
    DoorAccess,
    DoorCommands,
    DoorLinks,
    DoorPlaces,
    DoorRepository,
    DoorsService,
    ResidentWriter,
    { provide: ResidentDirectory, useClass: ResidentLookup },
  ],
  exports: [AssignmentsService, DoorLinks, DoorsService, ResidentDirectory],
})
export class DoorsModule implements OnModuleInit {
  constructor(
    private readonly registry: CommandRegistry,
    private readonly commands: DoorCommands,
    private readonly assignments: AssignmentsService,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.registry.register(...this.commands.handlers());
    this.eventLog.addProjection({
      types: ['post.revoked'],
      project: async (transaction, events) => {
        for (const event of events) await this.assignments.followRevokedPost(transaction, event);
      },
    });
    this.eventLog.addProjection({
      types: ['door.claimed', 'door.released'],
      project: (transaction, events) => this.assignments.followClaims(transaction, events),
    });
  }
}
