import { View } from '@tarojs/components';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { dayText, instantText } from '@/shared/text';
import { Button, Card, Chip, ConfirmButton, ListItem, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { waitsFor, type Recipient, type RoundDetail } from '../letter.rules';
import { LETTER_STATES } from '../letter-words';
import { useRemoveRecipient } from '../letters.queries';

interface RecipientCardProps {
  recipient: Recipient;
  round: RoundDetail;
  manages: boolean;
  onRemoved(): void;
}

/** Somebody who owes a signature: how it stands, who stands in the way, and what proves it. */
export function RecipientCard({ recipient, round, manages, onRemoved }: RecipientCardProps) {
  const removing = useRemoveRecipient(round.id);
  const { id, name, position, phoneMasked, state, signatureId, superiorId, level } = recipient;
  const above = round.recipients.find((each) => each.id === superiorId);
  const below = round.recipients.filter((each) => each.superiorId === id).length;
  const mark = LETTER_STATES[state];
  return (
    <Card>
      <View className="row between">
        <Title>{name}</Title>
        <Chip tone={mark.tone}>{mark.name}</Chip>
      </View>
      <Sub>{[levelName(round, level), position].filter(Boolean).join(' · ')}</Sub>
      <View className="gap-top">
        {standing(recipient, round)}
        <View className="gap-top">
          {above && <ListItem first title="上级" trailing={above.name} />}
          {below > 0 && <ListItem first={!above} title="下面" trailing={`${below} 人`} />}
          <ListItem
            first={!above && below === 0}
            title="手机"
            detail={phoneMasked ? undefined : '没有手机号，不能在自己微信上签'}
            trailing={phoneMasked ?? '没写'}
          />
        </View>
      </View>
      <View className="stack gap-top">
        {signatureId && (
          <Button
            id={TEST_IDS.openLetterSignature}
            compact
            onTap={() => openPage(PAGES.signature, { id: signatureId })}
          >
            看签名和证据
          </Button>
        )}
        {manages && !signatureId && round.closedAt === null && (
          <ConfirmButton
            id={TEST_IDS.removeLetter}
            compact
            name="从这一轮里移走"
            question={`${name}不再签这一轮。${below > 0 ? '下面的人改由上一级的人带。' : ''}`}
            busy={removing.isPending}
            onConfirm={() => mutateThen(removing, id, onRemoved)}
          />
        )}
      </View>
      {removing.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(removing.error)}</Notice>
        </View>
      )}
    </Card>
  );
}

function levelName({ levels }: RoundDetail, level: number): string | undefined {
  return levels.find(({ number }) => number === level)?.name;
}

function standing(recipient: Recipient, round: RoundDetail) {
  const { state, signedAt } = recipient;
  if (state === 'signed') return signedAt !== null && <View>{instantText(signedAt, clock.now())}签的</View>;
  if (state === 'late') return <View className="number late">{dayText(round.dueOn)}截止，还没签</View>;
  if (state === 'due') return <View>可以签了，{dayText(round.dueOn)}截止</View>;
  const blocking = waitsFor(recipient, round.recipients);
  return <View>{blocking ? `等${blocking.name}先签` : '等上级先签'}</View>;
}
