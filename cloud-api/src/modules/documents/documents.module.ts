import { Module } from '@nestjs/common';
import { ClipsService } from './clips.service.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';

@Module({
  controllers: [DocumentsController],
  providers: [ClipsService, DocumentsService],
  exports: [DocumentsService],
})
export class DocumentsModule {}
