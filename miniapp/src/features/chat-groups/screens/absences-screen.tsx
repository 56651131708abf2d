import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, Card, Chip, ConfirmButton, Empty, Loaded, Notice, Page, Sub, TEST_IDS } from '@/shared/ui';
import { absenceState, absenceText, type Absence, type AbsenceState } from '../absence.rules';
import { useAbsences, useCancelAbsence, useGroup } from '../chat-groups.queries';
import { AbsenceForm } from '../components/absence-form';
import { ownersOf } from '../group.rules';

const STATES: Record<AbsenceState, { name: string; tone: 'ok' | 'wait' | 'gray' }> = {
  now: { name: '正在代办', tone: 'ok' },
  coming: { name: '还没到', tone: 'wait' },
  over: { name: '结束了', tone: 'gray' },
  cancelled: { name: '取消了', tone: 'gray' },
};

/** Who stands in for whom, from when to when; for oneself, or as an office for one of its people. */
export function AbsencesScreen() {
  const { personId, group: groupId } = usePageQuery();
  const [past, setPast] = useState(false);
  const query = useAbsences(past);
  const group = useGroup(groupId).data;
  const [adding, setAdding] = useState(personId !== undefined);
  const absent = group?.people.find((person) => person.personId === personId);
  return (
    <Page
      title="请假代办"
      foot={
        !adding && (
          <Button id={TEST_IDS.addAbsence} onTap={() => setAdding(true)}>
            我要离开几天
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ items, deputies }) => (
          <>
            {!adding && <Sub>您不在的时候，预警由代办的人签收、推送，记在代办的人名下。</Sub>}
            {adding && (
              <AbsenceForm
                absent={absent && { personId: absent.personId, name: absent.name }}
                deputies={(absent && group ? ownersOf(group) : deputies).filter((each) => each.personId !== personId)}
                onDone={() => setAdding(false)}
              />
            )}
            <List items={items} empty={!adding} />
            <Chip tone="gray" selected={past} onTap={() => setPast(!past)}>
              连以前的
            </Chip>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function List({ items, empty }: { items: readonly Absence[]; empty: boolean }) {
  const me = useSession((session) => session.me);
  if (items.length === 0) {
    if (!empty) return null;
    return (
      <Empty mark="假" title="没有人请假">
        要离开几天，先选好谁代办，预警不会停在您这里。
      </Empty>
    );
  }
  return (
    <View className="gap-top">
      {items.map((absence) => (
        <One key={absence.id} absence={absence} mine={absence.personId === me?.personId} />
      ))}
    </View>
  );
}

function One({ absence, mine }: { absence: Absence; mine: boolean }) {
  const cancelling = useCancelAbsence();
  const state = absenceState(absence, clock.now());
  const { name, deputyName, reason, id, deputyId } = absence;
  const me = useSession((session) => session.me);
  const forMe = deputyId === me?.personId;
  return (
    <Card title={absenceText(absence)} aside={<Chip tone={STATES[state].tone}>{STATES[state].name}</Chip>}>
      <View>
        {mine ? '我' : name}不在，{forMe ? '我' : deputyName}代办
      </View>
      {reason && <Sub>{reason}</Sub>}
      {cancelling.isError && <Notice tone="late">{errorSentence(cancelling.error)}</Notice>}
      {(state === 'now' || state === 'coming') && !forMe && (
        <View className="gap-top">
          <ConfirmButton
            id={TEST_IDS.cancelAbsence(id)}
            compact
            name={state === 'now' ? '提前回来了' : '不请了'}
            question={`以后预警又由${mine ? '您自己' : name}签收、推送。`}
            busy={cancelling.isPending}
            onConfirm={() => cancelling.mutate(id)}
          />
        </View>
      )}
    </Card>
  );
}
