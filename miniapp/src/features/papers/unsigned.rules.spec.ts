import fc from 'fast-check';
import { filterUnsigned, isReason, missingText, reasonMark, reasonOf, type Door } from './unsigned.rules';

function aBrief(fields: Partial<Door> = {}): Door {
  return {
    id: 'door',
    kind: 'household',
    code: '1',
    label: '王木生',
    address: '台头村中街 1 号',
    gridName: '一网格',
    groupName: null,
    status: 'active',
    state: 'never',
    why: null,
    attempts: 0,
    lastVisitAt: null,
    nextAttemptOn: null,
    assignedTo: [],
    papers: { noticeSigned: false, pledgeSigned: false, why: null },
    geo: null,
    matched: null,
    ...fields,
  };
}

type Why = NonNullable<Door['papers']>['why'];
const papers = (why: Why) => ({ noticeSigned: true, pledgeSigned: false, why });

const doors = fc.array(
  fc
    .record({
      why: fc.constantFrom<Why[]>('refused', 'away', 'no_phone', 'other', null),
      gridName: fc.constantFrom('一网格', '二网格', '三网格'),
    })
    .map(({ why, gridName }) => aBrief({ gridName, papers: papers(why) })),
  { maxLength: 40 },
);
const filter = fc.record({
  reason: fc.constantFrom('refused', 'away', 'no_phone', 'not_yet', null),
  gridName: fc.constantFrom('一网格', '二网格', '三网格', null),
});

describe('households that have not signed all', () => {
  it('are counted so that each number is the length of the list it leads to', () => {
    fc.assert(
      fc.property(doors, filter, (all, chosen) => {
        const { reasons, grids, doors: shown } = filterUnsigned(all, chosen);
        for (const { reason, count } of reasons)
          expect(filterUnsigned(all, { ...chosen, reason }).doors).toHaveLength(count);
        for (const { name, count } of grids)
          expect(filterUnsigned(all, { ...chosen, gridName: name }).doors).toHaveLength(count);
        const whole = filterUnsigned(all, { ...chosen, reason: null }).doors.length;
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(whole);
        if (chosen.reason === null) expect(shown).toHaveLength(whole);
      }),
    );
  });

  it('have the reasons of the board: whatever else was said is not yet', () => {
    expect(reasonOf(aBrief())).toBe('not_yet');
    expect(reasonOf(aBrief({ papers: papers('other') }))).toBe('not_yet');
    expect(reasonOf(aBrief({ papers: papers('refused') }))).toBe('refused');
    expect(reasonOf(aBrief({ papers: null }))).toBe('not_yet');
    expect([isReason('no_phone'), isReason('else'), isReason(undefined)]).toEqual([true, false, false]);
  });

  it('say in the list whether anybody has been there', () => {
    expect(reasonMark(aBrief()).name).toBe('还没去');
    expect(reasonMark(aBrief({ lastVisitAt: 1 })).name).toBe('去过没签');
    expect(reasonMark(aBrief({ papers: papers('other') })).name).toBe('别的原因');
    expect(reasonMark(aBrief({ papers: papers('refused') }))).toEqual({ name: '拒签', tone: 'late' });
  });

  it('name the papers that are missing', () => {
    expect(missingText(aBrief())).toBe('差告知书、承诺书');
    expect(missingText(aBrief({ papers: papers(null) }))).toBe('差承诺书');
    expect(missingText(aBrief({ papers: null }))).toBe('差签字');
  });
});
