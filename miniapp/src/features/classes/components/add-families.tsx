import { useState } from 'react';
import { DoorSearchField, doorTitle, FoundMost, foundText, MOST_FOUND, useWholeDoorList } from '@/features/doors';
import { mutateThen } from '@/shared/answers';
import { Empty, Loaded, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { MOST_AT_ONCE } from '../class.rules';
import { useAddFamilies, useFamilies } from '../classes.queries';
import type { StepProps } from './edit-class';
import { TickList } from './tick-list';

/** Households found by a search and ticked, from several searches if need be. */
export function AddFamilies({ own, onDone, onLeave }: StepProps) {
  const [text, setText] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const adding = useAddFamilies(own.id);
  const q = text.trim();
  const query = useWholeDoorList({ kind: 'household', q }, { enabled: q !== '' });
  const already = new Set(useFamilies(own.id).data?.items.map(({ doorId }) => doorId));
  const count = Math.min(ticked.size, MOST_AT_ONCE);
  const save = () => mutateThen(adding, [...ticked].slice(0, MOST_AT_ONCE), () => onDone(`加了 ${count} 户`));
  return (
    <StepCard
      title="加家庭"
      saveId={TEST_IDS.saveClass}
      saveName={`加 ${count} 户`}
      change={adding}
      onSave={count > 0 ? save : undefined}
      onLeave={onLeave}
    >
      <Sub>找到监护人的户，勾上。换一个名字再找，勾过的还在。</Sub>
      <DoorSearchField value={text} onChange={setText} />
      {q !== '' && (
        <Loaded query={query} cards={1}>
          {({ items, total }) => {
            const found = items.filter(({ id }) => !already.has(id));
            if (found.length === 0)
              return (
                <Empty mark="…" title={items.length > 0 ? '找到的都在班里了' : '没有这样的户'}>
                  换一个名字、电话再找。
                </Empty>
              );
            return (
              <>
                {total >= MOST_FOUND && <FoundMost />}
                <TickList
                  rows={found.map(({ id, code, kind, label, matched, address, gridName }) => ({
                    id,
                    title: `${code} ${doorTitle(kind, label)}`.trim(),
                    detail: [foundText(matched), address, gridName].filter(Boolean).join(' · '),
                  }))}
                  ticked={ticked}
                  onChange={setTicked}
                />
              </>
            );
          }}
        </Loaded>
      )}
    </StepCard>
  );
}
