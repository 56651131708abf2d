import { View } from '@tarojs/components';
import { useState } from 'react';
import { doorTitle } from '@/features/doors';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence } from '@/shared/api';
import { Button, ConfirmButton, Notice, SinglePick, Sub, TEST_IDS } from '@/shared/ui';
import { useMerge } from '../duplicates.queries';
import { differences, type KeptField, type PairDoor } from '../duplicates.rules';

interface MergeFormProps {
  doors: readonly [PairDoor, PairDoor];
  stays: PairDoor;
  onStay(door: PairDoor): void;
  onMerged(stays: PairDoor, goes: PairDoor): void;
  onLeave(): void;
}

const called = ({ code, kind, label }: PairDoor) => `${code} ${doorTitle(kind, label)}`.trim();

/** Which of the two stays, and whose word holds where they differ. */
export function MergeForm({ doors, stays, onStay, onMerged, onLeave }: MergeFormProps) {
  const goes = doors[0] === stays ? doors[1] : doors[0];
  return (
    <>
      <View className="field-label gap-top">留下哪一户</View>
      <SinglePick
        choices={doors.map((door) => ({ value: door.id, name: called(door) }))}
        picked={stays.id}
        idOf={TEST_IDS.staying}
        onPick={(id) => onStay(doors[0].id === id ? doors[0] : doors[1])}
      />
      <WhatIsKept
        key={stays.id}
        stays={stays}
        goes={goes}
        staysFirst={doors[0] === stays}
        onMerged={() => onMerged(stays, goes)}
        onLeave={onLeave}
      />
    </>
  );
}

interface WhatIsKeptProps extends Pick<MergeFormProps, 'stays' | 'onLeave'> {
  goes: PairDoor;
  staysFirst: boolean;
  onMerged(): void;
}

function WhatIsKept({ stays, goes, staysFirst, onMerged, onLeave }: WhatIsKeptProps) {
  // The choices stand under the door they come from.
  const asDoorsStand = <Item,>(choices: [Item, Item]) => (staysFirst ? choices : choices.reverse());
  const [keep, setKeep] = useState<ReadonlySet<KeptField>>(new Set());
  const merging = useMerge(goes.id);
  const take = (field: KeptField, fromGoing: boolean) => {
    const next = new Set(keep);
    if (fromGoing) next.add(field);
    else next.delete(field);
    setKeep(next);
  };
  const merge = () =>
    mutateThen(
      merging,
      { intoId: stays.id, baseVersion: goes.version, intoVersion: stays.version, keep: [...keep] },
      onMerged,
    );
  return (
    <>
      {differences(stays, goes).map(({ field, name, stays: own, goes: other }) => (
        <View key={field} className="pair-field">
          <View className="field-label gap-top">{name}用哪个</View>
          <SinglePick
            choices={asDoorsStand([
              { value: 'own', name: own },
              { value: 'other', name: other },
            ])}
            picked={keep.has(field) ? 'other' : 'own'}
            idOf={(value) => TEST_IDS.keptField(field, value)}
            onPick={(value) => take(field, value === 'other')}
          />
        </View>
      ))}
      <View className="gap-top">
        <Sub>走访记录、家里人、分给谁、班级都并到留下的一户；两边都有的人只留一个。</Sub>
      </View>
      {merging.isError && <Notice tone="late">{refusalText(merging.error)}</Notice>}
      <View className="pair-actions">
        <Button tone="ghost" compact onTap={onLeave}>
          先不合并
        </Button>
        <ConfirmButton
          id={TEST_IDS.merge}
          compact
          tone="main"
          busy={merging.isPending}
          name="合并"
          question={`${called(goes)} 会并入 ${called(stays)}，不能退回。`}
          onConfirm={merge}
        />
      </View>
    </>
  );
}

function refusalText(error: unknown): string {
  if (!(error instanceof ApiError)) return errorSentence(error);
  const rule = error.problem.errors?.[0]?.rule;
  if (rule === 'at_most_60') return '两户加起来超过 60 人，不能合并。请先核对家里人。';
  if (error.is('conflict')) return '这两户刚被别人改过，已重新读取。请再看一遍。';
  if (error.is('not_found')) return '其中一户已经不在了，可能刚被合并。';
  return errorSentence(error);
}
