import { Text, View } from '@tarojs/components';
import { Track } from '@/shared/ui';
import { signedShare, type Round } from '../letter.rules';

/** Of each level of a chain how many signed, from the top. */
export function LevelBars({ levels }: Pick<Round, 'levels'>) {
  return (
    <View className="level-bars">
      {levels.map(({ number, name, counts }) => (
        <View key={number} className="level-bar" {...{ title: `${name} 已签 ${counts.signed} / ${counts.total}` }}>
          <View className="level-bar-words">
            <Text className="grow clip">{name}</Text>
            <Text className={counts.late > 0 ? 'number late' : 'number'}>
              {counts.total === 0 ? '—' : `${counts.signed}/${counts.total}`}
            </Text>
          </View>
          <Track parts={[signedShare(counts)]} label={`${name}已签 ${counts.signed} / ${counts.total} 人`} />
        </View>
      ))}
    </View>
  );
}
