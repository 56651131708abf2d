import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventLog, type StoredEvent } from '../../common/events/index.js';
import { PhotoStore } from '../files/index.js';
import { SignatureReader } from './signature-reader.js';

/** Photos of pages and thumbprints go once their signature was erased; the evidence keeps their hashes. */
@Injectable()
export class ErasedPhotos implements OnModuleInit {
  constructor(
    private readonly reader: SignatureReader,
    private readonly photos: PhotoStore,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.eventLog.addReaction({
      name: 'signatures.erased_photos',
      types: ['signature.erased'],
      react: (event) => this.remove(event),
    });
  }

  private async remove({ subject }: StoredEvent): Promise<void> {
    const record = await this.reader.byId(subject.id);
    for (const id of record?.photoIds ?? []) await this.photos.remove(id);
  }
}
