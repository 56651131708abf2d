import { ApiError, errorSentence, type Schemas } from '@/shared/api';
import type { GroupPart } from '@/shared/text';

export type Gap = Schemas['GroupGap'];
type Tone = 'accent' | 'late' | 'wait' | 'ok';

/** What a group lacks, and what to do about it. */
export const GAPS: Record<Gap, { name: string; advice: string }> = {
  pusher: {
    name: '没有推送员',
    advice: '预警到这里会停住。到“人员”里给这里任一个能推的职务，或在下面加一个推送员。',
  },
  supervisor: {
    name: '没有监督员',
    advice: '推没推到没人看着。请镇里、派出所定一个，或在下面加一个监督员。',
  },
  owner: { name: '没有负责人', advice: '每个群要有一个负责人，在下面选。' },
  built: { name: '还没建', advice: '建好微信群，把建群的日期写上。' },
  bound: { name: '没登记', advice: '推了也证实不了。把登记卡发到群里，推送员和监督员各点开一次。' },
};

export const REACHES: Record<Schemas['GroupReach'], string> = { residents: '村民', families: '家长', staff: '职工' };

/** What a registration card said when it was opened. */
export function cardWords({ state, waitsFor }: Schemas['CardAnswer']): { text: string; tone: Tone } {
  switch (state) {
    case 'bound':
      return { text: '认好了。以后推到这个群，有人打开就能自动证实。', tone: 'ok' };
    case 'waiting':
      return { text: `记下了。还要${waitingFor(waitsFor)}也在这个群里点开登记卡。`, tone: 'accent' };
    case 'differs':
      return { text: '和别人点开的不是同一个群。请看清发到了哪个群，在同一个群里各点一次。', tone: 'late' };
    case 'cannot_verify':
      return { text: '微信这次没有说清是哪个群，什么也没记。回到群里，再点一次登记卡。', tone: 'wait' };
  }
}

function waitingFor(part: GroupPart | null): string {
  if (part === 'pusher') return '推送员';
  return part === 'supervisor' ? '监督员' : '群里另一个有职务的人';
}

/** Why a card could not be taken; in better words than those for any error. */
export function cardRefusal(error: unknown): string {
  if (error instanceof ApiError && error.status === 403) return '这个群的推送员和监督员才能登记。';
  return errorSentence(error);
}
