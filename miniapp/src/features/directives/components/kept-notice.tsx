import { Button, Card, Sub, TEST_IDS } from '@/shared/ui';
import type { Directive } from '../directive.rules';
import type { Opening } from '../kept-text.rules';

interface KeptNoticeProps {
  words: Opening['words'];
  saved: Directive | undefined;
  onStartOver(): void;
}

/** The text is one that was left unsaved: that it is, and the way back. */
export function KeptNotice({ words, saved, onStartOver }: KeptNoticeProps) {
  if (words === 'saved') return null;
  return (
    <Card>
      <Sub>
        {words === 'overtaken'
          ? '下面是您没存的。这份草稿后来又存过别的内容，您再存就会盖掉。'
          : '下面是上次没存的，可以接着写。'}
      </Sub>
      <Button id={TEST_IDS.dropUnsaved} tone="plain" compact onTap={onStartOver}>
        {saved ? '不要了，用存好的' : '不要了，重新写'}
      </Button>
    </Card>
  );
}
