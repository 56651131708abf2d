import type { Schemas } from '@/shared/api';
import type { Entry } from '@/shared/outbox';
import {
  DECLINE_REASONS,
  EXCLUSIONS,
  MARKS,
  RELATIONS,
  SIGNING_METHODS,
  visitFacts,
  type VisitFields,
} from '@/shared/text';

export interface Fact {
  name: string;
  /** What the server holds now; absent where there is nothing to compare with. */
  theirs?: string;
  mine: string;
}

type Door = Schemas['DoorView'];

const NOTHING = '没填';

/** What this phone wanted to write, beside what the server holds. */
export function factsOf(entry: Entry, door: Door | undefined, visit: Schemas['VisitDetail'] | undefined): Fact[] {
  switch (entry.kind) {
    case 'visit.log':
    case 'visit.enter_paper':
      return comparedVisit(entry.payload, visit);
    case 'visit.correct':
      return [...comparedVisit(entry.payload.changes, visit), { name: '为什么改', mine: entry.payload.reason }];
    case 'visit.void':
      return [{ name: '作废', mine: entry.payload.reason }];
    case 'papers.sign':
    case 'papers.sign_own':
      return sittingFacts(entry);
    case 'papers.decline':
      return [
        {
          name: '为什么没签',
          mine: [DECLINE_REASONS[entry.payload.reason], entry.payload.note].filter(Boolean).join('：'),
        },
      ];
    case 'door.register':
      return [
        { name: '名称', theirs: door?.name, mine: entry.payload.name },
        { name: '地址', theirs: door?.address, mine: entry.payload.address },
        {
          name: '登记的人',
          theirs: door && residentsText(door.residents),
          mine: residentsText(entry.payload.residents),
        },
      ];
    case 'door.update':
      return doorFacts(entry.payload.changes, door);
    case 'door.residents':
      return [
        {
          name: '登记的人',
          theirs: door && residentsText(door.residents),
          mine: residentsText(entry.payload.residents),
        },
      ];
    case 'door.move':
      return [{ name: '网格', theirs: door?.gridName, mine: '换到您选的网格' }];
    case 'door.exclude':
      return [
        {
          name: '不计入',
          theirs: door && exclusionText(door),
          mine: `${EXCLUSIONS[entry.payload.exclusion]}：${entry.payload.reason}`,
        },
      ];
    case 'door.return':
      return [{ name: '不计入', theirs: door && exclusionText(door), mine: '恢复走访' }];
    case 'door.claim':
      return [{ name: '负责的人', theirs: door && assignedText(door), mine: '我' }];
    case 'door.release':
      return [{ name: '负责的人', theirs: door && assignedText(door), mine: '不再是我' }];
    case 'relay.sign':
      return [{ name: '签收', mine: '看过了，签收' }];
    case 'relay.push':
      return [{ name: '推送', mine: '推送到群了' }];
  }
}

function sittingFacts(entry: Extract<Entry, { kind: 'papers.sign' | 'papers.sign_own' }>): Fact[] {
  const { signer, mark, papers } = entry.payload;
  const method = entry.kind === 'papers.sign' ? entry.payload.method : 'wechat';
  return [
    { name: '签名的人', mine: `${signer.name}（${RELATIONS[signer.relation]}）` },
    { name: '怎么签的', mine: `${SIGNING_METHODS[method]} · ${MARKS[mark]}` },
    { name: '签了几份', mine: `${papers.length} 份` },
  ];
}

function comparedVisit(mine: VisitFields, visit: VisitFields | undefined): Fact[] {
  const theirs = visit && new Map(visitFacts(visit).map(({ name, text }) => [name, text]));
  return visitFacts(mine).map(({ name, text }) => ({
    name,
    mine: text || NOTHING,
    theirs: theirs && (theirs.get(name) || NOTHING),
  }));
}

function doorFacts(changes: Schemas['DoorChanges'], door: Door | undefined): Fact[] {
  const facts: (Fact | undefined)[] = [
    changes.name === undefined ? undefined : { name: '名称', theirs: door?.name, mine: changes.name },
    changes.code === undefined ? undefined : { name: '门牌号', theirs: door?.code, mine: changes.code },
    changes.address === undefined ? undefined : { name: '地址', theirs: door?.address, mine: changes.address },
    changes.childrenUnder14 === undefined
      ? undefined
      : { name: '14 岁以下', theirs: door && `${door.childrenUnder14} 人`, mine: `${changes.childrenUnder14} 人` },
  ];
  return facts.filter((fact): fact is Fact => fact !== undefined);
}

function residentsText(residents: readonly Pick<Schemas['ResidentInput'], 'name' | 'relation'>[]): string {
  return residents.map(({ name, relation }) => `${name}（${RELATIONS[relation]}）`).join('、') || '没有人';
}

function exclusionText({ exclusion }: Door): string {
  return exclusion ? EXCLUSIONS[exclusion.kind] : '没有申请';
}

function assignedText(door: Door): string {
  return door.assignedTo.map(({ name }) => name).join('、') || '没人';
}
