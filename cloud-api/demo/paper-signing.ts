import { v7 as uuid7 } from 'uuid';
import { owedPapers } from '../src/modules/signatures/index.js';
import type { PlanPaper } from '../src/modules/plans/index.js';
import type { Chance } from './chance.js';
import type { DemoDoor, DemoResident } from './households.js';
import { type Ink, inventInk } from './ink.js';
import type { Written } from './outings.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';

const minuteMs = 60_000;
const secondMs = 1000;
/** Of the households that were met: how many sign all, and how many of the others only the first paper. */
const signingShare = 0.82;
const halfShare = 0.35;
const hands = 12;

/** Versions by template, for each village. */
type Versions = ReadonlyMap<number, ReadonlyMap<string, string>>;

/** What the plan asks to be signed in the villages, and a few hands that sign. */
export async function preparePapers(
  { documents, database }: DemoServices,
  { townships, plan }: Settled,
  chance: Chance,
): Promise<PaperSigning> {
  const villages = townships.flatMap((township) => township.villages.map(({ region }) => region.id));
  const places = await documents.placesOf(database, villages);
  const versions = new Map(
    [...places].map(([id, place]) => [
      id,
      new Map(place.versions.map(({ templateKey, versionId }) => [templateKey, versionId])),
    ]),
  );
  const inks: Ink[] = [];
  for (let hand = 0; hand < hands; hand += 1) inks.push(await inventInk(chance));
  return new PaperSigning(plan.document.papers, versions, inks, chance);
}

/** Households sign on the visitor's phone at the end of a visit, or say why they do not. */
export class PaperSigning {
  constructor(
    private readonly papers: readonly PlanPaper[],
    private readonly versions: Versions,
    private readonly inks: readonly Ink[],
    private readonly chance: Chance,
  ) {}

  at(door: DemoDoor, startedAt: number): Written[] {
    const owed = owedPapers(door, this.papers, new Date(startedAt).toISOString().slice(0, 10));
    const templates = owed.filter(({ residentId }) => residentId === null).map(({ templateKey }) => templateKey);
    const [signer] = door.residents;
    if (templates.length === 0 || !signer) return [];
    if (this.chance.happens(signingShare)) return [this.sitting(door, signer, templates, startedAt)];
    const signed = this.chance.happens(halfShare) ? templates.slice(0, 1) : [];
    const open = templates.slice(signed.length);
    return [
      ...(signed.length > 0 ? [this.sitting(door, signer, signed, startedAt)] : []),
      ...(this.chance.happens(0.6) ? [this.decline(door, open, startedAt)] : []),
    ];
  }

  private sitting(door: DemoDoor, signer: DemoResident, templates: readonly string[], startedAt: number): Written {
    const { chance } = this;
    const openedAt = startedAt + chance.whole(4, 8) * minuteMs;
    const payload = {
      doorId: door.id,
      method: 'witnessed',
      papers: templates.map((templateKey, index) => ({
        id: uuid7({ msecs: openedAt }),
        versionId: this.versions.get(door.grid.parentId!)!.get(templateKey)!,
        openedAt: openedAt + index * 20 * secondMs,
        dwellMs: chance.whole(9, 40) * secondMs,
        reachedEnd: chance.happens(0.9),
        playedMs: chance.happens(0.3) ? chance.whole(20, 60) * secondMs : 0,
      })),
      signer: { residentId: signer.id, name: signer.name, relation: signer.relation, capacity: 'household' },
      mark: 'drawn',
      ink: chance.pick(this.inks),
      signedAt: openedAt + minuteMs,
      location: { ...door.location, accuracy: chance.whole(6, 40) },
      device: '演示手机',
    };
    return { kind: 'papers.sign', payload };
  }

  private decline(door: DemoDoor, templates: readonly string[], startedAt: number): Written {
    const reason = this.chance.pick(['refused', 'no_phone', 'away'] as const);
    return {
      kind: 'papers.decline',
      payload: { doorId: door.id, templates, reason, declinedAt: startedAt + 9 * minuteMs },
    };
  }
}
