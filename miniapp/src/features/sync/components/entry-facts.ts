import type { Entry } from '@/shared/outbox';
import { dayText, EXCLUSIONS, MATERIALS, OUTCOMES, RELATIONS, TOPICS } from '@/shared/text';
import type { Schemas } from '@/shared/api';

export interface Fact {
  name: string;
  /** What the server holds now; absent where there is nothing to compare with. */
  theirs?: string;
  mine: string;
}

type Door = Schemas['PulledDoor'];
type VisitFields = Partial<Schemas['VisitChanges']>;

const YES_NO = (value: boolean) => (value ? '是' : '否');

/** What this phone wanted to write, beside what the server holds. */
export function factsOf(entry: Entry, door: Door | undefined, visit: Schemas['VisitDetail'] | undefined): Fact[] {
  switch (entry.kind) {
    case 'visit.log':
      return visitFacts(entry.payload, visit);
    case 'visit.correct':
      return [...visitFacts(entry.payload.changes, visit), { name: '为什么改', mine: entry.payload.reason }];
    case 'visit.void':
      return [{ name: '作废', mine: entry.payload.reason }];
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
          theirs: door?.exclusion ? EXCLUSIONS[door.exclusion.kind] : door && '没有申请',
          mine: `${EXCLUSIONS[entry.payload.exclusion]}：${entry.payload.reason}`,
        },
      ];
    case 'door.claim':
      return [{ name: '负责的人', theirs: door && assignedText(door), mine: '我' }];
    case 'door.release':
      return [{ name: '负责的人', theirs: door && assignedText(door), mine: '不再是我' }];
  }
}

function visitFacts(mine: VisitFields, theirs: VisitFields | undefined): Fact[] {
  const rows: { name: string; show(fields: VisitFields): string | undefined }[] = [
    { name: '结果', show: ({ outcome }) => outcome && OUTCOMES[outcome] },
    { name: '当面讲', show: ({ faceToFace }) => (faceToFace === undefined ? undefined : YES_NO(faceToFace)) },
    { name: '讲了什么', show: ({ topics }) => topics?.map((topic) => TOPICS[topic]).join('、') },
    { name: '发了什么', show: ({ materials }) => materials?.map((material) => MATERIALS[material]).join('、') },
    { name: 'APP', show: ({ app }) => app && `装了 ${app.installed}，实名 ${app.realName}，预警 ${app.warningOn}` },
    { name: '进群', show: ({ groupJoined }) => (groupJoined === undefined ? undefined : YES_NO(groupJoined)) },
    { name: '下次去', show: ({ nextAttemptOn }) => nextAttemptOn && dayText(nextAttemptOn) },
    { name: '住户问的', show: ({ questions }) => questions },
    { name: '备注', show: ({ note }) => note },
  ];
  return rows.flatMap(({ name, show }) => {
    const text = show(mine);
    return text === undefined ? [] : [{ name, mine: text, theirs: theirs && (show(theirs) ?? '没填') }];
  });
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

function assignedText(door: Door): string {
  return door.assignedTo.map(({ name }) => name).join('、') || '没人';
}
