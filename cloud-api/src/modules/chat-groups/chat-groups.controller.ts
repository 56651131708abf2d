import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { ChatGroupsService } from './chat-groups.service.js';
import {
  CardAnswer,
  ChatGroupChange,
  ChatGroupDetail,
  ChatGroupList,
  GroupEntry,
  GroupPersonChange,
  GroupQuery,
  GroupSize,
  GroupUnbinding,
  JoinMarks,
  JoinRateQuery,
  JoinRates,
  JoinRoll,
  MyGroups,
  NewChatGroup,
} from './dto/chat-group.dto.js';
import { GroupBindings } from './group-bindings.js';
import { GroupJoins } from './group-joins.js';

/** The WeChat groups of a plan's chains: who belongs to them, what they lack, which real group they are (S1.2, S2.5). */
@ApiTags('chat-groups')
@Controller('chat-groups')
export class ChatGroupsController {
  constructor(
    private readonly groups: ChatGroupsService,
    private readonly bindings: GroupBindings,
    private readonly joins: GroupJoins,
  ) {}

  @Get()
  @RequirePermission(Permission.CascadeRead)
  @Answers(ChatGroupList)
  list(@CurrentActor() actor: Actor, @Query() query: GroupQuery): Promise<ChatGroupList> {
    return this.groups.list(actor, query);
  }

  /** The groups that the actor belongs to with a part in them. */
  @Get('mine')
  @SignedIn()
  @Answers(MyGroups)
  mine(@CurrentActor() actor: Actor): Promise<MyGroups> {
    return this.groups.mine(actor);
  }

  /** 入群率 of the places below a region. */
  @Get('join-rates')
  @RequirePermission(Permission.CascadeRead)
  @Answers(JoinRates)
  rates(@CurrentActor() actor: Actor, @Query() { planId, regionId }: JoinRateQuery): Promise<JoinRates> {
    return this.joins.rates(actor, planId, regionId);
  }

  @Get(':id')
  @SignedIn()
  @Answers(ChatGroupDetail)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ChatGroupDetail> {
    return this.groups.one(actor, id);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.GroupManage)
  @Answers(ChatGroupDetail)
  add(@CurrentActor() actor: Actor, @Body() group: NewChatGroup): Promise<ChatGroupDetail> {
    return this.groups.add(actor, group);
  }

  @Patch(':id')
  @RequirePermission(Permission.GroupManage)
  @Answers(ChatGroupDetail)
  change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() change: ChatGroupChange,
  ): Promise<ChatGroupDetail> {
    return this.groups.change(actor, id, change);
  }

  @Post(':id/people')
  @HttpCode(200)
  @RequirePermission(Permission.GroupManage)
  @Answers(ChatGroupDetail)
  changePerson(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() change: GroupPersonChange,
  ): Promise<ChatGroupDetail> {
    return this.groups.changePerson(actor, id, change);
  }

  /** How many people WeChat shows in the group today, as its pusher reads it off. */
  @Post(':id/size')
  @HttpCode(200)
  @SignedIn()
  @Answers(ChatGroupDetail)
  reportSize(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { size }: GroupSize,
  ): Promise<ChatGroupDetail> {
    return this.groups.reportSize(actor, id, size);
  }

  /** The registration card, opened in the real group. */
  @Post(':id/cards')
  @HttpCode(200)
  @SignedIn()
  @Answers(CardAnswer)
  openCard(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() entry: GroupEntry): Promise<CardAnswer> {
    return this.bindings.openCard(actor, id, entry);
  }

  /** The real group is another one now: it has to be registered anew. */
  @Post(':id/unbinding')
  @HttpCode(200)
  @RequirePermission(Permission.GroupManage)
  @Answers(ChatGroupDetail)
  unbind(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: GroupUnbinding,
  ): Promise<ChatGroupDetail> {
    return this.bindings.unbind(actor, id, reason);
  }

  @Get(':id/joins')
  @SignedIn()
  @Answers(JoinRoll)
  roll(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<JoinRoll> {
    return this.joins.roll(actor, id);
  }

  @Post(':id/joins')
  @HttpCode(200)
  @SignedIn()
  @Answers(JoinRoll)
  tick(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() marks: JoinMarks): Promise<JoinRoll> {
    return this.joins.tick(actor, id, marks);
  }
}
