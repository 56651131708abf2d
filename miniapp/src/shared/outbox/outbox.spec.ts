import { ApiError } from '@/shared/api';
import { StorageFullError } from '@/shared/storage';
import { anEntry, aPage } from '../../../test/builders';
import { Bench, stored, visit } from '../../../test/outbox-bench';
import { hashOf } from './hash';

const problem = { type: '', title: '', traceId: '' };

describe('enqueue', () => {
  it('is durable when it resolves, and tells when the phone is full', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    const id = await outbox.enqueue('visit.log', visit);
    expect(bench.disk.get(id)).toMatchObject({ kind: 'visit.log', state: 'waiting', happenedAt: 5 });

    const store = { load: async () => [], save: () => Promise.reject(new StorageFullError()), remove: async () => {} };
    const full = await bench.open({ store });
    await expect(full.enqueue('visit.log', visit)).rejects.toThrow(StorageFullError);
    expect(full.list()).toEqual([]);
  });

  it('takes the same id twice as one command', async () => {
    const outbox = await new Bench().open();
    await Promise.all([
      outbox.enqueue('visit.log', visit, { id: 'v' }),
      outbox.enqueue('visit.log', { ...visit, note: '再点一次' }, { id: 'v' }),
    ]);
    expect(outbox.list().map(({ payload }) => payload)).toEqual([visit]);
  });

  it('hashes what will be sent: absent fields are absent', async () => {
    const outbox = await new Bench().open();
    await outbox.enqueue('visit.log', { ...visit, note: undefined }, { id: 'v', happenedAt: 7 });
    const expected = hashOf({ id: 'v', kind: 'visit.log', schema: 1, happenedAt: 7, payload: visit });
    expect(outbox.entry('v')?.hash).toBe(expected);
    expect(Object.keys(outbox.entry('v')?.payload ?? {})).not.toContain('note');
  });
});

describe('a round', () => {
  it('lets go of an entry only after a later pull is on the phone', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    const id = await outbox.enqueue('visit.log', visit);
    bench.pages = [
      (ids) => {
        expect(outbox.entry(id)?.state).toBe('sent');
        return bench.confirming(ids, { more: true });
      },
      () => {
        expect(outbox.entry(id)?.state).toBe('sent');
        return aPage();
      },
    ];
    await outbox.synchronize();
    expect(bench.log).toEqual([`push ${id}`, 'pull 1', 'receive', 'pull 0', 'receive']);
    expect(bench.disk.size).toBe(0);
  });

  it('asks for at most 500 confirmations at a time', async () => {
    const bench = new Bench();
    bench.keep(...Array.from({ length: 1100 }, () => anEntry('visit.log', visit, { state: 'sent' })));
    await (await bench.open()).synchronize();
    expect(bench.log.filter((line) => line.startsWith('pull'))).toEqual(['pull 500', 'pull 500', 'pull 100']);
    expect(bench.disk.size).toBe(0);
  });

  it('sends what is small first, then photos, then the visits they belong to; photos go when confirmed', async () => {
    const bench = new Bench();
    bench.photos.set('p1', '/p1.jpg');
    const outbox = await bench.open();
    const slow = await outbox.enqueue('visit.log', { ...visit, photoIds: ['p1', 'gone'] });
    const quick = await outbox.enqueue('visit.log', visit);
    await outbox.synchronize();
    expect(bench.log.filter((line) => line !== 'receive')).toEqual([
      `push ${quick}`,
      'pull 1',
      'photo p1 /p1.jpg',
      `push ${slow}`,
      'pull 1',
    ]);
    expect(bench.photos.size).toBe(0);
  });

  it('pulls although a photo does not get through', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    bench.photos.set('p1', '/p1.jpg');
    await outbox.enqueue('visit.log', { ...visit, photoIds: ['p1'] });
    bench.server.uploadPhoto = () => Promise.reject(new Error('slow'));
    await expect(outbox.synchronize()).rejects.toThrow('slow');
    expect(bench.log).toContain('pull 0');
    expect(outbox.list()[0]?.state).toBe('waiting');
  });

  it('tells the person about a photo that the server cannot read', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    bench.photos.set('p1', '/p1.jpg');
    const id = await outbox.enqueue('visit.log', { ...visit, photoIds: ['p1'] });
    const refusal = new ApiError(400, { ...problem, status: 400, code: 'photo_unreadable' });
    bench.server.uploadPhoto = () => Promise.reject(refusal);
    await outbox.synchronize();
    expect(outbox.entry(id)).toMatchObject({
      state: 'invalid',
      answer: { errors: [{ field: 'photoIds', rule: 'photo_unreadable' }] },
    });
  });

  it('finds the one command that spoils a batch; the others arrive', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    const ids = [];
    for (let index = 0; index < 7; index += 1) {
      ids.push(await outbox.enqueue('visit.log', { ...visit, note: index === 4 ? 'spoilt' : 'fine' }));
    }
    const { server } = bench;
    const push = server.push;
    server.push = (commands) =>
      commands.some(({ payload }) => 'note' in payload && payload.note === 'spoilt')
        ? Promise.reject(new ApiError(400, { ...problem, status: 400, code: 'validation_failed' }))
        : push(commands);
    await outbox.synchronize();
    expect(outbox.list().map(({ id, state }) => [id, state])).toEqual([[ids[4], 'invalid']]);
  });

  it('takes nothing in once it is closed: the answer counts as lost', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    const id = await outbox.enqueue('visit.log', visit);
    const { push } = bench.server;
    bench.server.push = (commands) => {
      outbox.close();
      return push(commands);
    };
    await expect(outbox.synchronize()).rejects.toThrow('closed');
    expect(bench.disk.get(id)?.state).toBe('waiting');
    expect(bench.log).not.toContain('receive');
    await expect(outbox.enqueue('visit.log', visit)).rejects.toThrow('closed');
  });

  it('does not spin on an answer that leaves a command out', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    await outbox.enqueue('visit.log', visit);
    bench.server.push = async () => ({ receivedAt: 0, results: [] });
    await expect(outbox.synchronize()).rejects.toThrow();
  });

  it('carries an edit made in the meantime onto the version that its forerunner produced', async () => {
    const bench = new Bench();
    const outbox = await bench.open();
    bench.answer = (command) => ({ ...stored(command), recordVersion: 4 });
    await outbox.enqueue('door.update', { doorId: 'door', baseVersion: 3, changes: { name: '甲' } }, { id: 'first' });
    bench.pages = [
      (ids) => {
        // While the pull is on its way the person edits the door once more.
        void outbox.enqueue(
          'door.update',
          { doorId: 'door', baseVersion: 3, changes: { name: '乙' } },
          { id: 'second' },
        );
        return bench.confirming(ids);
      },
    ];
    await outbox.synchronize();
    expect(outbox.list().map(({ id }) => id)).toEqual(['second']);
    expect(bench.disk.get('second')?.payload).toMatchObject({ baseVersion: 4 });
  });
});

describe('what the person decides', () => {
  const registration = () =>
    anEntry(
      'door.register',
      { kind: 'household', name: '王', address: '一号', gridId: 1, residents: [] },
      {
        id: 'old',
        state: 'invalid',
      },
    );

  it('keeps an entry that is on its way', async () => {
    const outbox = await new Bench().open();
    const id = await outbox.enqueue('visit.log', visit);
    await expect(outbox.discard(id)).rejects.toThrow();
    await expect(outbox.replace(id, visit)).rejects.toThrow();
    expect(outbox.list()).toHaveLength(1);
  });

  it('replaces a registration; the visits made at that door follow it', async () => {
    const bench = new Bench();
    bench.keep(registration(), anEntry('visit.log', { ...visit, doorId: 'old' }, { id: 'visit' }));
    const outbox = await bench.open();
    const id = await outbox.replace('old', { ...registration().payload, name: '汪' });
    expect(outbox.list().map((entry) => [entry.id, entry.state])).toEqual([
      [id, 'waiting'],
      ['visit', 'waiting'],
    ]);
    expect(bench.disk.get('visit')?.payload).toMatchObject({ doorId: id });
    await outbox.synchronize();
    expect(bench.log.filter((line) => line.startsWith('push'))).toEqual([`push ${id}`, 'push visit']);
  });

  it('finishes a replacement that a killed process left half done', async () => {
    const bench = new Bench();
    const replacement = anEntry('door.register', registration().payload, { id: 'new', replaces: 'old' });
    bench.keep(registration(), replacement, anEntry('visit.log', { ...visit, doorId: 'old' }, { id: 'visit' }));
    const outbox = await bench.open();
    expect(outbox.entry('old')).toBeUndefined();
    expect(bench.disk.get('visit')?.payload).toMatchObject({ doorId: 'new' });
  });

  it('keeps the photos that the replacement still shows', async () => {
    const bench = new Bench();
    bench.photos.set('kept', '/kept').set('dropped', '/dropped');
    bench.keep(anEntry('visit.log', { ...visit, photoIds: ['kept', 'dropped'] }, { id: 'v', state: 'invalid' }));
    await (await bench.open()).replace('v', { ...visit, photoIds: ['kept'] });
    expect([...bench.photos.keys()]).toEqual(['kept']);
  });

  it('sends a page of paper once for all its lines, and keeps it until the last of them is safe', async () => {
    const bench = new Bench();
    bench.photos.set('page', '/page');
    const outbox = await bench.open();
    for (const id of ['a', 'b'])
      await outbox.enqueue(
        'visit.enter_paper',
        { outcome: 'met', startedAt: 1, doorId: id, pagePhotoId: 'page' },
        { id },
      );
    bench.answer = (command) => ({ ...stored(command), result: command.id === 'b' ? 'invalid' : 'stored' });
    await outbox.synchronize();
    expect(bench.log.filter((step) => step.startsWith('photo'))).toEqual(['photo page /page']);
    expect([outbox.list().map(({ id }) => id), bench.photos.size]).toEqual([['b'], 1]);
    await outbox.discard('b');
    expect(bench.photos.size).toBe(0);
  });

  it('finishes a removal that a killed process left half done', async () => {
    const bench = new Bench();
    bench.photos.set('p', '/p');
    bench.keep(anEntry('visit.log', { ...visit, photoIds: ['p'] }, { id: 'v', state: 'invalid' }));
    const dying = { path: async () => undefined, discard: () => Promise.reject(new Error('killed')) };
    await expect((await bench.open({ photos: dying })).discard('v')).rejects.toThrow('killed');
    expect(bench.disk.size).toBe(1);
    expect((await bench.open()).list()).toEqual([]);
    expect(bench.photos.size).toBe(0);
  });
});
