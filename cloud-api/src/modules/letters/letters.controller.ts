import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { SignCode } from '../sign-codes/index.js';
import {
  LetterCode,
  LetterFamilies,
  LetterQuery,
  LetterRoster,
  LetterRoundDetail,
  LetterRoundList,
  MyLetters,
  NewLetterRound,
} from './dto/letter.dto.js';
import { LetterSendingService } from './letter-sending.service.js';
import { LettersService } from './letters.service.js';

/** 责任书 down a chain: who owes one, who signed, who is late (S3.4). */
@ApiTags('letters')
@Controller()
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly sending: LetterSendingService,
  ) {}

  @Get('me/letters')
  @SignedIn()
  @Answers(MyLetters)
  async mine(@CurrentActor() actor: Actor): Promise<MyLetters> {
    return { items: await this.letters.mine(actor) };
  }

  @Get('letter-rounds')
  @RequirePermission(Permission.PlanRead)
  @Answers(LetterRoundList)
  list(@CurrentActor() actor: Actor, @Query() { regionId }: LetterQuery): Promise<LetterRoundList> {
    return this.letters.list(actor, regionId);
  }

  @Post('letter-rounds')
  @HttpCode(200)
  @RequirePermission(Permission.LetterManage)
  @Answers(LetterRoundDetail)
  start(@CurrentActor() actor: Actor, @Body() asked: NewLetterRound): Promise<LetterRoundDetail> {
    return this.letters.start(actor, asked);
  }

  @Get('letter-rounds/:id')
  @RequirePermission(Permission.PlanRead)
  @Answers(LetterRoundDetail)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<LetterRoundDetail> {
    return this.letters.one(actor, id);
  }

  @Post('letter-rounds/:id/recipients')
  @HttpCode(200)
  @RequirePermission(Permission.LetterManage)
  @Answers(LetterRoundDetail)
  send(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() roster: LetterRoster): Promise<LetterRoundDetail> {
    return this.sending.send(actor, id, roster.lines);
  }

  @Post('letter-rounds/:id/families')
  @HttpCode(200)
  @RequirePermission(Permission.LetterManage)
  @Answers(LetterRoundDetail)
  sendToFamilies(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { classId }: LetterFamilies,
  ): Promise<LetterRoundDetail> {
    return this.sending.sendToFamilies(actor, id, classId);
  }

  @Post('letter-rounds/:id/code')
  @HttpCode(200)
  @RequirePermission(Permission.LetterManage)
  @Answers(SignCode)
  code(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() code: LetterCode): Promise<SignCode> {
    return this.letters.code(actor, id, code);
  }

  @Post('letter-rounds/:id/close')
  @HttpCode(200)
  @RequirePermission(Permission.LetterManage)
  @Answers(LetterRoundDetail)
  close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<LetterRoundDetail> {
    return this.letters.close(actor, id);
  }

  /** Somebody who left before signing; whoever signed stays. */
  @Delete('letters/:id')
  @HttpCode(204)
  @RequirePermission(Permission.LetterManage)
  remove(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.letters.remove(actor, id);
  }
}
