import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor } from '../../common/auth/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { type MultipartRequest, readForm } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { audioType, ClipStore } from '../documents/index.js';
import { DirectiveAccess } from './directive-access.js';
import { DirectivesService } from './directives.service.js';
import type { Directive } from './dto/directive.dto.js';

const clipMaxBytes = 3 * 1024 * 1024;

/** Voices of directives, for those who would rather listen. */
@Injectable()
export class DirectiveClips {
  constructor(
    private readonly access: DirectiveAccess,
    private readonly directives: DirectivesService,
    private readonly store: ClipStore,
    private readonly database: Database,
  ) {}

  async add(actor: Actor, id: string, request: MultipartRequest): Promise<Directive> {
    const { file } = await readForm(request, clipMaxBytes, 0, ErrorCode.PayloadTooLarge);
    const directive = await this.access.readable(this.database, actor, id);
    if (!this.access.mayManage(actor, directive)) throw Problem.forbidden();
    const mediaType = audioType(file.bytes);
    if (!mediaType) throw Problem.validation([{ field: 'file', rule: 'mp3_or_m4a' }]);
    const fileId = uuid7();
    await this.store.put(fileId, file.bytes);
    const clip = { fileId, sha256: sha256Hex(file.bytes), mediaType, bytes: file.bytes.length };
    return this.directives.setClip(actor, id, clip);
  }
}
