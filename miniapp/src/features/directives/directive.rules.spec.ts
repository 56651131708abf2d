import * as fc from 'fast-check';
import {
  changesBetween,
  emptyDraft,
  isComplete,
  isSameDraft,
  LONGEST_TITLE,
  problemsOf,
  reachText,
  sectionsOf,
  serviceText,
  severityChoice,
  targetsText,
  tidied,
  type Brief,
  type Version,
} from './directive.rules';

const cascade = {
  serviceMinutes: { critical: 30, urgent: 120, normal: 1440 },
  quietHours: { from: '22:00', until: '07:00' },
};

describe('a draft', () => {
  it('can be saved once it says something, and not too much', () => {
    expect(problemsOf({ title: '  ', body: '' })).toEqual({ title: '请写标题', body: '请写正文' });
    expect(isComplete({ title: '冒充社保', body: '不点链接' })).toBe(true);
    const length = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(length, (count) => {
        expect(isComplete({ title: '字'.repeat(count), body: '文' })).toBe(count <= LONGEST_TITLE);
      }),
    );
  });

  it('is the same with spaces around it, and another one with another word', () => {
    const draft = { ...emptyDraft(), content: { title: '标题', body: '正文', photoIds: [] } };
    expect(isSameDraft(draft, { ...draft, content: { ...draft.content, title: ' 标题 ' } })).toBe(true);
    expect(isSameDraft(draft, { ...draft, content: { title: '标题', body: '正文' } })).toBe(true);
    expect(isSameDraft(draft, { ...draft, content: { ...draft.content, body: '别的' } })).toBe(false);
    expect(tidied({ ...draft, content: { ...draft.content, fraudType: undefined } }).content).not.toHaveProperty(
      'fraudType',
    );
  });
});

describe('what a severity asks', () => {
  it('is said with the times of the plan', () => {
    const targets = emptyDraft().targets;
    expect(severityChoice('critical', cascade)).toBe('特急 · 每级 30 分钟');
    expect(severityChoice('normal', undefined)).toBe('一般');
    expect(serviceText({ severity: 'critical', targets }, cascade)).toBe(
      '每一级 30 分钟内推到，到第三级不超过 2 小时。22:00 到 07:00 也提醒，要另一人先审。',
    );
    expect(serviceText({ severity: 'urgent', targets: { ...targets, deepestLevel: 0 } }, cascade)).toBe(
      '每一级 2 小时内推到。22:00 到 07:00 不提醒。',
    );
  });
});

describe('what it would reach', () => {
  it('is said level by level', () => {
    const levels = [
      { level: 0, groups: 1 },
      { level: 1, groups: 9 },
      { level: 2, groups: 0 },
      { level: 3, groups: 122 },
    ];
    expect(reachText({ groups: 132, levels })).toBe('将发往 132 个群：指挥群 1 · 第一级 9 · 第三级 122');
    expect(reachText({ groups: 0, levels: [] })).toBe('这样选，一个群也发不到');
  });

  it('names what was chosen', () => {
    const words = { chain: (key: string) => key, region: (id: number) => `村${id}`, audience: () => '老人' };
    expect(targetsText(emptyDraft().targets, words)).toBe('全部链');
    const narrow = { chains: ['村', '学校'], regionIds: [1, 2], audiences: ['elderly' as const], deepestLevel: 2 };
    expect(targetsText(narrow, words)).toBe('村、学校 2 条链 · 村1、村2 · 只给老人 · 到第二级为止');
    expect(targetsText({ ...narrow, regionIds: [1, 2, 3, 4, 5] }, words)).toContain('5 个地方');
  });
});

const brief = (id: string, facts: Partial<Brief>): Brief => ({
  id,
  kind: 'alert',
  severity: 'normal',
  title: id,
  state: 'published',
  regionId: 1,
  regionName: '蟒河镇',
  createdAt: 0,
  publishedAt: null,
  number: 1,
  groups: 10,
  proved: 0,
  pushed: 0,
  late: 0,
  mayApprove: false,
  ...facts,
});

it('lists what waits for a yes, drafts, what is under way, and the rest, newest first', () => {
  const items = [
    brief('done', { proved: 10, publishedAt: 9 }),
    brief('old', { publishedAt: 1 }),
    brief('draft', { state: 'draft' }),
    brief('recalled', { state: 'recalled', publishedAt: 3 }),
    brief('new', { publishedAt: 5 }),
    brief('awaiting', { state: 'awaiting' }),
  ];
  expect(sectionsOf(items).map(({ key, items: briefs }) => [key, ...briefs.map(({ id }) => id)])).toEqual([
    ['awaiting', 'awaiting'],
    ['draft', 'draft'],
    ['open', 'new', 'old'],
    ['done', 'done', 'recalled'],
  ]);
});

it('tells what one version says otherwise', () => {
  const version = (content: Version['content'], hasClip = false): Version => ({
    id: 'v',
    number: 1,
    severity: 'urgent',
    content,
    hash: '',
    publishedAt: 0,
    publishedByName: '',
    approvedByName: null,
    check: null,
    amendReason: null,
    hasClip,
  });
  const older = version({ title: '旧', body: '文', photoIds: ['a'] }, true);
  const newer = version({ title: '新', body: '文', photoIds: ['b'], fraudType: 'other' });
  expect(changesBetween(older, newer, () => '其他')).toEqual([
    { what: '标题', was: '旧', is: '新' },
    { what: '骗术', was: '没写', is: '其他' },
    { what: '图片', was: '1 张', is: '1 张' },
    { what: '录音', was: '有', is: '没有' },
  ]);
  expect(changesBetween(older, older, String)).toEqual([]);
});
