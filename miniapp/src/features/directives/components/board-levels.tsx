import { View } from '@tarojs/components';
import { Card, Chip, classNames, Ring, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { levelMark, levelWords, provedOf, ringText, type Level } from '../board.rules';

interface BoardLevelsProps {
  levels: readonly Level[];
  /** The one whose groups are listed. */
  openLevel?: number;
  onOpen(level: number): void;
}

/** The cascade from the top: how many groups of each level are proved, and what the others wait for. */
export function BoardLevels({ levels, openLevel, onOpen }: BoardLevelsProps) {
  return (
    <Card>
      <View className="cascade-levels">
        {levels.map((level) => (
          <LevelRow key={level.level} level={level} open={level.level === openLevel} onOpen={onOpen} />
        ))}
      </View>
    </Card>
  );
}

interface LevelRowProps {
  level: Level;
  open: boolean;
  onOpen(level: number): void;
}

function LevelRow({ level, open, onOpen }: LevelRowProps) {
  const { name, counts } = level;
  const done = provedOf(counts);
  const { text, tone } = levelMark(level);
  return (
    <Tap
      id={TEST_IDS.boardLevel(level.level)}
      className={classNames('cascade-level', open && 'open')}
      label={`${name}：已证实 ${done} / ${counts.total} 个群，${levelWords(level)}`}
      disabled={counts.total === 0}
      onTap={() => onOpen(level.level)}
    >
      <Ring
        share={counts.total === 0 ? 0 : done / counts.total}
        text={ringText(done, counts.total)}
        label={`${done} / ${counts.total}`}
      />
      <View className="grow">
        <View className="strong clip">{name}</View>
        <Sub>{levelWords(level)}</Sub>
      </View>
      <Chip tone={tone}>{text}</Chip>
    </Tap>
  );
}
