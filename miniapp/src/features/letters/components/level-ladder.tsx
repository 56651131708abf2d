import { View } from '@tarojs/components';
import { ROLES } from '@/shared/text';
import { Card, Chip, Ring, Sub, type Tone } from '@/shared/ui';
import { signedShare, type RoundDetail } from '../letter.rules';

type Level = RoundDetail['levels'][number];

/** A chain as it is signed: one level after the other, from the top. */
export function LevelLadder({ levels }: Pick<RoundDetail, 'levels'>) {
  return (
    <Card title="签到哪一级">
      <View className="ladder">
        {levels.map((level) => (
          <LevelRow key={level.number} level={level} />
        ))}
      </View>
    </Card>
  );
}

function LevelRow({ level }: { level: Level }) {
  const { name, counts } = level;
  const { tone, text } = markOf(level);
  return (
    <View className="ladder-level">
      <Ring
        share={signedShare(counts)}
        text={counts.total === 0 ? '—' : `${counts.signed}/${counts.total}`}
        label={`${name}已签 ${counts.signed} / ${counts.total} 人`}
      />
      <View className="grow">
        <View className="strong clip">{name}</View>
        <Sub>{detailOf(level)}</Sub>
      </View>
      <Chip tone={tone}>{text}</Chip>
    </View>
  );
}

function detailOf({ role, counts: { total, due, late, waiting } }: Level): string {
  if (total === 0) return role ? `没有在任的${ROLES[role]}` : '等发名单';
  const parts = [late > 0 && `晚了 ${late}`, due > 0 && `可以签 ${due}`, waiting > 0 && `等上级 ${waiting}`];
  return parts.filter(Boolean).join(' · ') || '都签了';
}

function markOf({ counts: { total, signed, due, late } }: Level): { text: string; tone: Tone } {
  if (total === 0) return { text: '没人', tone: 'wait' };
  if (signed === total) return { text: '签齐了', tone: 'ok' };
  if (late > 0) return { text: `晚 ${late} 人`, tone: 'late' };
  return due > 0 ? { text: '在签', tone: 'accent' } : { text: '等上级', tone: 'gray' };
}
