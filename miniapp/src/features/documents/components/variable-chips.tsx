import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { copyText, useWide } from '@/shared/platform';
import { Button, Card, Chip, Sub } from '@/shared/ui';
import type { Variable } from '@/shared/papers';
import { VARIABLE_WORDS } from '../document-words';

/** What may stand in braces; a tap copies it, to be pasted where it belongs. */
export function VariableChips() {
  const [copied, setCopied] = useState<Variable>();
  const wide = useWide();
  const [unfolded, setUnfolded] = useState(wide);
  const copy = (name: Variable) => void copyText(`{${name}}`).then(() => setCopied(name));
  if (!unfolded)
    return (
      <View className="add-section">
        <Button compact tone="ghost" onTap={() => setUnfolded(true)}>
          看有哪些空会自动填
        </Button>
      </View>
    );
  return (
    <Card title="会自动填的空" aside={<Sub>{copied ? `已复制 {${copied}}，粘贴到要用的地方` : '点一下就复制'}</Sub>}>
      <View className="variables">
        {(Object.keys(VARIABLE_WORDS) as Variable[]).map((name) => (
          <View key={name} className="variable">
            <Chip selected={name === copied} onTap={() => copy(name)}>{`{${name}}`}</Chip>
            <Text className="sub clip">{VARIABLE_WORDS[name]}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}
