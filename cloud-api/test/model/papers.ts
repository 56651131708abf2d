import { expect } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { Actor } from '../../src/common/auth/index.js';
import { SignatureReader, WithdrawalsService } from '../../src/modules/signatures/index.js';
import type { TestApp } from '../harness/app.js';
import { pick } from './pick.js';
import type { PaperStep } from './steps.js';

const day = 86_400_000;
type Push = (kind: string, payload: object, by: Actor) => Promise<string | null>;
interface ModelDoor {
  id: string;
  residents: string[];
}

/** What happens to the papers of the model's doors. */
export class PaperSteps {
  readonly signatures: string[] = [];

  constructor(
    private readonly test: TestApp,
    private readonly push: Push,
  ) {}

  async take(next: PaperStep, doors: readonly ModelDoor[], workers: readonly Actor[]): Promise<void> {
    if (next.kind === 'erase') return this.erase(pick(this.signatures, next.signature));
    const worker = pick(workers, next.worker)!;
    if (next.kind === 'withdraw') return this.withdraw(pick(this.signatures, next.signature), worker);
    const at = pick(doors, next.door);
    if (!at) return;
    if (next.kind === 'sign') await this.sign(at, next, worker);
    else await this.decline(at, next, worker);
  }

  private async sign(at: ModelDoor, step: Extract<PaperStep, { kind: 'sign' }>, worker: Actor): Promise<void> {
    const { resident, daysAgo, templates, anew } = step;
    const residentId = pick([...at.residents, undefined], resident);
    const signedAt = this.test.clock.now() - daysAgo * day;
    const versions = await this.versions();
    const standing = anew ? await this.standing(at.id, residentId) : new Map<string, string>();
    const papers = templates.map((template) => ({
      id: uuid7(),
      versionId: versions.get(template)!,
      openedAt: signedAt - 30_000,
      dwellMs: 20_000,
      reachedEnd: true,
      playedMs: 0,
      ...(standing.has(template) ? { replaces: standing.get(template)! } : {}),
    }));
    const signer = { name: '住户', relation: 'other', capacity: 'household', ...(residentId && { residentId }) };
    const payload = { doorId: at.id, method: 'witnessed', papers, signer, mark: 'confirmed', signedAt };
    if (await this.push('papers.sign', payload, worker)) this.signatures.push(...papers.map(({ id }) => id));
  }

  private async decline(at: ModelDoor, step: Extract<PaperStep, { kind: 'decline' }>, worker: Actor): Promise<void> {
    const { daysAgo, reason, templates } = step;
    const declinedAt = this.test.clock.now() - daysAgo * day;
    await this.push('papers.decline', { doorId: at.id, templates, reason, declinedAt }, worker);
  }

  /** One that has ended already is refused, and nothing happens. */
  private async withdraw(id: string | undefined, worker: Actor): Promise<void> {
    if (!id) return;
    await this.test.app
      .get(WithdrawalsService)
      .withdraw(worker, id, '想清楚了')
      .catch((error: unknown) => expect(error).toMatchObject({ status: 409 }));
  }

  private async erase(id: string | undefined): Promise<void> {
    if (id) await this.test.app.get(WithdrawalsService).erase(id, '依法删除');
  }

  /** Signatures of which something no longer fits, by what does not. */
  async broken(): Promise<[string, string][]> {
    const reader = this.test.app.get(SignatureReader);
    const broken: [string, string][] = [];
    for (const id of this.signatures) {
      const { checks } = (await reader.inspectId(id))!;
      broken.push(
        ...checks.filter(({ result }) => result === 'broken').map(({ part }): [string, string] => [id, part]),
      );
    }
    return broken;
  }

  private async versions(): Promise<Map<string, string>> {
    const rows = await this.test.database.query<{ template: string; id: string }>(
      `SELECT t.template_key AS template, v.id FROM document_versions v JOIN document_templates t ON t.id = v.template_id
        WHERE t.region_id IS NULL AND v.replaced_at IS NULL`,
    );
    return new Map(rows.map(({ template, id }) => [template, id]));
  }

  /** What holds of a person at a door, by template. */
  private async standing(doorId: string, residentId: string | undefined): Promise<Map<string, string>> {
    const rows = await this.test.database.query<{ template: string; id: string }>(
      `SELECT s.template_key AS template, s.id FROM signatures s LEFT JOIN signature_endings e ON e.signature_id = s.id
        WHERE e.signature_id IS NULL AND s.door_id = ? AND s.resident_id = ?`,
      [doorId, residentId ?? null],
    );
    return new Map(rows.map(({ template, id }) => [template, id]));
  }
}
