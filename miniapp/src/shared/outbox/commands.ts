import type { Schemas } from '@/shared/api';

/** Everything a phone can write, and what each kind carries. */
export interface Payloads {
  'visit.log': Schemas['VisitLogPayload'];
  'visit.enter_paper': Schemas['VisitEnterPaperPayload'];
  'visit.correct': Schemas['VisitCorrectPayload'];
  'visit.void': Schemas['VisitVoidPayload'];
  'papers.sign': Schemas['PapersSignPayload'];
  'papers.sign_own': Schemas['PapersSignOwnPayload'];
  'papers.decline': Schemas['PapersDeclinePayload'];
  'door.register': Schemas['DoorRegisterPayload'];
  'door.update': Schemas['DoorUpdatePayload'];
  'door.residents': Schemas['DoorResidentsPayload'];
  'door.move': Schemas['DoorMovePayload'];
  'door.exclude': Schemas['DoorExcludePayload'];
  'door.return': Schemas['DoorReturnPayload'];
  'door.claim': Schemas['DoorClaimPayload'];
  'door.release': Schemas['DoorReleasePayload'];
  'relay.sign': Schemas['RelaySignPayload'];
  'relay.push': Schemas['RelayPushPayload'];
}

export type CommandKind = keyof Payloads;

interface CommandOf<K extends CommandKind> {
  id: string;
  kind: K;
  schema: 1;
  happenedAt: number;
  payload: Payloads[K];
}

/** What is hashed and sent, byte for byte the same each time. */
export type Command = { [K in CommandKind]: CommandOf<K> }[CommandKind];
