import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock } from '../../src/common/clock/index.js';
import { DatabaseModule } from '../../src/common/database/index.js';
import { EventsModule } from '../../src/common/events/index.js';
import { ConfigModule, readConfiguration } from '../../src/config/index.js';
import { entities } from '../../src/entities.js';
import { createTestDatabase } from './database.js';

export interface TestModules {
  get: TestingModule['get'];
  close(): Promise<void>;
}

/** A few modules with what is common to all, over an empty database of their own: for specs of services. */
export async function createTestModules(modules: readonly Type[], clock = new Clock()): Promise<TestModules> {
  const database = await createTestDatabase();
  const configuration = readConfiguration({ DATA_DIR: database.dataDirectory, DATABASE_URL: database.url });
  const application = await Test.createTestingModule({
    imports: [ConfigModule.with(configuration), EventsModule, DatabaseModule.forRoot(entities), ...modules],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  return {
    get: application.get.bind(application),
    close: async () => {
      await application.close();
      await database.discard();
    },
  };
}
