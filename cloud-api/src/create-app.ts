import { existsSync } from 'node:fs';
import path from 'node:path';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid7 } from 'uuid';
import { AppModule } from './app.module.js';
import type { Configuration } from './config/index.js';

/** A push of 200 visits with long notes stays well below this. */
const bodyLimit = 2 * 1024 * 1024;

/** The application as it runs and as tests run it, not yet listening. */
export async function createApp(configuration: Configuration): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: (_: string, hop: number) => hop < configuration.trustedProxies,
    genReqId: () => uuid7(),
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(configuration), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  app.enableShutdownHooks();
  await app.register(multipart as never);
  await app.register(helmet as never, { contentSecurityPolicy: contentSecurityPolicy() });
  if (existsSync(configuration.h5Directory)) await serveH5(app, configuration.h5Directory);
  return app;
}

/** The H5 bundle brings its styles inline and its pictures as data; nothing is loaded from elsewhere. */
function contentSecurityPolicy() {
  return {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'unsafe-inline'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      upgradeInsecureRequests: null,
    },
  };
}

async function serveH5(app: NestFastifyApplication, directory: string): Promise<void> {
  await app.register(fastifyStatic as never, {
    root: directory,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply: { setHeader(name: string, value: string): void }, file: string) => {
      const immutable = /\.[0-9a-f]{8,}\.(js|css)$/.test(path.basename(file));
      reply.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_, reply) => (reply as unknown as { sendFile(name: string): unknown }).sendFile('index.html'));
}
