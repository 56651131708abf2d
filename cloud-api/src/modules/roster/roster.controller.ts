import { Body, Controller, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { Person } from '../people/index.js';
import { HandOver, HandOverCounts, TeamChange } from './dto/roster.dto.js';
import { HandOverService } from './hand-over.service.js';
import { TeamPairing } from './team-pairing.service.js';

@ApiTags('people')
@Controller('people/:id')
export class RosterController {
  constructor(
    private readonly pairing: TeamPairing,
    private readonly handOvers: HandOverService,
  ) {}

  @Put('team')
  @RequirePermission(Permission.AssignmentManage)
  @Answers(Person)
  team(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: TeamChange): Promise<Person> {
    return this.pairing.change(actor, id, body);
  }

  @Post('hand-over')
  @HttpCode(200)
  @RequirePermission(Permission.PeopleManage)
  @Answers(HandOverCounts)
  handOver(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: HandOver): Promise<HandOverCounts> {
    return this.handOvers.handOver(actor, id, body);
  }
}
