import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { CertificatesService } from './certificates.service.js';
import { Certificate, NewCertificate } from './dto/certificate.dto.js';

const pdf = 'application/pdf';

/** For those who may read names at the door, and for the signer. */
@ApiTags('certificates')
@Controller('certificates')
export class CertificatesController {
  constructor(private readonly certificates: CertificatesService) {}

  @Post()
  @HttpCode(200)
  @SignedIn()
  @Answers(Certificate)
  request(@CurrentActor() actor: Actor, @Body() asked: NewCertificate): Promise<Certificate> {
    return this.certificates.request(actor, asked);
  }

  @Get(':id')
  @SignedIn()
  @Answers(Certificate)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Certificate> {
    return this.certificates.one(actor, id);
  }

  @Get(':id/file')
  @SignedIn()
  @ApiProduces(pdf)
  async file(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, bytes } = await this.certificates.download(actor, id);
    void reply
      .type(pdf)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(bytes);
  }
}
