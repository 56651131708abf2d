import { Injectable } from '@nestjs/common';
import { businessDate } from '../../common/clock/index.js';
import { maskName } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import type { ResidentTag } from '../plans/index.js';
import { PlansService } from '../plans/index.js';
import { type DoorPapers, owedPapers, PapersService, SigningMethod } from '../signatures/index.js';
import type { PaperSigner } from './export-door.js';

/** A door as its papers look at it. */
export interface SigningDoor {
  id: string;
  kind: string;
  residents: readonly { id: string; tags: string; birthMonth: string | null }[];
}

/** Who signed what doors owe in the round of a list. */
@Injectable()
export class ExportPapers {
  constructor(
    private readonly papers: PapersService,
    private readonly plans: PlansService,
    private readonly database: Database,
  ) {}

  /** By door; each signer and date once, and no date before the others. */
  async signers(
    doors: readonly SigningDoor[],
    { planId, round }: { planId: string; round: number },
  ): Promise<Map<string, PaperSigner[]>> {
    const plan = (await this.plans.judging(this.database)).find(({ id }) => id === planId);
    const from = plan?.document.rounds.find(({ number }) => number === round)?.from;
    if (!plan || from === undefined || plan.document.papers.length === 0) return new Map();
    const owed = doors.map(({ id, kind, residents }) => {
      const signers = residents.map(({ tags, ...resident }) => ({
        ...resident,
        tags: JSON.parse(tags) as ResidentTag[],
      }));
      return [id, owedPapers({ kind, residents: signers }, plan.document.papers, from)] as const;
    });
    const papers = await this.papers.papersOf(this.database, new Map(owed));
    return new Map([...papers].map(([id, of]) => [id, signersOf(of)]));
  }
}

export function masked(signers: readonly PaperSigner[]): PaperSigner[] {
  return signers.map(({ name, ...signer }) => ({ ...signer, name: maskName(name) }));
}

function signersOf({ owed }: DoorPapers): PaperSigner[] {
  const signers = new Map<string, PaperSigner>();
  for (const { signerName: name, signedAt, method } of owed) {
    if (name === null || signedAt === null) continue;
    const signer = { name, on: businessDate(signedAt), isOnPaper: method === SigningMethod.Paper };
    signers.set(`${signer.on} ${name} ${signer.isOnPaper}`, signer);
  }
  return [...signers.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
