import { Global, Module } from '@nestjs/common';
import { ActorResolver } from '../../common/auth/index.js';
import { WechatModule } from '../wechat/index.js';
import { ContactsRepository } from './contacts.repository.js';
import { ContactsService } from './contacts.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleListRepository } from './people-list.repository.js';
import { PeopleListService } from './people-list.service.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { TeamRepository } from './team.repository.js';
import { TeamsService } from './teams.service.js';

/** Global, because the guard over all routes asks it who is calling. */
@Global()
@Module({
  imports: [WechatModule],
  controllers: [SessionController, PeopleController],
  providers: [
    ContactsRepository,
    ContactsService,
    PeopleListRepository,
    PeopleListService,
    PeopleRepository,
    PeopleService,
    SessionRepository,
    SessionService,
    TeamRepository,
    TeamsService,
    { provide: ActorResolver, useExisting: SessionService },
  ],
  exports: [ContactsService, PeopleListService, PeopleService, SessionService, TeamsService, ActorResolver],
})
export class PeopleModule {}
