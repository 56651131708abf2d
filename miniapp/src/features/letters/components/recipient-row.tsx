import { Text, View } from '@tarojs/components';
import type { KeyboardEvent } from 'react';
import { isH5 } from '@/shared/platform';
import { Chip, classNames, FoldMark, TEST_IDS } from '@/shared/ui';
import type { ChainRow } from '../letter.rules';
import { LETTER_STATES } from '../letter-words';

const INDENT = 22;

interface RecipientRowProps extends ChainRow {
  /** The name of whoever signs above; where the tree does not show it. */
  superior: string | undefined;
  asList: boolean;
  unfolded: boolean;
  open: boolean;
  onFold(): void;
  onOpen(): void;
}

/** Somebody in a chain; in the tree with a mark to fold those below. */
export function RecipientRow(props: RecipientRowProps) {
  const { recipient, depth, below, superior, asList, unfolded, open, onFold, onOpen } = props;
  const { name, tone } = LETTER_STATES[recipient.state];
  const keyboard = isH5 && {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent) => {
      const folds = below > 0 && (event.key === 'ArrowRight') !== unfolded;
      const moves: Record<string, () => void> = {
        Enter: onOpen,
        ' ': onOpen,
        ArrowRight: () => folds && onFold(),
        ArrowLeft: () => folds && onFold(),
        ArrowDown: () => (event.currentTarget.nextElementSibling as HTMLElement | null)?.focus(),
        ArrowUp: () => (event.currentTarget.previousElementSibling as HTMLElement | null)?.focus(),
      };
      const move = event.target === event.currentTarget ? moves[event.key] : undefined;
      if (!move) return;
      event.preventDefault();
      move();
    },
  };
  return (
    <View
      id={TEST_IDS.row(recipient.id)}
      className={classNames('tree-row recipient', open && 'open')}
      style={{ paddingLeft: `${depth * INDENT}px` }}
      onClick={onOpen}
      {...keyboard}
      {...{
        role: asList ? 'listitem' : 'treeitem',
        'aria-level': depth + 1,
        'aria-selected': String(open),
        ...(below > 0 && { 'aria-expanded': String(unfolded) }),
      }}
    >
      {below > 0 ? (
        <FoldMark what={`${recipient.name}下面的人`} unfolded={unfolded} onFold={onFold} />
      ) : (
        <View className={asList ? '' : 'tree-fold'} />
      )}
      <View className="grow recipient-words">
        <Text className="strong">{recipient.name}</Text>
        <Text className="sub clip">
          {[recipient.position, superior && `上级 ${superior}`, below > 0 && !unfolded && `下面 ${below} 人`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </View>
      <Chip tone={tone}>{name}</Chip>
    </View>
  );
}
