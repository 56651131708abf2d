import { Injectable } from '@nestjs/common';
import type { MultipartRequest } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import type { FileVerification, SealRoots, Verification } from './dto/certificate.dto.js';

/** What anybody may know of a signed paper, and the roots by which the log can be proven from outside. */
@Injectable()
export class VerificationsService {
  one(_code: string): Promise<Verification> {
    throw Problem.notFound();
  }
  file(_request: MultipartRequest): Promise<FileVerification> {
    throw Problem.notFound();
  }
  roots(_after: string | undefined): Promise<SealRoots> {
    throw Problem.notFound();
  }
}
