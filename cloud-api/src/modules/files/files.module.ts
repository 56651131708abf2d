import { Module } from '@nestjs/common';
import { DiskPhotoStore, PhotoStore } from './photo-store.js';
import { PhotosController } from './photos.controller.js';
import { PhotosService } from './photos.service.js';

@Module({
  controllers: [PhotosController],
  providers: [PhotosService, { provide: PhotoStore, useClass: DiskPhotoStore }],
})
export class FilesModule {}
