import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import type { MultipartRequest } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import type { DocumentClip } from './dto/document.dto.js';

/** Recordings of papers read aloud, each tied to the hash of the text that was read. */
@Injectable()
export class ClipsService {
  add(_actor: Actor, _versionId: string, _request: MultipartRequest): Promise<DocumentClip> {
    throw Problem.notFound();
  }
  read(_versionId: string, _dialect: string | undefined): Promise<{ mediaType: string; bytes: Buffer }> {
    throw Problem.notFound();
  }
}
