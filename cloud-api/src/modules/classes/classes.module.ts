import { Module, type OnModuleInit } from '@nestjs/common';
import { ImportRegistry } from '../imports/index.js';
import { ClassListKind } from './class-list-kind.js';
import { ClassListRepository } from './class-list.repository.js';
import { ClassRolls } from './class-rolls.js';
import { ClassStates } from './class-state.js';
import { ClassViews } from './class-views.js';
import { ClassWriter } from './class-writer.js';
import { ClassesController } from './classes.controller.js';
import { ClassesRepository } from './classes.repository.js';
import { ClassesService } from './classes.service.js';

@Module({
  controllers: [ClassesController],
  providers: [
    ClassesRepository,
    ClassesService,
    ClassListKind,
    ClassListRepository,
    ClassRolls,
    ClassStates,
    ClassViews,
    ClassWriter,
  ],
  exports: [ClassRolls],
})
export class ClassesModule implements OnModuleInit {
  constructor(
    private readonly registry: ImportRegistry,
    private readonly kind: ClassListKind,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.kind);
  }
}
