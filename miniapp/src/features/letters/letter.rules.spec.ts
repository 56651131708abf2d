import * as fc from 'fast-check';
import {
  chainRows,
  foldedAtFirst,
  inOrder,
  shortTitle,
  signedShare,
  sumOf,
  termChoices,
  termOf,
  termText,
  waitsFor,
  type Recipient,
  type Round,
} from './letter.rules';

function recipient(id: string, fields: Partial<Recipient> = {}): Recipient {
  return {
    id,
    level: 1,
    superiorId: null,
    name: id,
    position: '',
    phoneMasked: null,
    state: 'due',
    signatureId: null,
    signedAt: null,
    ...fields,
  };
}

/** Any chain: each signs below somebody earlier in the list, or below nobody who is there. */
const chain = fc
  .array(fc.option(fc.nat(), { nil: null }), { maxLength: 40 })
  .map((picks) =>
    picks.map((pick, index) =>
      recipient(String(index), { superiorId: pick === null ? null : index === 0 ? 'gone' : String(pick % index) }),
    ),
  );

describe('the picture of a chain', () => {
  it('shows everybody once, right below whoever signs above', () => {
    fc.assert(
      fc.property(chain, (recipients) => {
        const rows = chainRows(recipients, new Set());
        expect(rows.map(({ recipient: { id } }) => Number(id)).sort((a, b) => a - b)).toEqual(
          recipients.map((_, index) => index),
        );
        for (const [index, row] of rows.entries()) {
          if (row.depth === 0) continue;
          const above = rows
            .slice(0, index)
            .reverse()
            .find(({ depth }) => depth === row.depth - 1);
          expect(above?.recipient.id).toBe(row.recipient.superiorId);
        }
      }),
    );
  });

  it('hides exactly those below what is folded', () => {
    const recipients = [
      recipient('a'),
      recipient('b', { superiorId: 'a' }),
      recipient('c', { superiorId: 'b' }),
      recipient('d'),
    ];
    const shown = chainRows(recipients, new Set(['b'])).map(({ recipient: { id }, below }) => [id, below]);
    expect(shown).toEqual([
      ['a', 1],
      ['b', 1],
      ['d', 0],
    ]);
  });

  it('begins folded above the last level when it is long', () => {
    const staff = Array.from({ length: 80 }, (_, index) => recipient(`s${index}`, { superiorId: 'middle' }));
    const recipients = [recipient('top'), recipient('middle', { superiorId: 'top' }), ...staff];
    expect([...foldedAtFirst(recipients)]).toEqual(['middle']);
    expect(foldedAtFirst(recipients.slice(0, 20)).size).toBe(0);
  });
});

describe('for whom one waits', () => {
  const top = recipient('top', { state: 'late' });
  const middle = recipient('middle', { superiorId: 'top', state: 'waiting' });
  const low = recipient('low', { superiorId: 'middle', state: 'waiting' });

  it('is the nearest above who could sign now', () => {
    expect(waitsFor(low, [top, middle, low])?.id).toBe('top');
    expect(waitsFor(middle, [top, middle, low])?.id).toBe('top');
  });

  it('is nobody for who may sign, or whose superior is gone', () => {
    expect(waitsFor(top, [top, middle, low])).toBeNull();
    expect(waitsFor(low, [low])).toBeNull();
    const circle = [
      recipient('a', { superiorId: 'b', state: 'waiting' }),
      recipient('b', { superiorId: 'a', state: 'waiting' }),
    ];
    expect(waitsFor(circle[0]!, circle)).not.toBeUndefined();
  });
});

describe('rounds', () => {
  const round = (id: string, late: number, dueOn: string, closedAt: number | null = null) =>
    ({ id, dueOn, closedAt, counts: { total: 9, signed: 0, due: 0, late, waiting: 0 } }) as Round;

  it('stand with the open and late ones first', () => {
    const rounds = [
      round('closed', 9, '2026-01-01', 1),
      round('calm', 0, '2026-05-31'),
      round('late', 3, '2026-06-30'),
    ];
    expect(inOrder([...rounds, round('soon', 0, '2026-05-01')]).map(({ id }) => id)).toEqual([
      'late',
      'soon',
      'calm',
      'closed',
    ]);
  });

  it('are told apart by what stands in brackets', () => {
    expect(shortTitle('反诈工作责任书（村、网格）')).toBe('村、网格');
    expect(shortTitle('责任书')).toBe('责任书');
  });

  it('add up', () => {
    const counts = { total: 5, signed: 2, due: 1, late: 1, waiting: 1 };
    expect(sumOf([counts, counts])).toEqual({ total: 10, signed: 4, due: 2, late: 2, waiting: 2 });
    expect(signedShare(counts)).toBe(0.4);
    expect(signedShare(sumOf([]))).toBe(0);
  });
});

describe('the 学期', () => {
  it('runs from August to January and from February to July', () => {
    expect(['2026-08-01', '2026-12-31', '2027-01-31'].map(termOf)).toEqual(['2026秋', '2026秋', '2026秋']);
    expect(['2027-02-01', '2027-07-31'].map(termOf)).toEqual(['2027春', '2027春']);
  });

  it('may be this one or the next', () => {
    expect(termChoices('2027-01-10')).toEqual(['2026秋', '2027春']);
    expect(termChoices('2027-03-10')).toEqual(['2027春', '2027秋']);
  });

  it('is said in full', () => {
    expect(termText('2026秋')).toBe('2026 年秋季学期');
    expect(termText('2026')).toBe('2026');
    expect(termText(null)).toBe('');
  });
});
