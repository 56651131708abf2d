import { v7 as uuid7 } from 'uuid';
import type { PushService } from '../src/modules/sync/index.js';
import type { Calendar } from './calendar.js';
import type { StaffMember } from './staff.js';

export interface Written {
  kind: string;
  payload: object;
  id?: string;
}

/** Something a visitor does at a door: the commands their phone writes for it. */
export type Errand = (startedAt: number) => Written | Written[];

/** The times a visitor's phone finds a network: twice in the past weeks and once in the last days. */
export type Session = 0 | 1 | 2;

export interface Appointment {
  at: number;
  keep: () => Promise<void>;
}

const doorsPerDay = 8;
const firstDoorMinute = 8 * 60 + 40;
const minutesPerDoor = 65;
const syncMinute = 20 * 60;

/** What each visitor did, gathered door by door, to be pushed as their phone would have sent it. */
export class Outings {
  private readonly diaries = new Map<StaffMember, [Errand[], Errand[], Errand[]]>();

  constructor(
    private readonly push: PushService,
    private readonly calendar: Calendar,
    private readonly startedDaysAgo: number,
  ) {}

  add(visitor: StaffMember, session: Session, errand: Errand): void {
    const diary = this.diaries.get(visitor) ?? [[], [], []];
    this.diaries.set(visitor, diary);
    diary[session].push(errand);
  }

  appointments(): Appointment[] {
    return [...this.diaries].flatMap(([visitor, diary], index) =>
      diary.flatMap((errands, session) => {
        if (errands.length === 0) return [];
        const daysAgo = this.syncDaysAgo(session as Session, index);
        const at = this.calendar.instant(daysAgo, syncMinute + (index % 60));
        return [{ at, keep: () => this.send(visitor, errands, daysAgo, at) }];
      }),
    );
  }

  private syncDaysAgo(session: Session, visitor: number): number {
    const base = [Math.round(this.startedDaysAgo * 0.62), Math.round(this.startedDaysAgo * 0.32), 1][session]!;
    return base + (visitor % 3);
  }

  private async send(visitor: StaffMember, errands: readonly Errand[], daysAgo: number, sentAt: number): Promise<void> {
    const commands = errands.flatMap((errand, index) => {
      const minute = firstDoorMinute + (index % doorsPerDay) * minutesPerDoor + ((index * 7) % 20);
      const startedAt = this.calendar.instant(daysAgo + Math.floor(index / doorsPerDay), minute);
      return [errand(startedAt)].flat().map((written) => phoneCommand(written, startedAt));
    });
    // Neighbours of one kind are one transaction.
    commands.sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
    await this.sendAll(visitor, sentAt, commands);
  }

  private async sendAll(visitor: StaffMember, sentAt: number, commands: object[]): Promise<void> {
    const { results } = await this.push.push(visitor.actor, { sentAt, commands });
    const refused = results.find(({ result }) => result !== 'stored');
    if (refused) throw new Error(`the demo wrote a command that was not stored: ${JSON.stringify(refused)}`);
  }
}

/** In the order of time, whoever made them. */
export async function keepAll(calendar: Calendar, appointments: readonly Appointment[]): Promise<void> {
  for (const { at, keep } of [...appointments].sort((a, b) => a.at - b.at)) await calendar.at(at, keep);
}

/** A command as a phone sends it. */
export function phoneCommand({ id, kind, payload }: Written, happenedAt: number) {
  return { id: id ?? uuid7({ msecs: happenedAt }), kind, schema: 1, happenedAt, payload };
}
