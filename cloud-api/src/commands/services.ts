import path from 'node:path';
import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CryptoModule } from '../common/crypto/index.js';
import { DatabaseModule } from '../common/database/index.js';
import { EventsModule } from '../common/events/index.js';
import { ConfigModule, ConfigurationError, readConfiguration } from '../config/index.js';
import { entities } from '../entities.js';
import { givenPath } from './given-path.js';

/** What the operator can put right; the message is the whole answer. */
export class CommandError extends Error {}

/** Where `npm start` keeps its data unless told otherwise. */
const startData = path.join(import.meta.dirname, '../../../../.data');

@Module({})
class CommandModule {}

/** Runs a command on the modules it needs, with the database that the same environment starts the server on. */
export async function runWithServices(
  modules: (Type | DynamicModule)[],
  work: (services: INestApplicationContext) => Promise<void>,
): Promise<void> {
  try {
    const services = await NestFactory.createApplicationContext(
      { module: CommandModule, imports: [...foundation(), ...modules] },
      { logger: ['error', 'warn'], abortOnError: false },
    );
    await work(services).finally(() => services.close());
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function foundation(): DynamicModule[] {
  const { DATA_DIR } = process.env;
  const configuration = readConfiguration({ ...process.env, DATA_DIR: DATA_DIR ? givenPath(DATA_DIR) : startData });
  return [
    ConfigModule.with(configuration),
    DatabaseModule.forRoot(entities),
    { module: EventsModule },
    { module: CryptoModule },
  ];
}
