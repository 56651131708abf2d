import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Public, SignedIn } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import { GroupEntry } from '../chat-groups/index.js';
import { DemoSignIn, SessionDto } from '../people/index.js';
import { DemoService } from './demo.service.js';
import { DemoGroup, DemoPeople } from './dto/demo.dto.js';

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

  /** What WeChat would hand out if the actor opened a card in the group on their phone; the demo plays both. */
  @Post('group-entry')
  @HttpCode(200)
  @SignedIn()
  @Answers(GroupEntry)
  groupEntry(@CurrentActor() actor: Actor, @Body() { groupId }: DemoGroup): Promise<GroupEntry> {
    return this.demo.groupEntry(actor, groupId);
  }
}
