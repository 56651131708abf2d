import { Text, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { useClasses } from '@/features/classes';
import { percent } from '@/features/coverage';
import { businessDate, clock, daysBetween } from '@/shared/clock';
import { goBack, PAGES, usePageQuery, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { countText, dayText, instantText } from '@/shared/text';
import { BigNumber, Card, Chip, Figures, Loaded, Notice, Page, Panes, Sub, Title, Track, useOpened } from '@/shared/ui';
import { ChainTree } from '../components/chain-tree';
import { LevelLadder } from '../components/level-ladder';
import { RecipientCard } from '../components/recipient-card';
import { RoundCode } from '../components/round-code';
import { isStep, RoundSteps, STEPS, type Step, type StepProps } from '../components/round-steps';
import { SendFamilies } from '../components/send-families';
import { SendRoster } from '../components/send-roster';
import { signedShare, termText, type RoundDetail } from '../letter.rules';
import { useRound } from '../letters.queries';

const FORMS: Record<Step, (props: StepProps) => ReactNode> = {
  roster: SendRoster,
  families: SendFamilies,
  code: RoundCode,
};

/** One round of 责任书: its chain, who signed, who may sign now and who is late. */
export function LetterRoundScreen() {
  const { id = '' } = usePageQuery();
  const query = useRound(id);
  const { opened, open, paneAlone } = useOpened(PAGES.letter, { id });
  const wide = useWide();
  const alone = paneAlone && !wide;
  const title = alone && isStep(opened) ? STEPS[opened] : (query.data?.title ?? '责任书');
  return (
    <Page title={title} remark={query.data && aboutText(query.data)} wide>
      <Loaded query={query} cards={3}>
        {(round) => (
          <Round
            round={round}
            opened={opened}
            open={open}
            paneAlone={paneAlone}
            close={() => (wide ? open('') : goBack())}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface RoundProps {
  round: RoundDetail;
  opened: string | undefined;
  open(key: string): void;
  close(): void;
  paneAlone: boolean;
}

function Round({ round, opened, open, close, paneAlone }: RoundProps) {
  const wide = useWide();
  const manages = useSession(({ me }) => can(me, 'letter.manage'));
  const [done, setDone] = useState<string>();
  const classes = useClasses(round.regionId).data?.items;
  const hasClasses = classes?.some(({ unitId }) => unitId === round.regionId) ?? false;
  const finish = (sentence: string) => {
    setDone(sentence);
    close();
  };
  const Form = manages && isStep(opened) ? FORMS[opened] : undefined;
  const form = Form && <Form round={round} onDone={finish} onLeave={close} />;
  const recipient = round.recipients.find(({ id }) => id === opened);
  const steps = manages && <RoundSteps round={round} hasClasses={hasClasses} onStep={open} />;
  // A roster is a table; it needs more room than the pane.
  if (wide && opened === 'roster' && form) return form;
  return (
    <>
      {wide && <RoundFigures round={round} />}
      <Panes
        label="这一轮"
        paneAlone={paneAlone}
        list={
          <>
            {!wide && <Summary round={round} />}
            {done && <Notice tone="ok">{done}</Notice>}
            <LevelLadder levels={round.levels} />
            {!wide && steps}
            <ChainTree round={round} manages={manages} openId={opened} onOpen={open} />
          </>
        }
        pane={
          <>
            {form}
            {recipient && (
              <RecipientCard
                key={recipient.id}
                recipient={recipient}
                round={round}
                manages={manages}
                onRemoved={() => finish(`${recipient.name}不在这一轮里了`)}
              />
            )}
            {paneAlone && !wide && !form && !recipient && <Notice tone="wait">这个人不在这一轮里了。</Notice>}
            {wide && !form && (steps || (!recipient && <Card>点一个人，看签了没有、在等谁。</Card>))}
          </>
        }
      />
    </>
  );
}

function aboutText({ regionName, term, dueOn, closedAt }: RoundDetail): string {
  const end = closedAt === null ? `${dayText(dueOn)}截止` : `${instantText(closedAt, clock.now())}结束`;
  return [regionName, termText(term), end].filter(Boolean).join(' · ');
}

function RoundFigures({ round: { counts, dueOn, closedAt } }: { round: RoundDetail }) {
  const { total, signed, due, late, waiting } = counts;
  const days = daysBetween(businessDate(clock.now()), dueOn);
  const left = days < 0 ? `截止日过了 ${-days} 天` : days === 0 ? '今天截止' : `还有 ${days} 天`;
  return (
    <Figures
      figures={[
        { name: '要签', number: `${countText(total)} 人`, detail: closedAt === null ? left : '已结束' },
        {
          name: '已签',
          number: `${countText(signed)} · ${percent(signedShare(counts))}`,
          detail: `还差 ${countText(total - signed)} 人`,
          tone: 'accent',
        },
        {
          name: '现在可以签',
          number: countText(due + late),
          detail: waiting > 0 ? `另有 ${countText(waiting)} 人等上级先签` : '没有人在等上级',
        },
        {
          name: '晚了',
          number: countText(late),
          detail: late > 0 ? '上级签了，自己还没签' : '没有人晚',
          ...(late > 0 && { tone: 'late' }),
        },
      ]}
    />
  );
}

function Summary({ round }: { round: RoundDetail }) {
  const { counts } = round;
  const { total, signed, late } = counts;
  return (
    <Card>
      <Title>{round.title}</Title>
      <Sub>{aboutText(round)}</Sub>
      <View className="row gap-top">
        <View className="grow">
          <BigNumber>{percent(signedShare(counts))}</BigNumber>
        </View>
        {late > 0 && <Chip tone="late">晚了 {countText(late)} 人</Chip>}
      </View>
      <Track thick parts={[signedShare(counts)]} label={`已签 ${signed} / ${total} 人`} />
      <Text className="sub">
        已签 {countText(signed)} / {countText(total)} 人
      </Text>
    </Card>
  );
}
