import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { ErrorCode } from './error-code.js';
import { Problem } from './problem.js';

const codeOfStatus: Record<number, ErrorCode> = {
  400: ErrorCode.MalformedBody,
  401: ErrorCode.Unauthenticated,
  403: ErrorCode.Forbidden,
  404: ErrorCode.NotFound,
  405: ErrorCode.MethodNotAllowed,
  413: ErrorCode.PayloadTooLarge,
  415: ErrorCode.UnsupportedMediaType,
  429: ErrorCode.TooManyRequests,
};

/** Renders every error as problem+json. What is not a Problem and not the client's fault is logged without its values. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = this.asProblem(error, http.getRequest<FastifyRequest>());
    const reply = http.getResponse<FastifyReply>();
    if (problem.details.retryAfterSeconds) reply.header('retry-after', String(problem.details.retryAfterSeconds));
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, http.getRequest<FastifyRequest>().id)));
  }

  private asProblem(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    const status = statusOf(error);
    const code = status === undefined ? undefined : codeOfStatus[status];
    if (status !== undefined && code !== undefined) return new Problem(status, code);
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
    // The message may quote a value (a phone in a unique key, say), so only the kind and the frames are written.
    const frames = stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .join('\n');
    this.logger.error(`${request.id} ${request.method} ${request.routeOptions.url ?? 'unknown'} ${name}\n${frames}`);
    return new Problem(500, ErrorCode.Internal);
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

export function problemBody(problem: Problem, traceId: string): Record<string, unknown> {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    ...(problem.details.detail === undefined ? {} : { detail: problem.details.detail }),
    ...(problem.details.errors === undefined ? {} : { errors: problem.details.errors }),
    traceId,
  };
}
