import { choicesOf, MATERIALS, TOPICS } from '@/shared/text';
import { Card, ManyPicks, Sub, SwitchRow, TEST_IDS, Title } from '@/shared/ui';
import { CountsNotice, type Verdict } from './counts-notice';
import type { StepProps } from './step-props';

export function TaughtStep({ draft, change, verdicts }: StepProps & { verdicts: readonly Verdict[] }) {
  const present = draft.presentResidentIds.length + draft.presentOthers;
  return (
    <>
      <Title>当面讲了哪些骗术？</Title>
      <Sub>至少选一项。只发传单不算入户。</Sub>
      <Card>
        <ManyPicks
          choices={choicesOf(TOPICS)}
          picked={draft.topics}
          idOf={TEST_IDS.topic}
          onChange={(topics) => change({ topics })}
        />
      </Card>
      <Card>
        <SwitchRow
          id={TEST_IDS.faceToFace}
          title="面对面讲解"
          detail={`在场 ${present} 人`}
          on={draft.faceToFace}
          onChange={(faceToFace) => change({ faceToFace })}
        />
      </Card>
      <CountsNotice verdicts={verdicts} />
      <Card title="还做了什么" aside={<Sub>可不填</Sub>}>
        <ManyPicks
          choices={choicesOf(MATERIALS)}
          picked={draft.materials}
          onChange={(materials) => change({ materials })}
        />
      </Card>
    </>
  );
}
