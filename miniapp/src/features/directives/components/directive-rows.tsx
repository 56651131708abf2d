import { View } from '@tarojs/components';
import { DIRECTIVE_KINDS, DIRECTIVE_STATES, SeverityChip, useNow } from '@/shared/cascade';
import { countText, instantText } from '@/shared/text';
import { Card, Chip, classNames, MoreRows, Sub, Tap, TEST_IDS, Track, useShownRows } from '@/shared/ui';
import { progressParts } from '../board.rules';
import { sectionsOf, type Brief } from '../directive.rules';

const SECTIONS: Record<ReturnType<typeof sectionsOf>[number]['key'], string> = {
  awaiting: '等人审',
  draft: '草稿',
  open: '正在推',
  done: '推完的、撤回的',
};
const MINUTE = 60_000;

interface DirectiveRowsProps {
  items: readonly Brief[];
  openId?: string;
  onOpen(brief: Brief): void;
}

/** What waits for a yes first, drafts, what is under way, then the rest. */
export function DirectiveRows({ items, openId, onOpen }: DirectiveRowsProps) {
  return (
    <>
      {sectionsOf(items).map(({ key, items: briefs }) => (
        <Section key={key} name={nameOf(key, briefs)} briefs={briefs} openId={openId} onOpen={onOpen} />
      ))}
    </>
  );
}

function nameOf(key: keyof typeof SECTIONS, briefs: readonly Brief[]): string {
  return key === 'awaiting' && briefs.some(({ mayApprove }) => mayApprove) ? '等您审' : SECTIONS[key];
}

interface SectionProps extends Omit<DirectiveRowsProps, 'items'> {
  name: string;
  briefs: readonly Brief[];
}

function Section({ name, briefs, openId, onOpen }: SectionProps) {
  const now = useNow(MINUTE);
  const { shownRows, hiddenCount, showMore } = useShownRows(briefs);
  return (
    <Card title={`${name} ${countText(briefs.length)} 条`}>
      {shownRows.map((brief) => (
        <Row key={brief.id} brief={brief} now={now} open={brief.id === openId} onOpen={onOpen} />
      ))}
      <MoreRows count={hiddenCount} unit="条" compact onTap={showMore} />
    </Card>
  );
}

interface RowProps {
  brief: Brief;
  now: number;
  open: boolean;
  onOpen(brief: Brief): void;
}

function Row({ brief, now, open, onOpen }: RowProps) {
  const { id, kind, severity, title, state, publishedAt, createdAt, late, number, regionName } = brief;
  const sent = state === 'published' || state === 'recalled';
  const when = instantText(publishedAt ?? createdAt, now);
  return (
    <Tap
      id={TEST_IDS.directive(id)}
      className={classNames('directive-row', open && 'open')}
      label={`${title}，${DIRECTIVE_STATES[state]}`}
      onTap={() => onOpen(brief)}
    >
      <View className="row">
        <SeverityChip severity={severity} />
        <View className="grow sub clip">{[DIRECTIVE_KINDS[kind], regionName, when].join(' · ')}</View>
        {late > 0 && state === 'published' && <Chip tone="late">晚 {late} 个</Chip>}
        {state === 'recalled' && <Chip tone="gray">已撤回</Chip>}
      </View>
      <View className="strong directive-title">{title}</View>
      {sent && <Progress brief={brief} />}
      {!sent && <Sub>{state === 'awaiting' ? '等另一人看过就发' : '还没发出'}</Sub>}
      {sent && number > 1 && <Sub>第 {number} 版</Sub>}
    </Tap>
  );
}

function Progress({ brief }: { brief: Brief }) {
  const { proved, pushed, groups } = brief;
  const words = `已证实 ${countText(proved)} / ${countText(groups)} 个群`;
  const claimed = pushed > proved ? ` · 自称已推 ${countText(pushed - proved)}` : '';
  return (
    <>
      <Track parts={progressParts(brief)} label={words + claimed} />
      <Sub>{words + claimed}</Sub>
    </>
  );
}
