import { Text } from '@tarojs/components';
import { percent } from '../coverage.rules';

export function Rate({ rate, lagging }: { rate: number; lagging: boolean }) {
  return (
    <Text className={lagging ? 'number late' : 'number'}>
      {lagging ? '慢 ' : ''}
      {percent(rate)}
    </Text>
  );
}
