import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import type { Permission } from './permission.js';

export const accessKey = 'access';

export type Access =
  { kind: 'public' } | { kind: 'signed_in'; beforeConsent: boolean } | { kind: 'permission'; permission: Permission };

const access = (value: Access) => SetMetadata(accessKey, value);

/** Anybody, without signing in. */
export const Public = () => access({ kind: 'public' });

/** Anybody signed in; what they reach is decided by the record. `beforeConsent` routes work without the privacy consent. */
export const SignedIn = (options: { beforeConsent?: boolean } = {}) =>
  applyDecorators(access({ kind: 'signed_in', beforeConsent: options.beforeConsent ?? false }), ApiBearerAuth());

/** A post with this permission somewhere; the repository narrows it to where. */
export const RequirePermission = (permission: Permission) =>
  applyDecorators(access({ kind: 'permission', permission }), ApiBearerAuth());

export interface AuthorisedRequest extends FastifyRequest {
  actor?: Actor;
}

/** The actor of this request, set by the guard. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<AuthorisedRequest>().actor!;
});
