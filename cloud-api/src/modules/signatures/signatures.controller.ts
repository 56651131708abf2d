import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExtraModels, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { MyPapers, OpenedCode, ScannedScene, SignatureDetail, SignatureList, Withdrawal } from './dto/signature.dto.js';
import { PapersDeclinePayload, PapersSignOwnPayload, PapersSignPayload } from './dto/signing-commands.dto.js';
import { SignaturesService } from './signatures.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

/** Papers are signed by commands through /sync/push; here they are read and withdrawn. */
@ApiTags('signatures')
@ApiExtraModels(PapersSignPayload, PapersSignOwnPayload, PapersDeclinePayload)
@Controller()
export class SignaturesController {
  constructor(
    private readonly signatures: SignaturesService,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  @Get('me/papers')
  @SignedIn()
  @Answers(MyPapers)
  mine(@CurrentActor() actor: Actor): Promise<MyPapers> {
    return this.signatures.mine(actor);
  }

  /** Where a code that was scanned leads; 404 for one that nobody made. */
  @Post('me/papers/open')
  @HttpCode(200)
  @SignedIn()
  @Answers(OpenedCode)
  open(@CurrentActor() actor: Actor, @Body() { scene }: ScannedScene): Promise<OpenedCode> {
    return this.signatures.open(actor, scene);
  }

  @Get('doors/:id/signatures')
  @RequirePermission(Permission.DoorRead)
  @Answers(SignatureList)
  async ofDoor(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SignatureList> {
    return { items: await this.signatures.ofDoor(actor, id) };
  }

  @Get('signatures/:id')
  @SignedIn()
  @Answers(SignatureDetail)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SignatureDetail> {
    return this.signatures.one(actor, id);
  }

  @Get('signatures/:id/ink')
  @SignedIn()
  @ApiProduces('image/png')
  async ink(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    void reply.type('image/png').send(await this.signatures.ink(actor, id));
  }

  @Post('signatures/:id/withdrawal')
  @HttpCode(200)
  @SignedIn()
  @Answers(SignatureDetail)
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: Withdrawal,
  ): Promise<SignatureDetail> {
    await this.withdrawals.withdraw(actor, id, reason);
    return this.signatures.one(actor, id);
  }
}
