import { View } from '@tarojs/components';
import { DIRECTIVE_KINDS, SeverityChip, Stopwatch, TimeLeftText } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { clockText, instantText } from '@/shared/text';
import { Card, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { finishedAt, type Board } from '../board.rules';
import type { Directive } from '../directive.rules';

interface BoardHeadProps {
  board: Board;
  directive: Directive | undefined;
}

/** What was sent, when, to whom, and how long it has been under way. */
export function BoardHead({ board, directive }: BoardHeadProps) {
  const { severity, kind, title, state, groups, publishedAt, number, regionName } = board.directive;
  const until = directive?.recalledAt ?? finishedAt(board);
  const late = publishedAt !== null && (until ?? clock.now()) > board.chainDueAt;
  return (
    <Card id={TEST_IDS.boardHead}>
      <View className="row">
        <SeverityChip severity={severity} />
        <View className="grow sub">
          {publishedAt !== null && `${instantText(publishedAt, clock.now())} 发出`}
          {number > 1 && ` · 第 ${number} 版`}
        </View>
        {publishedAt !== null && (state === 'published' || until !== null) && (
          <Stopwatch since={publishedAt} until={until} late={late} />
        )}
      </View>
      <View className="board-title">
        <Title>{title}</Title>
      </View>
      <Sub>{[DIRECTIVE_KINDS[kind], regionName, reachedText(board.chains, groups)].filter(Boolean).join(' · ')}</Sub>
      {state === 'published' && until === null && (
        <Sub>
          全链 {clockText(board.chainDueAt)} 前要到，
          <TimeLeftText dueAt={board.chainDueAt} />
        </Sub>
      )}
      {directive?.recalledAt != null && (
        <View className="gap-top">
          <Notice tone="late">
            {instantText(directive.recalledAt, clock.now())} 撤回了：{directive.recallReason}
          </Notice>
        </View>
      )}
    </Card>
  );
}

function reachedText(chains: readonly string[], groups: number): string {
  const ways = chains.length > 1 ? ` ${chains.length} 条链` : '链';
  return `${chains.length > 0 ? `发往 ${chains.join('、')}${ways} · ` : ''}${groups} 个群`;
}
