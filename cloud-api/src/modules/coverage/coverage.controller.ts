import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import { CoverageService } from './coverage.service.js';
import { Coverage, CoverageQuery } from './dto/coverage.dto.js';

@ApiTags('coverage')
@Controller('coverage')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

  /** Staff within their reach, villagers for their own village; the service decides. */
  @Get()
  @SignedIn()
  @Answers(Coverage)
  board(@CurrentActor() actor: Actor, @Query() query: CoverageQuery): Promise<Coverage> {
    return this.coverage.board(actor, query);
  }
}
