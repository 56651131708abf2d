import { Module } from '@nestjs/common';
import { ClassViews } from './class-views.js';
import { ClassWriter } from './class-writer.js';
import { ClassesController } from './classes.controller.js';
import { ClassesRepository } from './classes.repository.js';
import { ClassesService } from './classes.service.js';

@Module({
  controllers: [ClassesController],
  providers: [ClassesRepository, ClassesService, ClassViews, ClassWriter],
})
export class ClassesModule {}
