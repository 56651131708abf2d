import { View } from '@tarojs/components';
import { useState } from 'react';
import { standingMark } from '@/features/doors';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Button, Card, Chip, ListItem, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { teacherText, type SchoolClass } from '../class.rules';
import { AddFamilies } from './add-families';
import { ChooseTeacher } from './choose-teacher';
import { EditClass } from './edit-class';
import { EndFamilies } from './end-families';
import { Families } from './families';

const STEPS = {
  add: { name: '加家庭', form: AddFamilies },
  end: { name: '移出家庭', form: EndFamilies },
  teacher: { name: '换班主任', form: ChooseTeacher },
  edit: { name: '改名称和人数', form: EditClass },
} as const;
type Step = keyof typeof STEPS;

/** One class: who teaches it, how far its families are, and, for who may, what to change. */
export function ClassCard({ own }: { own: SchoolClass }) {
  const manages = useSession((session) => can(session.me, 'assignment.manage'));
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState<string>();
  const Form = step && STEPS[step].form;
  const steps = (Object.keys(STEPS) as Step[]).filter((each) => each !== 'end' || own.families > 0);
  return (
    <>
      <About own={own} />
      {done && <Notice tone="ok">{done}</Notice>}
      {Form && (
        <Form
          own={own}
          onDone={(sentence) => {
            setStep(undefined);
            setDone(sentence);
          }}
          onLeave={() => setStep(undefined)}
        />
      )}
      {manages && !Form && (
        <View className="class-steps">
          {steps.map((each) => (
            <Button
              key={each}
              id={TEST_IDS.classStep(each)}
              compact
              tone="ghost"
              onTap={() => {
                setDone(undefined);
                setStep(each);
              }}
            >
              {STEPS[each].name}
            </Button>
          ))}
        </View>
      )}
      <Families own={own} />
    </>
  );
}

function About({ own }: { own: SchoolClass }) {
  const { text, tone } = standingMark(own.state);
  return (
    <Card>
      <Title>{own.name}</Title>
      <Sub>{[own.unitName ?? '没归学校', own.gridName].join(' · ')}</Sub>
      <View className="gap-top">
        <ListItem first title="班主任" trailing={teacherText(own)} />
        <ListItem title="学生" detail="只记人数" trailing={`${own.pupils} 人`} />
        <ListItem
          title="到班里讲过"
          detail={own.plan?.name}
          trailing={<Chip tone={tone}>{text}</Chip>}
          onTap={() => openPage(PAGES.door, { id: own.id })}
        />
      </View>
    </Card>
  );
}
