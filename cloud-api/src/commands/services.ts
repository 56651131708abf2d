import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { type Configuration, ConfigurationError, readConfiguration } from '../config/index.js';
import { givenPath } from './given-path.js';

/** What the operator can put right; the message is the whole answer. */
export class CommandError extends Error {}

/** A command's main: what the operator can put right is printed as one sentence, without a stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Works on the server's own modules and database, without listening: what is written is heard as usual. */
export async function withServices(work: (services: INestApplicationContext) => Promise<void>): Promise<void> {
  const services = await NestFactory.createApplicationContext(AppModule.with(commandConfiguration()), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  await work(services).finally(() => services.close());
}

/** The environment that the server starts with; only filling a demo is left to the server. */
function commandConfiguration(): Configuration {
  const { DATA_DIR } = process.env;
  return readConfiguration({ ...process.env, DATA_DIR: DATA_DIR && givenPath(DATA_DIR), DEMO: 'off' });
}
