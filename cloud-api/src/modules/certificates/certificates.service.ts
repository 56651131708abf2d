import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';
import type { Certificate, NewCertificate } from './dto/certificate.dto.js';

/** Certificates of signed papers, made by a job. */
@Injectable()
export class CertificatesService {
  request(_actor: Actor, _asked: NewCertificate): Promise<Certificate> {
    throw Problem.notFound();
  }
  one(_actor: Actor, _id: string): Promise<Certificate> {
    throw Problem.notFound();
  }
  download(_actor: Actor, _id: string): Promise<{ fileName: string; bytes: Buffer }> {
    throw Problem.notFound();
  }
}
