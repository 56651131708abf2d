import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createOpenApiDocument } from './openapi-document.js';

/** Writes openapi.json without starting anything: Nest's preview mode builds the graph and instantiates nothing. */
const app = await NestFactory.create(AppModule.with(), new FastifyAdapter(), {
  logger: ['error'],
  preview: true,
  abortOnError: false,
});
app.setGlobalPrefix('api');
const target = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../../openapi.json'));
writeFileSync(target, `${JSON.stringify(createOpenApiDocument(app), null, 2)}\n`);
await app.close();
