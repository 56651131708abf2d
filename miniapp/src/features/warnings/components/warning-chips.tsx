import { View } from '@tarojs/components';
import { DIRECTIVE_KINDS, SeverityChip } from '@/shared/cascade';
import { TOPICS } from '@/shared/text';
import { Chip } from '@/shared/ui';
import type { Warning } from '../warning.rules';

/** What kind of thing it is, how urgent, about which scam. */
export function WarningChips({ warning: { kind, severity, fraudType, recalledAt } }: { warning: Warning }) {
  if (recalledAt !== null) {
    return (
      <View className="row wrap">
        <Chip tone="gray">已撤回</Chip>
      </View>
    );
  }
  return (
    <View className="row wrap">
      <Chip tone={kind === 'alert' ? 'late' : 'accent'}>{DIRECTIVE_KINDS[kind]}</Chip>
      {severity !== 'normal' && <SeverityChip severity={severity} />}
      {fraudType && <Chip tone="gray">{TOPICS[fraudType]}</Chip>}
    </View>
  );
}
