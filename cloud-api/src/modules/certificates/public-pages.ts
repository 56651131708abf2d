import type { FastifyInstance, FastifyReply } from 'fastify';
import { pagePolicy } from './page-style.js';
import { errorPage } from './verify-page.js';

/** Paths outside the API's prefix. */
export const publicPages = ['verify', 'verify/:code'];

export function sendPage(reply: FastifyReply, page: string): void {
  void dressed(reply).send(page);
}

/** Whether a route, as it was declared, is one for people to look at. */
export function isPublicPage(route: string | undefined): boolean {
  return route === '/verify' || route === '/verify/:code';
}

/** Who looks at a page reads a page also when something is wrong, not a Problem. */
export function answerPeopleWithPages(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isProblem = reply.statusCode >= 400 && String(reply.getHeader('content-type')).includes('problem+json');
    if (!isProblem || !isPublicPage(request.routeOptions.url)) return done(null, payload);
    dressed(reply).removeHeader('content-length');
    done(null, errorPage(reply.statusCode));
  });
}

function dressed(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy)
    .header('cache-control', 'no-store');
}
