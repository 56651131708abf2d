import { View } from '@tarojs/components';
import type { Fact } from '../signature-words';

/** Names at the left, what is known of them at the right; codes in a script in which 0 and O differ. */
export function FactList({ facts, asCode }: { facts: readonly Fact[]; asCode?: boolean }) {
  return (
    <View>
      {facts.map(({ name, text }) => (
        <View key={name} className="fact">
          <View className="fact-name">{name}</View>
          <View className={asCode ? 'fact-text code' : 'fact-text'}>{text}</View>
        </View>
      ))}
    </View>
  );
}
