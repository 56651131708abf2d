import type { Schemas } from '@/shared/api';
import { EMPTY_LINE, happenedAt, lineToPayload, pageFault, visitors, type PaperPage } from './paper.rules';

const page: PaperPage = { date: '2026-03-05', hour: 9, visitorId: 'him', topics: ['romance'], photoId: 'photo' };
const NOW = Date.UTC(2026, 2, 5, 2);

describe('a page', () => {
  it('happened when the paper says, in the time of the place', () => {
    expect(happenedAt(page)).toBe(Date.UTC(2026, 2, 5, 1));
    expect(happenedAt({ ...page, date: null })).toBeNull();
  });

  it('says what is missing, one thing at a time', () => {
    expect(pageFault(page, 3, NOW)).toBeNull();
    expect(pageFault({ ...page, date: null }, 3, NOW)).toContain('日期');
    expect(pageFault({ ...page, hour: 11 }, 3, NOW)).toContain('还没到');
    expect(pageFault({ ...page, visitorId: null }, 3, NOW)).toContain('谁去的');
    expect(pageFault({ ...page, photoId: null }, 3, NOW)).toContain('拍照');
    expect(pageFault(page, 0, NOW)).toContain('至少一户');
  });
});

describe('a line', () => {
  it('tells what was taught only where somebody was met', () => {
    expect(lineToPayload('door', page, { ...EMPTY_LINE, outcome: 'nobody' }, 'me')).toEqual({
      doorId: 'door',
      outcome: 'nobody',
      startedAt: Date.UTC(2026, 2, 5, 1),
      pagePhotoId: 'photo',
      visitorId: 'him',
    });
    const met = { outcome: 'met', faceToFace: true, presentOthers: 1, topics: ['romance'] };
    expect(lineToPayload('door', page, { ...EMPTY_LINE, outcome: 'met' }, 'me')).toMatchObject(met);
  });

  it('keeps its own topics, also none', () => {
    const line = { ...EMPTY_LINE, outcome: 'met', topics: [] } as const;
    expect(lineToPayload('door', page, { ...line, topics: [] }, 'me').topics).toEqual([]);
  });

  it('of one’s own visit names nobody', () => {
    expect(lineToPayload('door', page, { ...EMPTY_LINE, outcome: 'away' }, 'him')).not.toHaveProperty('visitorId');
  });
});

describe('visitors', () => {
  const person = (id: string, ...roles: string[]) =>
    ({ id, posts: roles.map((role) => ({ role })) }) as Schemas['Person'];

  it('are those whose post is to visit, each once', () => {
    const worker = person('w', 'group_leader', 'grid_worker');
    expect(
      visitors([worker, person('l', 'group_leader')], [worker, person('p', 'police')]).map(({ id }) => id),
    ).toEqual(['w', 'p']);
  });
});
