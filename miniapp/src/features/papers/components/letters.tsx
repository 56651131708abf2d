import { View } from '@tarojs/components';
import { businessDate, clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Card, Chip, ListItem, Sub, TEST_IDS } from '@/shared/ui';
import type { MyLetter, ToSign } from '../own-papers.rules';
import { LETTER_STATES, letterDue, letterPlace } from '../paper-words';

interface LettersProps extends Pick<ToSign, 'letters' | 'waiting'> {
  /** Nothing above competes for the eye: the most urgent one has the strong button. */
  strong: boolean;
}

/** 责任书 that may be signed now, each with its own way to sign, and those that wait for somebody above. */
export function Letters({ letters, waiting, strong }: LettersProps) {
  if (letters.length + waiting.length === 0) return null;
  return (
    <Card title="发给我的责任书">
      {letters.map((letter, index) => (
        <DueLetter key={letter.id} letter={letter} strong={strong && index === 0} />
      ))}
      {waiting.map((letter, index) => (
        <ListItem
          key={letter.id}
          first={letters.length + index === 0}
          title={letter.title}
          detail={
            <>
              <View>{letterPlace(letter)}</View>
              <View>{due(letter)}</View>
            </>
          }
          trailing={<LetterMark letter={letter} />}
        />
      ))}
    </Card>
  );
}

interface DueLetterProps {
  letter: MyLetter;
  strong: boolean;
}

function DueLetter({ letter, strong }: DueLetterProps) {
  return (
    <View className="letter">
      <View className="letter-head">
        <View className="lead grow">{letter.title}</View>
        <LetterMark letter={letter} />
      </View>
      <Sub>{letterPlace(letter)}</Sub>
      <Sub>{due(letter)}</Sub>
      <View className="gap-top">
        <Button
          id={TEST_IDS.signLetter(letter.id)}
          tone={strong ? 'main' : 'ghost'}
          label={`去签《${letter.title}》`}
          onTap={() => openPage(PAGES.sitting, { own: 1, letterId: letter.id })}
        >
          去签字
        </Button>
      </View>
    </View>
  );
}

function due(letter: MyLetter): string {
  return letterDue(letter, businessDate(clock.now()));
}

function LetterMark({ letter }: { letter: MyLetter }) {
  const { text, tone } = LETTER_STATES[letter.state];
  return <Chip tone={tone}>{text}</Chip>;
}
