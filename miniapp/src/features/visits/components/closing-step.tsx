import { openPapers } from '@/features/doors';
import { RELATIONS, TOPICS } from '@/shared/text';
import { Card, ListItem, LongTextField, Title } from '@/shared/ui';
import { Companions } from './companions';
import { CountsNotice, type Verdict } from './counts-notice';
import { Photos } from './photos';
import { VisitPlace } from './visit-place';
import type { StepProps } from './step-props';

export function ClosingStep({ door, draft, change, verdicts }: StepProps & { verdicts: readonly Verdict[] }) {
  const present = door.residents
    .filter(({ id }) => draft.presentResidentIds.includes(id))
    .map(({ name, relation }) => `${name}（${RELATIONS[relation]}）`);
  const papers = openPapers(door);
  const others = draft.presentOthers > 0 ? [`另有 ${draft.presentOthers} 人`] : [];
  return (
    <>
      <Title>看一眼，就记下来</Title>
      <CountsNotice verdicts={verdicts} />
      <Card>
        <ListItem first title="在场" detail={[...present, ...others].join('、') || '没有记'} />
        <ListItem title="讲了" detail={draft.topics.map((topic) => TOPICS[topic]).join('、') || '没有记'} />
        <ListItem title="反诈 APP" detail={draft.app ? `${draft.app.installed} 部手机` : '没有记'} />
        {papers.length > 0 && (
          <ListItem title="还要签" detail={`${papers.map(({ title }) => `《${title}》`).join('')}，记下来以后接着签`} />
        )}
      </Card>
      <Photos photoIds={draft.photoIds} onChange={(photoIds) => change({ photoIds })} />
      <VisitPlace location={draft.location} onChange={(location) => change({ location })} />
      <Companions companions={draft.companions} onChange={(companions) => change({ companions })} />
      <Card title="还有要记的（可不填）">
        <LongTextField
          first
          label="住户问了什么"
          value={draft.questions}
          onChange={(questions) => change({ questions })}
        />
        <LongTextField label="备注" value={draft.note} onChange={(note) => change({ note })} />
      </Card>
    </>
  );
}
