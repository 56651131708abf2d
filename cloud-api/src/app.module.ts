import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AuthModule } from './common/auth/index.js';
import { CryptoModule } from './common/crypto/index.js';
import { DatabaseModule } from './common/database/index.js';
import { EventsModule } from './common/events/index.js';
import { createValidationPipe } from './common/http/index.js';
import { JobsModule } from './common/jobs/index.js';
import { ProblemFilter } from './common/problem/index.js';
import { ConfigModule, type Configuration } from './config/index.js';
import { entities } from './entities.js';
import { CascadeModule } from './modules/cascade/index.js';
import { CertificatesModule } from './modules/certificates/index.js';
import { ChatGroupsModule } from './modules/chat-groups/index.js';
import { ClassesModule } from './modules/classes/index.js';
import { CoverageModule } from './modules/coverage/index.js';
import { DemoModule } from './modules/demo/index.js';
import { DocumentsModule } from './modules/documents/index.js';
import { DoorHistoriesModule } from './modules/door-histories/index.js';
import { DoorViewsModule } from './modules/door-views/index.js';
import { DoorsModule } from './modules/doors/index.js';
import { ExportsModule } from './modules/exports/index.js';
import { FilesModule } from './modules/files/index.js';
import { HouseholdBookModule } from './modules/household-book/index.js';
import { ImportsModule } from './modules/imports/index.js';
import { HealthModule } from './modules/health/index.js';
import { LettersModule } from './modules/letters/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { PeopleModule } from './modules/people/index.js';
import { PlansModule } from './modules/plans/index.js';
import { RegionsModule } from './modules/regions/index.js';
import { RosterModule } from './modules/roster/index.js';
import { SignaturesModule } from './modules/signatures/index.js';
import { SignCodesModule } from './modules/sign-codes/index.js';
import { SyncModule } from './modules/sync/index.js';
import { TimestampsModule } from './modules/timestamps/index.js';
import { VisitsModule } from './modules/visits/index.js';
import { WarningsModule } from './modules/warnings/index.js';

@Module({})
export class AppModule {
  static with(configuration?: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(configuration),
        CryptoModule,
        EventsModule,
        DatabaseModule.forRoot(entities),
        AuthModule,
        JobsModule,
        HealthModule,
        RegionsModule,
        PeopleModule,
        PlansModule,
        SyncModule,
        DoorsModule,
        VisitsModule,
        DocumentsModule,
        SignCodesModule,
        TimestampsModule,
        SignaturesModule,
        LettersModule,
        CertificatesModule,
        CoverageModule,
        DoorHistoriesModule,
        DoorViewsModule,
        RosterModule,
        ClassesModule,
        FilesModule,
        ImportsModule,
        HouseholdBookModule,
        ExportsModule,
        NotificationsModule,
        ChatGroupsModule,
        CascadeModule,
        WarningsModule,
        DemoModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: createValidationPipe },
      ],
    };
  }
}
