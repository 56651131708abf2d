import { createHash } from 'node:crypto';
import { v7 as uuid7 } from 'uuid';
import type { TestClient, Json } from './client.js';

export interface Command {
  id: string;
  kind: string;
  schema: number;
  happenedAt: number;
  payload: object;
}

/** Canonical JSON as a phone computes it, written apart from the server's so that the two check each other (RFC 8785). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

export function hashOf(command: object): string {
  return createHash('sha256').update(canonical(command)).digest('hex');
}

/** The result of a command with one wrong field. */
export function invalid(field: string, rule: string) {
  return { result: 'invalid', errors: [{ field: `payload.${field}`, rule }] };
}

/** Writes as a phone does: it makes the ids and stamps its own clock. */
export class TestPhone {
  constructor(
    readonly client: TestClient,
    private readonly clock: { now(): number },
  ) {}

  now(): number {
    return this.clock.now();
  }

  command(kind: string, payload: object, overrides: Partial<Command> = {}): Command {
    return { id: uuid7(), kind, schema: 1, happenedAt: this.clock.now(), payload, ...overrides };
  }

  /** A visit that counts by every plan's rule, unless the details say otherwise. */
  visit(doorId: string, details: object = {}, overrides: Partial<Command> = {}): Command {
    const endedAt = this.clock.now();
    const payload = {
      doorId,
      outcome: 'met',
      startedAt: endedAt - 15 * 60_000,
      endedAt,
      faceToFace: true,
      topics: ['fake_rebate'],
      presentOthers: 1,
      ...details,
    };
    return this.command('visit.log', payload, overrides);
  }

  send(commands: unknown[], sentAt = this.clock.now()) {
    return this.client.post('/sync/push', { sentAt, commands });
  }

  /** The results of a push that was taken. */
  async push(...commands: unknown[]): Promise<Json[]> {
    const answer = await this.send(commands);
    if (answer.status !== 200) throw new Error(`the push was answered with ${answer.status}: ${answer.text}`);
    return answer.body.results;
  }

  async pull(cursor: string | null = null, awaiting: string[] = [], limit?: number): Promise<Json> {
    const body = { cursor, awaiting, ...(limit === undefined ? {} : { limit }) };
    const answer = await this.client.post('/sync/pull', body);
    if (answer.status !== 200) throw new Error(`the pull was answered with ${answer.status}: ${answer.text}`);
    return answer.body;
  }
}
