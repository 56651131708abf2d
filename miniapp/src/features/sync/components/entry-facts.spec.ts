import type { Entry } from '@/shared/outbox';
import { factsOf } from './entry-facts';

function entry(kind: string, payload: object): Entry {
  return { id: 'e', kind, payload, state: 'conflict', sequence: 1 } as unknown as Entry;
}

const door = {
  name: '王大福',
  code: '3-07',
  address: '中街 17 号',
  residents: [],
  assignedTo: [{ personId: 'p', name: '李梅' }],
};

describe('theirs beside mine', () => {
  it('compares only what the person changed', () => {
    const facts = factsOf(entry('door.update', { changes: { address: '中街 19 号' } }), door as never, undefined);
    expect(facts).toEqual([{ name: '地址', theirs: '中街 17 号', mine: '中街 19 号' }]);
  });

  it('names what the server has not', () => {
    const change = entry('visit.correct', { reason: '漏了', changes: { topics: ['fake_loan', 'romance'] } });
    expect(factsOf(change, undefined, { outcome: 'met' } as never)).toEqual([
      { name: '讲了什么', theirs: '没填', mine: '虚假贷款、网恋交友' },
      { name: '为什么改', mine: '漏了' },
    ]);
  });

  it('shows who has claimed the door meanwhile', () => {
    expect(factsOf(entry('door.claim', { doorId: 'd' }), door as never, undefined)).toEqual([
      { name: '负责的人', theirs: '李梅', mine: '我' },
    ]);
  });
});
