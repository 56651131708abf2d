import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { DoorPapers, MyPapers, OpenedCode, SignatureBrief, SignatureDetail } from './dto/signature.dto.js';
import type { DoorPaperFacts, OwedPaper } from './papers.rules.js';

/** What others may know of signatures. They are written by commands; nobody else does. */
@Injectable()
export class SignaturesService {
  mine(_actor: Actor): Promise<MyPapers> {
    throw Problem.notFound();
  }
  open(_actor: Actor, _scene: string): Promise<OpenedCode> {
    throw Problem.notFound();
  }
  ofDoor(_actor: Actor, _doorId: string): Promise<SignatureBrief[]> {
    throw Problem.notFound();
  }
  one(_actor: Actor, _id: string): Promise<SignatureDetail> {
    throw Problem.notFound();
  }
  ink(_actor: Actor, _id: string): Promise<Buffer> {
    throw Problem.notFound();
  }

  /** What was signed and declined at each door, oldest first; doors without either are left out. */
  facts(_on: Queryable, _doorIds: readonly string[]): Promise<Map<string, DoorPaperFacts>> {
    return Promise.resolve(new Map());
  }

  /** How owed papers stand, as the phone shows them; names as they are, the caller masks them. */
  papersOf(_on: Queryable, _owed: ReadonlyMap<string, readonly OwedPaper[]>): Promise<Map<string, DoorPapers>> {
    return Promise.resolve(new Map());
  }
}
