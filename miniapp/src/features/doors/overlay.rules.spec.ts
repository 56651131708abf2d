import type { Entry, Payloads } from '@/shared/outbox';
import { aDoor, aDoorPaper, anEntry, aPlan, aProgress, aSitting } from '../../../test/builders';
import { doorState, type LocalDoor, type PulledDoor } from './door.rules';
import { overlay, type OverlayContext } from './overlay.rules';

const startedAt = Date.parse('2026-11-21T02:00:00Z');
const context: OverlayContext = {
  person: { personId: 'me', name: '张小满', trainedOn: '2026-10-01' },
  grids: [
    { id: 11, name: '一网格', villageId: 1, villageName: '台头村' },
    { id: 12, name: '二网格', villageId: 1, villageName: '台头村' },
  ],
  groups: [{ id: 22, name: '二组', villageId: 1 }],
  plans: [aPlan()],
  templates: { 'version-notice': 'notice.resident', 'version-pledge': 'pledge.resident' },
};

const resident = {
  id: 'r',
  name: '王木生',
  relation: 'head',
  birthMonth: '1960-01',
  tags: [],
  phoneMasked: '138****0001',
} as const;
const met: Payloads['visit.log'] = {
  doorId: 'door',
  outcome: 'met',
  startedAt,
  endedAt: startedAt,
  faceToFace: true,
  topics: ['fake_police'],
  presentOthers: 1,
};
const aVisit = (fields: Partial<Payloads['visit.log']> = {}, state: Entry['state'] = 'waiting') =>
  anEntry('visit.log', { ...met, ...fields }, { state });

function after(entries: Entry[], door: PulledDoor = aDoor(), id = door.id): LocalDoor {
  const found = overlay(new Map([[door.id, { ...door, pending: 'none' }]]), entries, context).get(id);
  if (!found) throw new Error('no such door');
  return found;
}

describe('a visit that is still on the phone', () => {
  it('covers the door at once when the plan will count it', () => {
    const door = after([aVisit()]);
    expect(doorState(door)).toBe('covered');
    expect(door).toMatchObject({ pending: 'waiting', attempts: 1, nextAttemptOn: null });
    expect(door.visits).toMatchObject([{ outcome: 'met', visitorName: '张小满', happenedAt: startedAt }]);
  });

  it('says why it will not count', () => {
    expect(after([aVisit({ topics: [] })]).progress).toMatchObject([{ state: 'not_counting', why: 'no_topic' }]);
  });

  it('schedules the next attempt when it failed', () => {
    const door = after([aVisit({ outcome: 'nobody', nextAttemptOn: '2026-11-28' })]);
    expect(door).toMatchObject({ nextAttemptOn: '2026-11-28', progress: [{ state: 'nobody', why: 'nobody_home' }] });
  });

  it('does not uncover what is covered', () => {
    const covered = aDoor({ progress: [aProgress({ state: 'covered', why: null })] });
    expect(doorState(after([aVisit({ outcome: 'refused' })], covered))).toBe('covered');
  });

  it('gives way to the verdict of the server once the pull has brought it', () => {
    const visit = aVisit({}, 'sent');
    const brief = {
      id: visit.id,
      happenedAt: startedAt,
      outcome: 'met',
      visitorName: '张小满',
      faceToFace: true,
      version: 1,
      source: 'phone',
      enteredByName: null,
    } as const;
    const pulled = aDoor({
      visits: [brief],
      attempts: 1,
      progress: [aProgress({ state: 'not_counting', why: 'visitor_untrained' })],
    });
    expect(after([visit], pulled)).toEqual({ ...pulled, pending: 'sent' });
  });

  it('shows as it stands after its corrections, and not at all once it is withdrawn', () => {
    const visit = aVisit({ topics: [] });
    const correction = anEntry('visit.correct', {
      visitId: visit.id,
      baseVersion: 1,
      reason: '漏选',
      changes: { topics: ['romance'] },
    });
    expect(doorState(after([visit, correction]))).toBe('covered');
    const withdrawal = anEntry('visit.void', { visitId: visit.id, baseVersion: 1, reason: '登错了' });
    expect(after([visit, correction, withdrawal])).toMatchObject({
      visits: [],
      attempts: 0,
      progress: [{ state: 'never' }],
    });
  });

  it('does not count when the server refused it; the door says that something needs attention', () => {
    const door = after([aVisit({}, 'invalid')]);
    expect(door).toMatchObject({ pending: 'attention', visits: [], progress: [{ state: 'never' }] });
  });
});

describe('a line of a paper register that is still on the phone', () => {
  const { endedAt: _, ...written } = met;
  const aLine = (fields: Partial<Payloads['visit.enter_paper']> = {}) =>
    anEntry('visit.enter_paper', { ...written, pagePhotoId: 'page', ...fields });

  it('says that it is from paper, and covers the door like any other visit', () => {
    const door = after([aLine()]);
    expect(door.visits).toMatchObject([{ source: 'paper', visitorName: '张小满', enteredByName: '张小满' }]);
    expect(doorState(door)).toBe('covered');
  });

  it('of somebody else foretells nothing: whether they were trained is not known here', () => {
    const assigned = aDoor({ assignedTo: [{ personId: 'him', name: '李小军' }], progress: [aProgress()] });
    const door = after([aLine({ visitorId: 'him' })], assigned);
    expect(door.visits).toMatchObject([{ visitorName: '李小军', enteredByName: '张小满' }]);
    expect(door.progress).toEqual(assigned.progress);
  });

  it('that is older than the last visit stands behind it and leaves its appointment', () => {
    const [visit] = after([aVisit()]).visits;
    const known = aDoor({ visits: [visit!], nextAttemptOn: '2026-12-01' });
    const door = after([aLine({ startedAt: startedAt - 86_400_000, outcome: 'nobody' })], known);
    expect(door.visits.map(({ source }) => source)).toEqual(['phone', 'paper']);
    expect(door.nextAttemptOn).toBe('2026-12-01');
  });
});

describe('a door that is still on the phone', () => {
  const registration = anEntry('door.register', {
    kind: 'household',
    name: '李春生',
    address: '台头村后街 9 号',
    gridId: 12,
    groupId: 22,
    residents: [{ id: 'n', name: '李春生', relation: 'head', phone: '13900000002', tags: ['returnee'] }],
  });

  it('is there at once, newly registered, and visits can be logged at it', () => {
    const door = after([registration], aDoor(), registration.id);
    expect(door).toMatchObject({
      gridName: '二网格',
      groupName: '二组',
      tags: ['returnee'],
      mine: true,
      pending: 'waiting',
      residents: [{ phoneMasked: '139****0002', birthMonth: null }],
    });
    expect(doorState(door)).toBe('newly_registered');
    expect(doorState(after([registration, aVisit({ doorId: registration.id })], aDoor(), registration.id))).toBe(
      'covered',
    );
  });

  it('is not doubled when the pull brings it', () => {
    const pulled = aDoor({ id: registration.id, name: '李春生', version: 1 });
    expect(after([{ ...registration, state: 'sent' }], pulled)).toEqual({ ...pulled, pending: 'sent' });
  });
});

describe('a change that is still on the phone', () => {
  const base = { doorId: 'door', baseVersion: 1 };

  it('shows at once', () => {
    const entries = [
      anEntry('door.update', { ...base, changes: { name: '王家铺子', groupId: 22 } }),
      anEntry('door.move', { ...base, gridId: 12 }),
      anEntry('door.exclude', { ...base, exclusion: 'vacant', reason: '全家在外' }),
      anEntry('door.claim', { doorId: 'door' }),
    ];
    expect(after(entries)).toMatchObject({
      name: '王家铺子',
      gridName: '二网格',
      groupId: null,
      exclusion: { kind: 'vacant', state: 'requested' },
      assignedTo: [{ personId: 'me', name: '张小满' }],
    });
  });

  it('keeps the phone number of a resident when none is given, and drops who left', () => {
    const door = aDoor({
      residents: [
        { ...resident, tags: [] },
        { ...resident, id: 'gone', tags: [] },
      ],
    });
    const edit = anEntry('door.residents', {
      ...base,
      residents: [{ id: 'r', name: '王木生', relation: 'head', tags: ['elderly'] }],
    });
    expect(after([edit], door)).toMatchObject({
      residents: [{ id: 'r', phoneMasked: '138****0001', tags: ['elderly'] }],
      tags: ['elderly'],
    });
    expect(after([edit], door).residents).toHaveLength(1);
  });

  it('is to be visited again once its people are back', () => {
    const away = aDoor({
      status: 'excluded',
      exclusion: { kind: 'vacant', state: 'approved' },
      progress: [aProgress({ state: 'excluded', why: 'excluded_vacant' })],
    });
    expect(doorState(away)).toBe('excluded');
    const door = after([anEntry('door.return', base)], away);
    expect(door).toMatchObject({ status: 'active', exclusion: null, progress: [{ why: 'never_visited' }] });
    expect(doorState(door)).toBe('never');
    expect(doorState(after([anEntry('door.return', base), aVisit({ outcome: 'nobody' })], away))).toBe('nobody');
  });

  it('releases only the own claim', () => {
    const door = aDoor({
      assignedTo: [
        { personId: 'me', name: '张小满' },
        { personId: 'she', name: '赵云' },
      ],
    });
    expect(after([anEntry('door.release', { doorId: 'door' })], door).assignedTo).toEqual([
      { personId: 'she', name: '赵云' },
    ]);
  });

  it('leaves every other door the same object, and everything when there is nothing to apply', () => {
    const pulled = new Map<string, LocalDoor>(
      ['door', 'other'].map((id) => [id, { ...aDoor({ id }), pending: 'none' }]),
    );
    expect(overlay(pulled, [aVisit()], context).get('other')).toBe(pulled.get('other'));
    expect(pulled.get('door')?.pending).toBe('none');
    expect(overlay(pulled, [], context)).toBe(pulled);
    expect(overlay(pulled, [aVisit({ doorId: 'unknown' })], context).size).toBe(2);
  });
});

describe('papers signed on the phone', () => {
  const owed = [aDoorPaper(), aDoorPaper({ templateKey: 'pledge.resident', kind: 'pledge' })];
  const open = aDoor({ papers: { owed, declined: 'away', declinedAt: 2 } });

  it('are signed at the door at once', () => {
    const sitting = aSitting();
    const { papers, pending } = after([sitting], open);
    const { id } = sitting.payload.papers[0]!;
    expect(papers.owed[0]).toMatchObject({ signed: true, signatureId: id, signerName: '王木生', method: 'witnessed' });
    expect(papers.owed[1]).toMatchObject({ signed: false });
    expect(papers).toMatchObject({ declined: null });
    expect(pending).toBe('waiting');
  });

  it('leave alone what somebody else must sign, and what was signed later', () => {
    const others = aDoor({ papers: { owed: [aDoorPaper({ residentId: 'r' })], declined: null, declinedAt: null } });
    expect(after([aSitting()], others).papers.owed[0]).toMatchObject({ signed: false });
    const signed = aDoorPaper({ signed: true, signatureId: 'newer', signedAt: 99 });
    const later = aDoor({ papers: { owed: [signed], declined: null, declinedAt: null } });
    expect(after([aSitting()], later).papers.owed[0]).toBe(signed);
  });

  it('show why they were not signed, until they are', () => {
    const decline = anEntry('papers.decline', {
      doorId: 'door',
      templates: ['notice.resident'],
      reason: 'refused',
      declinedAt: 3,
    });
    expect(after([decline], open).papers).toMatchObject({ declined: 'refused', declinedAt: 3 });
    expect(after([decline, aSitting()], open).papers.declined).toBeNull();
    expect(after([{ ...decline, state: 'invalid' }], open).papers.declined).toBe('away');
  });
});
