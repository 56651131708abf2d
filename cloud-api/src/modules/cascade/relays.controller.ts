import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Public, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { GroupEntry } from '../chat-groups/index.js';
import {
  Attestation,
  MyRelayQuery,
  MyRelays,
  OpeningAnswer,
  PusherCall,
  PusherPhone,
  RelayDetail,
  RelayPushPayload,
  RelaySignPayload,
  RelaySkip,
  Supervision,
  SupervisionQuery,
  UrgeAnswer,
  Urging,
} from './dto/relay.dto.js';
import { MyRelaysService } from './my-relays.service.js';
import { OpeningsService } from './openings.service.js';
import { SupervisionViews } from './supervision-views.js';
import { SupervisionService } from './supervision.service.js';

/** The hops: mine to sign and push, those I watch, and what proves them. */
@ApiTags('cascade')
@ApiExtraModels(RelaySignPayload, RelayPushPayload)
@Controller()
export class RelaysController {
  constructor(
    private readonly mine: MyRelaysService,
    private readonly views: SupervisionViews,
    private readonly supervision: SupervisionService,
    private readonly openings: OpeningsService,
  ) {}

  /** What waits for the actor's 签收 and push, as pusher or deputy. */
  @Get('me/relays')
  @SignedIn()
  @Answers(MyRelays)
  list(@CurrentActor() actor: Actor, @Query() { done }: MyRelayQuery): Promise<MyRelays> {
    return this.mine.list(actor, done === 'true');
  }

  /** For supervisors their groups; with a region, for whoever may read cascades there. */
  @Get('supervision')
  @SignedIn()
  @Answers(Supervision)
  watch(@CurrentActor() actor: Actor, @Query() { regionId }: SupervisionQuery): Promise<Supervision> {
    return this.views.watch(actor, regionId);
  }

  @Post('relays/urges')
  @HttpCode(200)
  @SignedIn()
  @Answers(UrgeAnswer)
  urge(@CurrentActor() actor: Actor, @Body() { relayIds }: Urging): Promise<UrgeAnswer> {
    return this.supervision.urge(actor, relayIds);
  }

  @Get('relays/:id')
  @SignedIn()
  @Answers(RelayDetail)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RelayDetail> {
    return this.views.one(actor, id);
  }

  @Post('relays/:id/attestations')
  @HttpCode(200)
  @SignedIn()
  @Answers(RelayDetail)
  attest(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() attestation: Attestation): Promise<RelayDetail> {
    return this.supervision.attest(actor, id, attestation);
  }

  /** 特急: the groups below begin without waiting for this hop. */
  @Post('relays/:id/skip')
  @HttpCode(200)
  @SignedIn()
  @Answers(RelayDetail)
  skip(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() { reason }: RelaySkip): Promise<RelayDetail> {
    return this.supervision.skip(actor, id, reason);
  }

  /** The phone of somebody who is late; that it was asked for is recorded. */
  @Post('relays/:id/calls')
  @HttpCode(200)
  @SignedIn()
  @Answers(PusherPhone)
  call(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() { personId }: PusherCall): Promise<PusherPhone> {
    return this.supervision.call(actor, id, personId);
  }

  /** A shared card was opened from a chat; WeChat vouches for who and where, nobody has to be signed in. */
  @Post('cards/:id/openings')
  @HttpCode(200)
  @Public()
  @Answers(OpeningAnswer)
  open(@IdParam() id: string, @Body() entry: GroupEntry): Promise<OpeningAnswer> {
    return this.openings.open(id, entry);
  }
}
