import type { Schemas } from '@/shared/api';
import { correctionChanges, correctionDraft } from './correction.rules';

const visit: Schemas['VisitWithHistory'] = {
  id: 'v',
  doorId: 'door',
  outcome: 'met',
  startedAt: 1000,
  endedAt: 2000,
  receivedAt: 3000,
  visitorName: '张小满',
  source: 'phone',
  enteredByName: null,
  version: 2,
  voided: false,
  companions: [],
  presentResidentIds: ['r'],
  presentOthers: 1,
  faceToFace: true,
  topics: ['romance'],
  materials: [],
  app: { installed: 1, realName: 1, warningOn: 1 },
  groupJoined: null,
  questions: null,
  note: '备注',
  callBack: null,
  awayContact: null,
  nextAttemptOn: null,
  photoIds: ['p'],
  location: null,
  verdicts: [],
  history: [],
};

describe('a correction', () => {
  it('is nothing while nothing differs', () => {
    expect(correctionChanges(visit, correctionDraft(visit))).toBeNull();
  });

  it('carries only what differs', () => {
    const draft = { ...correctionDraft(visit), topics: ['romance' as const, 'fake_loan' as const], presentOthers: 2 };
    expect(correctionChanges(visit, draft)).toEqual({ topics: ['romance', 'fake_loan'], presentOthers: 2 });
  });

  it('can take back what was written', () => {
    const draft = { ...correctionDraft(visit), note: '', photoIds: [], presentResidentIds: [] };
    expect(correctionChanges(visit, draft)).toEqual({ note: '', photoIds: [], presentResidentIds: [] });
  });

  it('turns a visit into an unsuccessful one', () => {
    const draft = { ...correctionDraft(visit), outcome: 'nobody' as const, nextAttemptOn: '2026-11-30' };
    expect(correctionChanges(visit, draft)).toMatchObject({
      outcome: 'nobody',
      nextAttemptOn: '2026-11-30',
      faceToFace: false,
      topics: [],
      presentOthers: 0,
    });
  });
});
