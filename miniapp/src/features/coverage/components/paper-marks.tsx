import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { Chip } from '@/shared/ui';
import { unsignedMark } from './coverage-words';

type DoorBrief = Schemas['DoorBrief'];

/** Which papers of a door are signed, and for what is missing why. */
export function PaperMarks({ papers }: Pick<DoorBrief, 'papers'>) {
  if (!papers) return null;
  const { noticeSigned, pledgeSigned } = papers;
  const missing = unsignedMark(papers);
  return (
    <View className="paper-marks">
      {noticeSigned && <Chip tone="ok">告知✓</Chip>}
      {pledgeSigned && <Chip tone="ok">承诺✓</Chip>}
      {missing && <Chip tone={missing.tone}>{missing.name}</Chip>}
    </View>
  );
}

export function SignedMark({ signed }: { signed: boolean | null }) {
  if (signed === null) return null;
  return <Chip tone={signed ? 'ok' : 'gray'}>{signed ? '签了' : '没签'}</Chip>;
}
