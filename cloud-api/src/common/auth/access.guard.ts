import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ErrorCode, Problem } from '../problem/index.js';
import { ActorResolver } from './actor.js';
import { accessKey, type Access, type AuthorisedRequest } from './decorators.js';

/** Denies by default: a route without a declared access never answers, and the boot check refuses to start with one. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly resolver: ActorResolver,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(accessKey, context.getHandler());
    if (access?.kind === 'public') return true;
    if (!access) throw Problem.forbidden();
    const request = context.switchToHttp().getRequest<AuthorisedRequest>();
    const actor = await this.resolver.resolve(bearerToken(request.headers.authorization));
    request.actor = actor;
    if (!actor.consented && !(access.kind === 'signed_in' && access.beforeConsent)) {
      throw new Problem(403, ErrorCode.ConsentRequired);
    }
    if (access.kind === 'permission' && !actor.can(access.permission)) throw Problem.forbidden();
    return true;
  }
}

function bearerToken(header: string | undefined): string {
  const token = /^Bearer ([\w-]{20,200})$/.exec(header ?? '')?.[1];
  if (!token) throw new Problem(401, ErrorCode.Unauthenticated);
  return token;
}
