import { Global, Module } from '@nestjs/common';
import { ActorResolver } from '../../common/auth/index.js';
import { WechatModule } from '../wechat/index.js';
import { PeopleController } from './people.controller.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';

/** Global, because the guard over all routes asks it who is calling. */
@Global()
@Module({
  imports: [WechatModule],
  controllers: [SessionController, PeopleController],
  providers: [
    PeopleRepository,
    PeopleService,
    SessionRepository,
    SessionService,
    { provide: ActorResolver, useExisting: SessionService },
  ],
  exports: [PeopleService, SessionService, ActorResolver],
})
export class PeopleModule {}
