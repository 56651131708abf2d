import { Injectable } from '@nestjs/common';
import type { ImportKind } from './import-kind.js';
import type { ImportKindName } from './import.rules.js';

/** The kinds of files there are; each module registers what it can read. */
@Injectable()
export class ImportRegistry {
  private readonly kinds = new Map<string, ImportKind>();

  register(kind: ImportKind): void {
    this.kinds.set(kind.kind, kind);
  }

  /** Every name of the contract is registered when the application is up. */
  get(kind: ImportKindName): ImportKind {
    return this.kinds.get(kind)!;
  }
}
