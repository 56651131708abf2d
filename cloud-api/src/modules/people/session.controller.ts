import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Public, SignedIn } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import {
  ConsentGiven,
  Me,
  PasswordSignIn,
  PrivacyNotice,
  SessionDto,
  WechatCode,
  WechatPhoneCode,
  WechatSignIn,
} from './dto/session.dto.js';
import { PeopleService } from './people.service.js';
import { privacyNotice } from './privacy-notice.js';
import { SessionService } from './session.service.js';

@ApiTags('session')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly people: PeopleService,
  ) {}

  @Get('privacy-notice')
  @Public()
  @Answers(PrivacyNotice)
  notice(): PrivacyNotice {
    return privacyNotice;
  }

  @Post('session/wechat')
  @HttpCode(200)
  @Public()
  @Answers(WechatSignIn)
  signInWithWechat(@Body() body: WechatCode): Promise<WechatSignIn> {
    return this.sessions.signInWithWechat(body.code);
  }

  @Post('session/wechat/phone')
  @HttpCode(200)
  @Public()
  @Answers(SessionDto)
  signInWithPhone(@Body() body: WechatPhoneCode): Promise<SessionDto> {
    return this.sessions.signInWithPhone(body.ticket, body.phoneCode);
  }

  @Post('session/password')
  @HttpCode(200)
  @Public()
  @Answers(SessionDto)
  signInWithPassword(@Body() body: PasswordSignIn): Promise<SessionDto> {
    return this.sessions.signInWithPassword(body.phone, body.password);
  }

  @Delete('session')
  @HttpCode(204)
  @SignedIn({ beforeConsent: true })
  signOut(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.signOut(actor);
  }

  @Get('me')
  @SignedIn({ beforeConsent: true })
  @Answers(Me)
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.people.me(actor);
  }

  @Post('me/consent')
  @HttpCode(204)
  @SignedIn({ beforeConsent: true })
  consent(@CurrentActor() actor: Actor, @Body() body: ConsentGiven): Promise<void> {
    return this.sessions.consent(actor, body.version);
  }

  @Delete('me/consent')
  @HttpCode(204)
  @SignedIn()
  withdrawConsent(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.withdrawConsent(actor);
  }
}
