import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam, type MultipartRequest } from '../../common/http/index.js';
import { Photo } from './dto/photo.dto.js';
import { readPhotoForm } from './photo-form.js';
import { PhotosService } from './photos.service.js';

@ApiTags('photos')
@Controller('photos')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  /** Of a visit, a paper, a directive or what somebody met; whoever has no such work sends some a day. */
  @Post()
  @HttpCode(200)
  @SignedIn()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['id', 'file'],
      properties: { id: { type: 'string', format: 'uuid' }, file: { type: 'string', format: 'binary' } },
    },
  })
  @Answers(Photo)
  async add(@CurrentActor() actor: Actor, @Req() request: MultipartRequest): Promise<Photo> {
    const { id, file } = await readPhotoForm(request);
    return this.photos.add(actor, id, file);
  }

  @Get(':id')
  @SignedIn()
  @ApiProduces('image/jpeg')
  async read(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.photos.read(actor, id);
    void reply.type('image/jpeg').header('cache-control', 'private, max-age=86400').send(bytes);
  }
}
