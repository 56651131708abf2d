import { choicesOf, OUTCOMES, RELATIONS } from '@/shared/text';
import { Card, ManyPicks, SinglePick, Stepper, Sub, TEST_IDS, Title } from '@/shared/ui';
import type { StepProps } from './step-props';

const MOST_OTHERS = 20;

export function WhoStep({ door, draft, change }: StepProps) {
  return (
    <>
      <Title>家里有人吗？</Title>
      <Card>
        <SinglePick
          choices={choicesOf(OUTCOMES)}
          picked={draft.outcome}
          idOf={TEST_IDS.outcome}
          onPick={(outcome) => change({ outcome })}
        />
      </Card>
      {draft.outcome === 'met' && (
        <Card title="谁在场" aside={<Sub>可多选</Sub>}>
          <ManyPicks
            choices={door.residents.map(({ id, name, relation }) => ({
              value: id,
              name: `${name} · ${RELATIONS[relation]}`,
            }))}
            picked={draft.presentResidentIds}
            idOf={TEST_IDS.resident}
            onChange={(presentResidentIds) => change({ presentResidentIds })}
          />
          <Stepper
            id={TEST_IDS.others}
            title={door.residents.length > 0 ? '名单以外的人' : '在场几个人'}
            value={draft.presentOthers}
            most={MOST_OTHERS}
            onChange={(presentOthers) => change({ presentOthers })}
          />
        </Card>
      )}
    </>
  );
}
