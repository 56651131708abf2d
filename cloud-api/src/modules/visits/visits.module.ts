import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandRegistry } from '../sync/index.js';
import { CompanionCheck } from './companion-check.js';
import { PaperCommands } from './paper-commands.js';
import { PaperRepository } from './paper.repository.js';
import { VisitCommands } from './visit-commands.js';
import { VisitRepository } from './visit.repository.js';
import { VisitsController } from './visits.controller.js';
import { VisitsService } from './visits.service.js';

@Module({
  controllers: [VisitsController],
  providers: [CompanionCheck, PaperCommands, PaperRepository, VisitCommands, VisitRepository, VisitsService],
  exports: [VisitsService],
})
export class VisitsModule implements OnModuleInit {
  constructor(
    private readonly registry: CommandRegistry,
    private readonly commands: VisitCommands,
    private readonly paper: PaperCommands,
  ) {}

  onModuleInit(): void {
    this.registry.register(...this.commands.handlers(), ...this.paper.handlers());
  }
}
