import type { Schemas } from '@/shared/api';
import type { CommandKind, Payloads } from '@/shared/outbox/commands';
import { hashOf } from '@/shared/outbox/hash';
import { commandOf, type Entry } from '@/shared/outbox/outbox.rules';

/** Made-up but complete records: a test names only what it is about. */
export function aPlan(fields: Partial<Schemas['PlanBrief']> = {}): Schemas['PlanBrief'] {
  return {
    id: 'plan',
    name: '入户宣防',
    regionName: '蟒河镇',
    startsOn: '2026-11-01',
    endsOn: '2026-12-31',
    round: { number: 1, name: '第一轮', from: '2026-11-01', until: '2026-11-30' },
    daysLeft: 9,
    audiences: [{ key: 'all', name: '全部', unit: 'door' }],
    requires: ['face_to_face', 'topic_taught', 'trained_visitor', 'resident_present'],
    ...fields,
  };
}

export function aProgress(fields: Partial<Schemas['DoorStanding']> = {}): Schemas['DoorStanding'] {
  return { planId: 'plan', planName: '入户宣防', round: 1, state: 'never', why: 'never_visited', ...fields };
}

export function aDoor(fields: Partial<Schemas['DoorView']> = {}): Schemas['DoorView'] {
  return {
    id: 'door',
    kind: 'household',
    code: '1',
    name: '王木生',
    address: '台头村中街 1 号',
    gridId: 11,
    gridName: '一网格',
    groupId: 21,
    groupName: '一组',
    status: 'active',
    exclusion: null,
    version: 1,
    assignedTo: [],
    mine: true,
    registeredAtDoor: false,
    tags: [],
    childrenUnder14: 0,
    geo: null,
    residents: [],
    visits: [],
    attempts: 0,
    nextAttemptOn: null,
    progress: [aProgress()],
    links: [],
    papers: { owed: [], declined: null, declinedAt: null },
    ...fields,
  };
}

export function aDoorPaper(fields: Partial<Schemas['DoorPaper']> = {}): Schemas['DoorPaper'] {
  return {
    templateKey: 'notice.resident',
    kind: 'notice',
    title: '防范电信网络诈骗告知书',
    residentId: null,
    signed: false,
    signatureId: null,
    signedAt: null,
    signerName: null,
    method: null,
    ...fields,
  };
}

export function aPaperVersion(fields: Partial<Schemas['DocumentVersion']> = {}): Schemas['DocumentVersion'] {
  return {
    id: 'version',
    templateId: 'template',
    templateKey: 'notice.resident',
    kind: 'notice',
    number: 1,
    title: '防范电信网络诈骗告知书',
    content: {
      schema: 1,
      title: '防范电信网络诈骗告知书',
      salutation: '致{place}居民：',
      sections: [{ heading: '一、记住', paragraphs: ['有疑问找{station}。'], items: ['不转账', '不泄露验证码'] }],
      statement: '我已听懂，{name}，{date}。',
      agreement: '双方同意以电子方式签署。',
      dataNotice: '信息只用于反诈宣防。',
    },
    hash: 'hash',
    publishedAt: 1,
    replacedAt: null,
    clips: [],
    ...fields,
  };
}

export function aPage(fields: Partial<Schemas['PullAnswer']> = {}): Schemas['PullAnswer'] {
  const nothing = { grids: [], groups: [], plans: [], doors: [], removedDoorIds: [], confirmations: [] };
  return { cursor: 'c1', more: false, reset: false, serverTime: 0, ...nothing, ...fields };
}

let sequence = 0;

export function anEntry<K extends CommandKind>(
  kind: K,
  payload: Payloads[K],
  fields: Partial<Omit<Entry, 'kind' | 'payload'>> = {},
): Extract<Entry, { kind: K }> {
  sequence += 1;
  const entry = {
    id: `entry-${sequence}`,
    kind,
    payload,
    happenedAt: 1,
    hash: '',
    state: 'waiting',
    createdAt: 1,
    sequence,
    uploadedPhotoIds: [],
    ...fields,
  } as Entry;
  return { ...entry, hash: fields.hash ?? hashOf(commandOf(entry)) } as Extract<Entry, { kind: K }>;
}

/** A notice signed by the head of the household, who is not in the book. */
export function aSitting(
  payload: Partial<Payloads['papers.sign']> = {},
  fields: Partial<Omit<Entry, 'kind' | 'payload'>> = {},
): Extract<Entry, { kind: 'papers.sign' }> {
  const id = `signature-${sequence}`;
  return anEntry(
    'papers.sign',
    {
      doorId: 'door',
      method: 'witnessed',
      papers: [{ id, versionId: 'version-notice', openedAt: 1, dwellMs: 1, reachedEnd: true, playedMs: 0 }],
      signer: { name: '王木生', relation: 'head', capacity: 'household' },
      mark: 'drawn',
      ink: { strokes: ['1,1,1,100,100,100'], image: 'png' },
      signedAt: 5,
      ...payload,
    },
    fields,
  );
}

/** A hop that waits for its pusher's 签收. */
export function aRelayNode(fields: Partial<Schemas['RelayNode']> = {}): Schemas['RelayNode'] {
  return {
    id: 'relay',
    groupId: 'group',
    groupName: '台头村第一小组群',
    placeName: '台头村 第一小组',
    level: 3,
    state: 'unsigned',
    late: false,
    bound: true,
    openedAt: 0,
    dueAt: 1_800_000,
    chainDueAt: 7_200_000,
    signedAt: null,
    pushedAt: null,
    provedAt: null,
    attestedAt: null,
    skippedAt: null,
    openers: 0,
    reportedSize: null,
    pushers: [{ personId: 'p', name: '王建国', label: '村主干', signedAt: null, deputyName: null }],
    below: { total: 0, done: 0, late: 0 },
    ...fields,
  };
}

export function aMyRelay(
  relay: Partial<Schemas['RelayNode']> = {},
  fields: Partial<Omit<Schemas['MyRelay'], 'relay'>> = {},
): Schemas['MyRelay'] {
  return {
    relay: aRelayNode(relay),
    directiveId: 'directive',
    number: 1,
    kind: 'alert',
    severity: 'critical',
    title: '冒充“社保补缴”短信正在本县扩散',
    body: '不要点短信里的链接。',
    fraudType: null,
    photoIds: [],
    hasClip: false,
    issuer: '蟒河镇综治办',
    publishedAt: 0,
    hash: 'hash',
    part: 'pusher',
    insteadOf: null,
    iSignedAt: null,
    ...fields,
  };
}
