import { Global, Module } from '@nestjs/common';
import { FileVault } from './file-vault.js';
import { PhotoOwners } from './photo-owners.js';
import { DiskPhotoStore, PhotoStore } from './photo-store.js';
import { PhotosController } from './photos.controller.js';
import { PhotosService } from './photos.service.js';

/** Global, because lists come in and go out in several modules. */
@Global()
@Module({
  controllers: [PhotosController],
  providers: [FileVault, PhotoOwners, PhotosService, { provide: PhotoStore, useClass: DiskPhotoStore }],
  exports: [FileVault, PhotoOwners, PhotoStore],
})
export class FilesModule {}
