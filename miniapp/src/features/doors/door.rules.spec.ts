import { aDoor, aProgress } from '../../../test/builders';
import { byPlace, compareCodes, countsByState, doorState, matches } from './door.rules';

describe('doorState', () => {
  it('shows, of several plans, what leaves most to do', () => {
    const progress = [
      aProgress({ planId: 'a', state: 'covered', why: null }),
      aProgress({ planId: 'b', state: 'nobody' }),
    ];
    expect(doorState(aDoor({ progress }))).toBe('nobody');
    expect(doorState(aDoor({ progress }), 'a')).toBe('covered');
  });

  it('goes by the last visit where no plan asks for the door', () => {
    const fromPhone = { source: 'phone', enteredByName: null } as const;
    const visit = { id: 'v', happenedAt: 1, visitorName: '王', faceToFace: true, version: 1, ...fromPhone };
    expect(doorState(aDoor({ progress: [] }))).toBe('never');
    expect(doorState(aDoor({ progress: [], visits: [{ ...visit, outcome: 'away' }] }))).toBe('away');
    expect(doorState(aDoor({ progress: [], visits: [{ ...visit, outcome: 'met' }] }))).toBe('covered');
    expect(doorState(aDoor({ progress: [], status: 'excluded' }))).toBe('excluded');
  });

  it('counts every door once', () => {
    const doors = [aDoor(), aDoor(), aDoor({ progress: [aProgress({ state: 'refused' })] })];
    const counts = countsByState(doors);
    expect(counts).toMatchObject({ never: 2, refused: 1, covered: 0 });
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(doors.length);
  });
});

describe('matches', () => {
  const door = aDoor({
    residents: [{ id: 'r', name: '李桂英', relation: 'spouse', birthMonth: null, tags: [], phoneMasked: null }],
  });

  it.each([
    [{}, true],
    [{ q: ' 桂英 ' }, true],
    [{ q: '中街' }, true],
    [{ q: '没有' }, false],
    [{ state: 'open' }, true],
    [{ state: 'covered' }, false],
    [{ gridId: 11, groupId: 21, kind: 'household', mine: true }, true],
    [{ gridId: 12 }, false],
    [{ kind: 'class' }, false],
  ] as const)('%j: %s', (filter, expected) => {
    expect(matches(door, filter)).toBe(expected);
  });
});

describe('the order of places', () => {
  it('counts numbers as numbers', () => {
    const codes = ['10', '9', 'B2', '10-2', '2', 'A10', 'A9', ''];
    expect(codes.sort(compareCodes)).toEqual(['', '2', '9', '10', '10-2', 'A9', 'A10', 'B2']);
  });

  it('goes grid by grid, group by group', () => {
    const doors = [aDoor({ id: 'a', gridId: 12 }), aDoor({ id: 'b', groupId: 3 }), aDoor({ id: 'c', groupId: null })];
    expect(doors.sort((a, b) => byPlace(a, b)).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});
