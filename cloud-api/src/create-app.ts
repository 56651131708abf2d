import { existsSync } from 'node:fs';
import path from 'node:path';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid7 } from 'uuid';
import { AppModule } from './app.module.js';
import { ErrorCode, Problem, problemBody } from './common/problem/index.js';
import type { Configuration } from './config/index.js';
import { answerPeopleWithPages, isPublicPage, publicPages } from './modules/certificates/index.js';
import { pushRoute, receiveWechatPushes } from './modules/wechat/index.js';

/** A push of 200 visits with long notes stays well below this. */
const bodyLimit = 2 * 1024 * 1024;

/** Nest's own body parsers would also read HTML forms; Fastify's reads JSON. */
export const applicationOptions: NestApplicationOptions = { logger: ['error', 'warn'], bodyParser: false };

/** The application as it runs, not yet listening. */
export async function createApp(configuration: Configuration): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(configuration),
    createAdapter(configuration),
    { ...applicationOptions, abortOnError: false },
  );
  await equip(app, configuration);
  return app;
}

export function createAdapter(configuration: Configuration): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit,
    trustProxy: (_: string, hop: number) => hop < configuration.trustedProxies,
    genReqId: () => uuid7(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_: Error, request: FastifyRequest, reply: FastifyReply) => answerUnroutable(request.id, reply),
  });
}

/** A URL that cannot be decoded, or is too long, names nothing; Fastify would answer in its own words and quote it. */
function answerUnroutable(requestId: string, reply: FastifyReply): void {
  const body = problemBody(Problem.notFound(), requestId);
  void reply.status(404).type('application/problem+json').send(JSON.stringify(body));
}

/** What surrounds the modules; tests give it an application in which they replaced the clock. */
export async function equip(app: NestFastifyApplication, configuration: Configuration): Promise<void> {
  app.setGlobalPrefix('api', { exclude: publicPages });
  app.enableShutdownHooks();
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  receiveWechatPushes(app.getHttpAdapter().getInstance());
  ignoreTypeOfNothing(app);
  keepOutOfCaches(app);
  answerPeopleWithPages(app.getHttpAdapter().getInstance());
  await limitRates(app);
  await app.register(multipart as never);
  await app.register(helmet, { contentSecurityPolicy: contentSecurityPolicy() });
  if (existsSync(configuration.h5Directory)) await serveH5(app, configuration.h5Directory);
}

/** WeChat names JSON as the type of every request; without a body there is nothing to be of that type. */
function ignoreTypeOfNothing(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _, done) => {
    const { headers } = request.raw;
    const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (request.method === 'DELETE' && isEmpty) delete headers['content-type'];
    done();
  });
}

/** Answers are about people; a photo, which never changes, says otherwise for itself. */
function keepOutOfCaches(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/**
 * Per address and minute. Where something could be guessed, a password or a paper's code, it is far below what the rest needs. WeChat
 * tells of each message that was sent, and what it cannot tell is lost.
 */
const requestsPerMinute = { any: 1200, lookUp: 120, signIn: 30, push: 12_000 };

async function limitRates(app: NestFastifyApplication): Promise<void> {
  await app.register(rateLimit, {
    timeWindow: 60_000,
    max: (request: FastifyRequest) => requestsPerMinute[kindOf(request)],
    keyGenerator: (request: FastifyRequest) => `${request.ip} ${kindOf(request)}`,
    allowList: (request: FastifyRequest) => !routeOf(request).startsWith('/api/') && !isPublicPage(routeOf(request)),
    errorResponseBuilder: (_: unknown, { ttl }: { ttl: number }) =>
      new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
}

/** By the route that was found, not by the URL: the same route answers to many spellings of it. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '/api/';
}

function kindOf(request: FastifyRequest): keyof typeof requestsPerMinute {
  const route = routeOf(request);
  if (request.method === 'POST' && route.startsWith('/api/session/')) return 'signIn';
  if (route === pushRoute) return 'push';
  return route.startsWith('/api/verifications') || isPublicPage(route) ? 'lookUp' : 'any';
}

/** The H5 bundle brings its styles inline and its pictures as data; nothing is loaded from elsewhere. */
function contentSecurityPolicy() {
  return {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'unsafe-inline'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      // Recordings that the page has fetched and keeps.
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", 'blob:'],
      upgradeInsecureRequests: null,
    },
  };
}

async function serveH5(app: NestFastifyApplication, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply: { header(name: string, value: string): void }, file: string) => {
      const immutable = /\.[0-9a-f]{8,}\.(js|css)$/.test(path.basename(file));
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
