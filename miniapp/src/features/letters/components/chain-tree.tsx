import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { countText } from '@/shared/text';
import { Card, Chip, Empty, MoreRows, TEST_IDS, TextField, useShownRows } from '@/shared/ui';
import { chainRows, foldedAtFirst, type ChainRow, type LetterState, type RoundDetail } from '../letter.rules';
import { LETTER_STATES } from '../letter-words';
import { RecipientRow } from './recipient-row';

const STATES: readonly LetterState[] = ['late', 'due', 'waiting', 'signed'];
// From so many on a name is looked for, not at.
const MANY = 30;
// Rows drawn at once.
const PAGE = 60;

interface ChainTreeProps {
  round: RoundDetail;
  manages: boolean;
  openId: string | undefined;
  onOpen(recipientId: string): void;
}

/** Everybody of a round: as the chain they sign down, or as a list of those in one state. */
export function ChainTree({ round, manages, openId, onOpen }: ChainTreeProps) {
  const { recipients, counts } = round;
  const [state, setState] = useState<LetterState>();
  const [text, setText] = useState('');
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedAtFirst(recipients));
  const name = text.trim();
  const asList = state !== undefined || name !== '';
  const rows = useMemo(
    (): ChainRow[] =>
      asList
        ? recipients
            .filter((each) => (!state || each.state === state) && (each.name + each.position).includes(name))
            .map((recipient) => ({ recipient, depth: 0, below: 0 }))
        : chainRows(recipients, folded),
    [recipients, folded, state, name],
  );
  const fold = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  if (recipients.length === 0)
    return (
      <Empty mark="…" title="还没有发给谁">
        {manages ? '把名单粘贴进来，签的人就会出现在这里。' : '发给名单以后，签的人会出现在这里。'}
      </Empty>
    );
  return (
    <Card title={`${countText(counts.total)} 人`}>
      {recipients.length > MANY && (
        <TextField first id={TEST_IDS.search} label="找人" placeholder="姓名、职务" value={text} onChange={setText} />
      )}
      <View className="row wrap reasons">
        {STATES.filter((each) => counts[each] > 0).map((each) => (
          <Chip
            key={each}
            id={TEST_IDS.letterCount(each)}
            tone={LETTER_STATES[each].tone}
            selected={each === state}
            onTap={() => setState(each === state ? undefined : each)}
          >
            {LETTER_STATES[each].name} {countText(counts[each])}
          </Chip>
        ))}
      </View>
      <Rows
        key={`${state} ${name}`}
        rows={rows}
        round={round}
        asList={asList}
        folded={folded}
        openId={openId}
        onFold={fold}
        onOpen={onOpen}
      />
    </Card>
  );
}

interface RowsProps extends Omit<ChainTreeProps, 'manages'> {
  rows: readonly ChainRow[];
  asList: boolean;
  folded: ReadonlySet<string>;
  onFold(recipientId: string): void;
}

function Rows({ rows, round, asList, folded, openId, onFold, onOpen }: RowsProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(rows, PAGE);
  const names = useMemo(() => new Map(round.recipients.map(({ id, name }) => [id, name])), [round.recipients]);
  if (rows.length === 0) return <Text className="sub">没有这样的人。</Text>;
  return (
    <View {...{ role: asList ? 'list' : 'tree' }}>
      {shownRows.map(({ recipient, depth, below }) => (
        <RecipientRow
          key={recipient.id}
          recipient={recipient}
          depth={depth}
          below={below}
          superior={asList && recipient.superiorId ? names.get(recipient.superiorId) : undefined}
          asList={asList}
          unfolded={!folded.has(recipient.id)}
          open={recipient.id === openId}
          onFold={() => onFold(recipient.id)}
          onOpen={() => onOpen(recipient.id)}
        />
      ))}
      <MoreRows count={hiddenCount} unit="人" onTap={showMore} />
    </View>
  );
}
