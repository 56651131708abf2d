import type { FastifyInstance } from 'fastify';
import { ErrorCode, Problem } from '../../common/problem/index.js';

export const pushRoute = '/api/wechat/push';
/** WeChat's largest, a finding with all its details, encrypted, has a tenth of this. */
const largestPush = 64 * 1024;

/**
 * WeChat calls the type of its pushes `text/xml`, also where JSON was chosen on its administration page. XML itself is refused with
 * 415: with two languages for the same there would be two readers to attack.
 */
export function receiveWechatPushes(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('text/xml', { parseAs: 'string' }, (request, body, done) => {
    const isForeign = request.routeOptions.url !== pushRoute;
    if (isForeign || String(body).trimStart().startsWith('<')) {
      done(new Problem(415, ErrorCode.UnsupportedMediaType));
      return;
    }
    void parseJson(request, String(body), done);
  });
  fastify.addHook('onRoute', (route) => {
    if (route.url === pushRoute) route.bodyLimit = largestPush;
  });
}
