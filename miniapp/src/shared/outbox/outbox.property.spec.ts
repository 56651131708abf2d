import * as fc from 'fast-check';
import { isTemporary } from '@/shared/api';
import { ModelNetwork, ModelServer, type Weather } from '../../../test/model-server';
import type { EntryStore } from './entry-store';
import { Outbox } from './outbox';
import { heldBy, needsAttention, photoIdsOf, type Entry } from './outbox.rules';

class Killed extends Error {}

/** One phone through many lives of its process: the disk and the photos survive, memory does not. */
class Phone {
  readonly disk = new Map<string, string>();
  readonly photos = new Map<string, string>();
  /** Commands whose `enqueue` resolved: the person was told they are safe. */
  readonly promised = new Set<string>();
  readonly promisedPhotos: string[] = [];
  readonly confirmed = new Map<string, string>();
  readonly othersEdited = new Set<string>();
  readonly givenUp = new Set<string>();
  private stepsToLive = Infinity;
  private ids = 0;
  private process = 0;

  constructor(
    readonly server: ModelServer,
    readonly network: ModelNetwork,
  ) {}

  newId = () => `id-${(this.ids += 1)}`;

  killAfter(steps: number): void {
    this.stepsToLive = steps;
  }

  async start(): Promise<Outbox> {
    this.stepsToLive = Infinity;
    const process = (this.process += 1);
    /** A dead process does nothing any more; it may die before an effect or right after it. */
    const step = async <T>(effect: () => T): Promise<T> => {
      await Promise.resolve();
      this.live(process);
      const result = effect();
      await Promise.resolve();
      this.live(process);
      return result;
    };
    const store: EntryStore = {
      load: () => step(() => [...this.disk.values()].map((text) => JSON.parse(text) as Entry)),
      save: (entry) => step(() => void this.disk.set(entry.id, JSON.stringify(entry))),
      remove: (id) => step(() => this.erase(id)),
    };
    return Outbox.open({
      store,
      server: {
        push: (commands) => {
          const sent = JSON.stringify(commands);
          return step(() => this.network.carry(() => this.server.push(JSON.parse(sent))));
        },
        pull: (_, awaiting) => step(() => this.network.carry(() => this.server.pull(awaiting))),
        uploadPhoto: (id, path) => step(() => this.network.carry(() => void this.server.doors.has(id + path))),
      },
      receiver: { cursor: async () => null, receive: () => step(() => undefined) },
      photos: {
        path: (id) => step(() => this.photos.get(id)),
        discard: (id) => step(() => void this.photos.delete(id)),
      },
      newId: this.newId,
      now: () => 1,
      onChange: () => undefined,
    });
  }

  private live(process: number): void {
    if (process !== this.process || this.stepsToLive <= 0) throw new Killed();
    this.stepsToLive -= 1;
  }

  private erase(id: string): void {
    const entry = JSON.parse(this.disk.get(id) ?? 'null') as Entry | null;
    if (entry && !needsAttention(entry)) this.noteConfirmed(entry);
    // A command accepted by the village head leaves from quarantine.
    else if (entry?.state === 'quarantined') this.noteConfirmed(entry);
    else this.givenUp.add(id);
    this.disk.delete(id);
  }

  private noteConfirmed({ id, hash }: Entry): void {
    const known = this.server.stored.get(id);
    expect(known?.hash).toBe(hash);
    expect(['stored', 'accepted']).toContain(known?.state);
    this.confirmed.set(id, hash);
  }
}

type Act = (phone: Phone, outbox: Outbox) => Promise<void>;

const weather = fc.array(
  fc.constantFrom<Weather>('fine', 'request_lost', 'answer_lost', 'sent_twice', 'delayed', 'busy'),
  { maxLength: 6 },
);

const visits = { outcome: 'nobody', startedAt: 1, endedAt: 2 } as const;

async function enqueueKept(phone: Phone, work: Promise<string>): Promise<void> {
  phone.promised.add(await work);
}

function pick<T>(items: T[], at: number): T | undefined {
  return items[at % Math.max(items.length, 1)];
}

function doorIds(phone: Phone, outbox: Outbox): string[] {
  const registered = outbox.list().filter((entry) => entry.kind === 'door.register');
  return [...phone.server.doors.keys(), ...registered.map((entry) => entry.id), 'nowhere'];
}

const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(fc.nat(9), fc.constantFrom('', '', '', 'bad', 'poison'), fc.boolean())
    .map(([at, note, hasPhoto]): Act => async (phone, outbox) => {
      const doorId = pick(doorIds(phone, outbox), at) ?? 'nowhere';
      const photoIds = hasPhoto ? [phone.newId()] : undefined;
      photoIds?.forEach((id) => phone.photos.set(id, `/photos/${id}`));
      await enqueueKept(phone, outbox.enqueue('visit.log', { ...visits, doorId, note, photoIds }));
      phone.promisedPhotos.push(...(photoIds ?? []));
    }),
  fc.constantFrom('good', 'bad').map((note): Act => async (phone, outbox) => {
    const household = { kind: 'household', name: 'n', address: 'a', gridId: 1, residents: [] } as const;
    const payload = { ...household, residents: [], note };
    await enqueueKept(phone, outbox.enqueue('door.register', payload));
  }),
  fc.nat(9).map((at): Act => async (phone, outbox) => {
    const doorId = pick(doorIds(phone, outbox), at) ?? 'nowhere';
    const baseVersion = phone.server.doors.get(doorId) ?? 1;
    await enqueueKept(phone, outbox.enqueue('door.update', { doorId, baseVersion, changes: { name: 'm' } }));
  }),
  weather.map((forecast): Act => async (phone, outbox) => {
    phone.network.setWeather(forecast);
    await outbox.synchronize();
  }),
  fc.nat(9).map((at): Act => async (phone) => {
    const doorId = pick([...phone.server.doors.keys()], at);
    if (!doorId) return;
    phone.server.editDoor(doorId);
    phone.othersEdited.add(doorId);
  }),
  fc.constantFrom('accepted', 'rejected').map(
    (state): Act =>
      async (phone) =>
        phone.server.decide(state),
  ),
  fc.nat(9).map((at): Act => async (phone, outbox) => {
    const sent = outbox.list().filter(({ kind, state }) => kind === 'visit.log' && state === 'sent');
    const lost = pick(sent, at);
    if (lost) phone.server.forget(lost.id);
  }),
  fc.constant<Act>(async (phone) => phone.network.deliverDelayed()),
  fc.nat(9).map((at): Act => async (_, outbox) => {
    const refused = outbox.list().filter(({ state }) => state === 'invalid' || state === 'conflict');
    const one = pick(refused, at);
    if (one) await outbox.discard(one.id);
  }),
  fc.nat(9).map((at): Act => async (phone, outbox) => {
    const refused = outbox.list().filter(({ state }) => state === 'invalid' || state === 'conflict');
    const one = pick(refused, at);
    if (!one) return;
    const payload = { ...one.payload, note: undefined };
    if (one.kind === 'door.update') {
      Object.assign(payload, { baseVersion: phone.server.doors.get(one.payload.doorId) ?? 1 });
    }
    await enqueueKept(phone, outbox.replace(one.id, payload));
  }),
);

/** Steps until the process is killed; `null`: it goes on. */
const lifetime = fc.option(fc.nat(40), { freq: 2 });

/** Fine weather, nobody dies, the village head accepts: everything has to settle. */
async function settle(phone: Phone): Promise<Outbox> {
  phone.network.setWeather([]);
  phone.network.deliverDelayed();
  const outbox = await phone.start();
  for (let round = 0; round < 12; round += 1) {
    await outbox.synchronize();
    phone.server.decide('accepted');
  }
  return outbox;
}

function expectNothingLostNothingTwice(phone: Phone, outbox: Outbox): void {
  const left = outbox.list();
  for (const entry of left) {
    const isHeld = entry.state === 'waiting' && heldBy(entry, left) !== undefined;
    expect(isHeld || needsAttention(entry)).toBe(true);
  }
  const onServer = [...phone.server.stored].filter(([, { state }]) => state !== 'rejected');
  expect(new Map(onServer.map(([id, { hash }]) => [id, hash]))).toEqual(phone.confirmed);
  const keptPhotos = left.flatMap(photoIdsOf);
  for (const id of phone.promisedPhotos) expect(phone.photos.has(id)).toBe(keptPhotos.includes(id));
  for (const { timesApplied } of phone.server.stored.values()) expect(timesApplied).toBe(1);
  for (const id of phone.promised) {
    const places = [phone.confirmed.has(id), outbox.entry(id) !== undefined, phone.givenUp.has(id)];
    expect(places.filter(Boolean)).toHaveLength(1);
  }
}

/** Refused is only what deserves it: an outbox that sends too early, or its own edits on old versions, shows here. */
function expectNothingRefusedWithoutCause(phone: Phone, entries: Entry[]): void {
  for (const entry of entries) {
    const note = 'note' in entry.payload ? entry.payload.note : undefined;
    if (entry.state === 'invalid') expect(['bad', 'poison']).toContain(note);
    if (entry.state === 'conflict') {
      const doorId = ('doorId' in entry.payload && entry.payload.doorId) || '';
      expect(phone.othersEdited.has(doorId) || !phone.server.doors.has(doorId)).toBe(true);
    }
  }
  for (const { result, doorId } of phone.server.stored.values()) {
    if (result.reason === 'unknown_door') expect(doorId === 'nowhere' || phone.givenUp.has(doorId ?? '')).toBe(true);
  }
}

describe('the outbox', () => {
  it('confirms exactly what the server stored, once, whatever the network and the process do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(act, lifetime), { minLength: 5, maxLength: 40, size: 'max' }),
        async (acts) => {
          const phone = new Phone(new ModelServer(), new ModelNetwork());
          let outbox = await phone.start();
          for (const [perform, steps] of acts) {
            if (steps !== null) phone.killAfter(steps);
            try {
              await perform(phone, outbox);
            } catch (error) {
              if (error instanceof Killed) outbox = await phone.start();
              else if (!isTemporary(error)) throw error;
            }
          }
          outbox = await settle(phone);
          expectNothingLostNothingTwice(phone, outbox);
          expectNothingRefusedWithoutCause(phone, outbox.list());
        },
      ),
      { numRuns: 600 },
    );
  });
});
