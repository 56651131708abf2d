import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from './clock.js';
import { WechatFailure } from './failure.js';
import type { Fault, Faults } from './faults.js';
import { readJson } from './http.js';
import type { Journal } from './journal.js';
import { type JsonAnswer, PictureAnswer, type Route, type WechatCall } from './route.js';

interface Parts {
  routes: readonly Route[];
  verifyAccessToken: (token: string | null) => void;
  faults: Faults;
  journal: Journal;
  clock: Clock;
  control: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
}

export function createWechatServer({ routes, verifyAccessToken, faults, journal, clock, control }: Parts): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat');
    const serve = url.pathname.startsWith('/__control/') ? control : serveWechat;
    serve(request, response, url).catch(() => response.destroy());
  });

  async function serveWechat(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? 'GET';
    const body = await readJson(request);
    const fault = faults.take(url.pathname);
    const answer = await answerTo(fault, () => perform(method, url, body));
    journal.record({
      at: clock.now(),
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: body ?? {},
      ...(answer && { answer: toldAnswer(answer) }),
      ...(fault && { fault: fault.kind }),
    });
    send(response, url.pathname, answer, fault);
  }

  function perform(method: string, url: URL, body: WechatCall['body'] | undefined): ReturnType<Route['handle']> {
    const route = routes.find(({ path }) => path === url.pathname);
    if (!route) throw new WechatFailure(40066);
    if (method !== route.method) throw new WechatFailure(route.method === 'GET' ? 43001 : 43002);
    if (route.needsAccessToken) verifyAccessToken(url.searchParams.get('access_token'));
    if (!body) throw new WechatFailure(47001);
    return route.handle({ query: url.searchParams, body });
  }
}

/** Nothing when the fault strikes before the work. */
async function answerTo(
  fault: Fault | undefined,
  perform: () => ReturnType<Route['handle']>,
): Promise<JsonAnswer | PictureAnswer | undefined> {
  if (fault?.kind === 'errcode') return new WechatFailure(fault.errcode).toAnswer();
  if (fault && fault.kind !== 'answer_lost') return undefined;
  try {
    return await perform();
  } catch (error) {
    if (error instanceof WechatFailure) return error.toAnswer();
    throw error;
  }
}

/** A picture by its type and size: who reads the journal wants to know that it was sent. */
function toldAnswer(answer: JsonAnswer | PictureAnswer): JsonAnswer {
  return answer instanceof PictureAnswer ? { contentType: answer.contentType, bytes: answer.bytes.length } : answer;
}

function send(response: ServerResponse, path: string, answer?: JsonAnswer | PictureAnswer, fault?: Fault): void {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'answer_lost':
      response.destroy();
      return;
    case 'http_status':
    case 'not_json':
      response.writeHead(fault.kind === 'http_status' ? fault.status : 200, { 'content-type': 'text/html' });
      response.end('<html><body>gateway</body></html>');
      return;
    default:
      if (answer instanceof PictureAnswer) {
        response.setHeader('content-type', answer.contentType);
        response.end(answer.bytes);
        return;
      }
      // The login endpoint really does call its JSON plain text.
      response.setHeader('content-type', path.startsWith('/sns/') ? 'text/plain' : 'application/json; encoding=utf-8');
      response.end(JSON.stringify(answer));
  }
}
