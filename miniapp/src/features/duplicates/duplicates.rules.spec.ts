import { differences, likelyToStay, sharedPeople, type PairDoor } from './duplicates.rules';

const door = (fields: Partial<PairDoor>) =>
  ({
    id: 'a',
    label: '王德福',
    code: '2-14',
    address: '中街 3 号',
    gridName: '第一网格',
    groupName: null,
    visits: 0,
    residents: [],
    inBook: false,
    ...fields,
  }) as PairDoor;
const person = (id: string, name: string, birthMonth: string | null = null) =>
  ({ id, name, birthMonth }) as PairDoor['residents'][number];

describe('which door stays', () => {
  it('is the one with more visits, then with more people, then of the book, else the first', () => {
    const one = door({ id: 'one' });
    expect(likelyToStay([one, door({ id: 'two' })]).id).toBe('one');
    expect(likelyToStay([one, door({ id: 'two', inBook: true })]).id).toBe('two');
    const peopled = door({ id: 'one', residents: [person('r', '王德福')] });
    expect(likelyToStay([peopled, door({ id: 'two', inBook: true })]).id).toBe('one');
    expect(likelyToStay([peopled, door({ id: 'two', visits: 1 })]).id).toBe('two');
  });
});

describe('what has to be chosen', () => {
  it('is where both say something and not the same', () => {
    const stays = door({ code: '', groupName: '一组' });
    const goes = door({ address: '中街 3 号院', groupName: null, gridName: '第二网格' });
    expect(differences(stays, goes)).toEqual([
      { field: 'address', name: '地址', stays: '中街 3 号', goes: '中街 3 号院' },
      { field: 'grid', name: '网格', stays: '第一网格', goes: '第二网格' },
    ]);
    expect(differences(stays, stays)).toEqual([]);
  });
});

describe('who lives at both', () => {
  it('has the same name and, as far as both say, the same month of birth', () => {
    const a = door({ residents: [person('a1', '王德福', '1960-01'), person('a2', '李梅', '1970-02')] });
    const b = door({ residents: [person('b1', '王德福'), person('b2', '李梅', '1971-02')] });
    expect([...sharedPeople(a, b)].sort()).toEqual(['a1', 'b1']);
  });
});
