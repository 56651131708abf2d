import { Text, View } from '@tarojs/components';
import { Chip, TEST_IDS, TreeRow } from '@/shared/ui';
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
  return (
    <TreeRow
      id={TEST_IDS.row(recipient.id)}
      className="recipient"
      depth={depth}
      indent={INDENT}
      flat={asList}
      open={open}
      fold={below > 0 ? { what: `${recipient.name}下面的人`, unfolded, onFold } : undefined}
      onOpen={onOpen}
    >
      <View className="grow recipient-words">
        <Text className="strong">{recipient.name}</Text>
        <Text className="sub clip">
          {[recipient.position, superior && `上级 ${superior}`, below > 0 && !unfolded && `下面 ${below} 人`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </View>
      <Chip tone={tone}>{name}</Chip>
    </TreeRow>
  );
}
