import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { NewSignCode, SignCode, SignCodeLink, SignCodeQuery } from './dto/sign-code.dto.js';

/** What a scanned scene leads to; `fault` says why it no longer does. */
export interface ScannedCode {
  id: string;
  doorId: string | null;
  letterRoundId: string | null;
  fault: 'code_expired' | 'code_revoked' | null;
}

/** Codes at doors and in workrooms that lead people to the papers they owe. */
@Injectable()
export class SignCodesService {
  create(_actor: Actor, _asked: NewSignCode): Promise<SignCode> {
    throw Problem.notFound();
  }
  list(_actor: Actor, _query: SignCodeQuery): Promise<SignCode[]> {
    throw Problem.notFound();
  }
  picture(_actor: Actor, _id: string): Promise<Buffer> {
    throw Problem.notFound();
  }
  link(_actor: Actor, _id: string): Promise<SignCodeLink> {
    throw Problem.notFound();
  }
  /** Null when nobody ever made such a code. */
  scan(_on: Queryable, _scene: string): Promise<ScannedCode | null> {
    throw Problem.notFound();
  }
  /** A code for a round of 责任书; whoever calls has judged whether the actor may. */
  issueForRound(
    _transaction: Transaction,
    _actor: Actor,
    _code: { id: string; letterRoundId: string; regionId: number; expiresAt: number },
  ): Promise<SignCode> {
    throw Problem.notFound();
  }
  revoke(_actor: Actor, _id: string): Promise<void> {
    throw Problem.notFound();
  }
}
