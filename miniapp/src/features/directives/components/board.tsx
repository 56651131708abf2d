import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { errorSentence, NetworkError } from '@/shared/api';
import { clock } from '@/shared/clock';
import { useWide } from '@/shared/platform';
import { clockText, instantText } from '@/shared/text';
import { Button, Card, Loaded, Notice, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { levelAtWork, refreshEvery, type Board as BoardData } from '../board.rules';
import { useBoard, useDirective } from '../directives.queries';
import type { Directive } from '../directive.rules';
import { ApprovalCard } from './approval-card';
import { AmendForm, RecallForm } from './amend-form';
import { BoardHead } from './board-head';
import { BoardLevels } from './board-levels';
import { LateCard } from './late-card';
import { RelayPanel } from './relay-panel';
import { RelayTable } from './relay-table';
import { VersionList } from './version-list';

/** What is looked at of a directive: all of it, a level, a group, or what it says. */
export type BoardView =
  | { kind: 'whole' }
  | { kind: 'level'; level: number; late?: 'true' }
  | { kind: 'relay'; relayId: string }
  | { kind: 'versions' }
  | { kind: 'amend' }
  | { kind: 'recall' };

interface BoardProps {
  id: string;
  view: BoardView;
  onView(view: BoardView): void;
  /** Back to all of it. */
  onWhole(): void;
}

/** How far a directive came, live. On a phone one view at a time; on a PC the whole stays above what was opened of it. */
export function Board({ id, view, onView, onWhole }: BoardProps) {
  const wide = useWide();
  const query = useBoard(id);
  const directive = useDirective(id).data;
  const [done, setDone] = useState<string>();
  const finish = (sentence: string) => {
    setDone(sentence);
    onWhole();
  };
  return (
    <Loaded query={query} cards={3}>
      {(board) => {
        const shown = <Opened {...{ id, view, board, directive, onView, onWhole }} onDone={finish} />;
        if (!wide && view.kind !== 'whole') return shown;
        return (
          <>
            <BoardHead board={board} directive={directive} />
            {query.isError && <Notice tone="wait">{staleText(query.error, board.asOf)}</Notice>}
            {done && <Notice tone="ok">{done}</Notice>}
            {directive && <PendingAmendment directive={directive} onDone={finish} />}
            <BoardLevels
              levels={board.levels}
              openLevel={wide && view.kind === 'level' ? view.level : undefined}
              onOpen={(level) => onView({ kind: 'level', level })}
            />
            {wide && view.kind !== 'whole' && view.kind !== 'level' && (
              <View className="way-down">
                <Tap className="link" onTap={onWhole}>
                  ← 回到全链
                </Tap>
              </View>
            )}
            {(view.kind === 'whole' || view.kind === 'level') && (
              <LateCard
                late={board.late}
                total={board.lateTotal}
                onOpen={(relayId) => onView({ kind: 'relay', relayId })}
                onAll={() => onView({ kind: 'level', level: board.late[0]?.level ?? 0, late: 'true' })}
              />
            )}
            {wide && shown}
            {view.kind !== 'amend' && view.kind !== 'recall' && <Foot {...{ board, directive, onView }} />}
          </>
        );
      }}
    </Loaded>
  );
}

/** The board stays, with the time from which it is. */
function staleText(error: unknown, asOf: number): string {
  const why = error instanceof NetworkError ? '连不上网络，' : errorSentence(error);
  return `${why}下面是 ${clockText(asOf)} 的样子。`;
}

interface ViewProps extends BoardProps {
  board: BoardData;
  directive: Directive | undefined;
  onDone(sentence: string): void;
}

function Opened({ id, view, board, directive, onView, onWhole, onDone }: ViewProps): ReactNode {
  const every = refreshEvery(board);
  const openRelay = (relayId: string) => onView({ kind: 'relay', relayId });
  const form = { onDone, onLeave: onWhole };
  switch (view.kind) {
    case 'whole': {
      // As the directive moves down, the groups listed move with it.
      const level = levelAtWork(board.levels);
      return <LevelCard key={`whole ${level}`} {...{ id, board, every, openRelay, level }} />;
    }
    case 'level':
      return <LevelCard key={`${view.level}${view.late}`} {...{ id, board, every, openRelay }} {...view} />;
    case 'relay':
      return <RelayPanel key={view.relayId} relayId={view.relayId} every={every} onOpen={openRelay} />;
    case 'versions':
      return directive && <VersionList directive={directive} />;
    case 'amend':
      return directive && <AmendForm directive={directive} {...form} />;
    case 'recall':
      return directive && <RecallForm directive={directive} {...form} />;
  }
}

interface LevelCardProps {
  id: string;
  board: BoardData;
  level: number;
  late?: 'true';
  every: number | false;
  openRelay(relayId: string): void;
}

function LevelCard({ id, board, level: number, late, every, openRelay }: LevelCardProps) {
  const [question, setQuestion] = useState<Parameters<typeof RelayTable>[0]['question']>({
    level: number,
    ...(late && { late }),
  });
  const level = board.levels.find((each) => each.level === number);
  if (!level) return null;
  return (
    <Card title={`${level.name} · ${level.counts.total} 个群`}>
      <RelayTable
        directiveId={id}
        counts={level.counts}
        question={question}
        every={every}
        openId={undefined}
        onQuestion={setQuestion}
        onOpen={openRelay}
      />
    </Card>
  );
}

interface PendingAmendmentProps {
  directive: Directive;
  onDone(sentence: string): void;
}

/** A new version that waits for a second person, or came back from one; the old one is read meanwhile. */
function PendingAmendment({ directive, onDone }: PendingAmendmentProps) {
  const { state, approval, returnedBecause } = directive;
  if (state !== 'published') return null;
  if (!approval) return returnedBecause && <Notice tone="late">改的一版退回来了：{returnedBecause}</Notice>;
  return (
    <ApprovalCard
      directive={directive}
      onPublished={() => onDone('新的一版发出去了，各群重新推')}
      onReturned={() => onDone('退回去了')}
    />
  );
}

interface FootProps {
  board: BoardData;
  directive: Directive | undefined;
  onView(view: BoardView): void;
}

/** When the numbers are from, what was sent, and how to change it. */
function Foot({ board, directive, onView }: FootProps) {
  const { state } = board.directive;
  const every = refreshEvery(board);
  const versions = directive?.versions.length ?? 0;
  return (
    <>
      <View className="board-buttons">
        {versions > 0 && (
          <Button id={TEST_IDS.openVersions} compact tone="ghost" onTap={() => onView({ kind: 'versions' })}>
            {versions > 1 ? `看原文和 ${versions} 版的改动` : '看原文'}
          </Button>
        )}
        {directive?.mayEdit && state === 'published' && (
          <>
            <Button id={TEST_IDS.openAmend} compact tone="ghost" onTap={() => onView({ kind: 'amend' })}>
              改一版
            </Button>
            <Button id={TEST_IDS.openRecall} compact tone="ghost" onTap={() => onView({ kind: 'recall' })}>
              撤回
            </Button>
          </>
        )}
      </View>
      <View className="as-of" id={TEST_IDS.asOf}>
        <Sub>
          以 {instantText(board.asOf, clock.now())} 为准{every === false ? '' : '，自己会更新'}。
          签收和推送按服务器时间算；“已证实”是微信认出卡片在登记的群里被打开。
        </Sub>
      </View>
    </>
  );
}
