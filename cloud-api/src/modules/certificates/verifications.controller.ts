import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/auth/index.js';
import { Answers, type MultipartRequest } from '../../common/http/index.js';
import { FileVerification, SealRootQuery, SealRoots, Verification } from './dto/certificate.dto.js';
import { VerificationsService } from './verifications.service.js';

/** What anybody may check, without signing in. The page for people is `/verify/<code>`. */
@ApiTags('verifications')
@Controller()
export class VerificationsController {
  constructor(private readonly verifications: VerificationsService) {}

  @Get('verifications/:code')
  @Public()
  @Answers(Verification)
  one(@Param('code') code: string): Promise<Verification> {
    return this.verifications.one(code);
  }

  @Post('verifications')
  @HttpCode(200)
  @Public()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @Answers(FileVerification)
  file(@Req() request: MultipartRequest): Promise<FileVerification> {
    return this.verifications.file(request);
  }

  @Get('seal-roots')
  @Public()
  @Answers(SealRoots)
  roots(@Query() { after }: SealRootQuery): Promise<SealRoots> {
    return this.verifications.roots(after);
  }
}
