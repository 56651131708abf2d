import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import { DemoSignIn, SessionDto } from '../people/index.js';
import { DemoService } from './demo.service.js';
import { DemoPeople } from './dto/demo.dto.js';

/** Signing in by choosing a person; answers only in demo mode, which production refuses. */
@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(private readonly demo: DemoService) {}

  @Get('people')
  @Public()
  @Answers(DemoPeople)
  people(): Promise<DemoPeople> {
    return this.demo.people();
  }

  @Post('session')
  @HttpCode(200)
  @Public()
  @Answers(SessionDto)
  signIn(@Body() body: DemoSignIn): Promise<SessionDto> {
    return this.demo.signIn(body.personId);
  }
}
