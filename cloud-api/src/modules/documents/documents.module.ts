import { Module } from '@nestjs/common';
import { BuiltInPublisher } from './built-in-publisher.js';
import { ClipRepository } from './clip.repository.js';
import { ClipStore } from './clip-store.js';
import { ClipsService } from './clips.service.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { IssuerRepository } from './issuer.repository.js';
import { IssuersService } from './issuers.service.js';
import { PaperPlaces } from './paper-places.js';
import { PaperVillageRepository } from './paper-village.repository.js';
import { PaperVillages } from './paper-villages.js';
import { TemplatesService } from './templates.service.js';

@Module({
  controllers: [DocumentsController],
  providers: [
    BuiltInPublisher,
    ClipRepository,
    ClipStore,
    ClipsService,
    DocumentRepository,
    DocumentsService,
    IssuerRepository,
    IssuersService,
    PaperPlaces,
    PaperVillageRepository,
    PaperVillages,
    TemplatesService,
  ],
  exports: [ClipStore, DocumentsService],
})
export class DocumentsModule {}
