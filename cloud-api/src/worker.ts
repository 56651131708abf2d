import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { v7 as uuid7 } from 'uuid';
import { AppModule } from './app.module.js';
import { EventWorker } from './common/events/index.js';
import { JobRunner } from './common/jobs/index.js';
import { readConfiguration } from './config/index.js';

/** Works on jobs until there are none for a while. The server forks it; it shares the server's environment and database. */
const idleMs = 30_000;
const name = process.argv[2] ?? uuid7();

const context = await NestFactory.createApplicationContext(AppModule.with(readConfiguration()), {
  logger: ['error', 'warn'],
  abortOnError: false,
});
const runner = context.get(JobRunner);
const events = context.get(EventWorker);
let idle: NodeJS.Timeout | undefined;
let working = false;
let asked = false;

async function work(): Promise<void> {
  asked = true;
  if (working) return;
  working = true;
  clearTimeout(idle);
  while (asked) {
    asked = false;
    await runner.runDue(name);
    // What follows a job (recounting, search keys) is heavy too; the server's own round would find it done.
    await events.runOnce();
  }
  working = false;
  idle = setTimeout(() => void stop(), idleMs);
}

async function stop(): Promise<void> {
  if (working) await runner.release(name).catch(() => undefined);
  await context.close();
  process.exit(0);
}

process.on('message', () => void work());
process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => undefined);
await work();
