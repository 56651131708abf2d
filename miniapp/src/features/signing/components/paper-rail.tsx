import { Text, View } from '@tarojs/components';
import { DOCUMENT_KINDS } from '@/shared/text';
import { accessible, classNames } from '@/shared/ui';
import type { PaperToSign } from '../sitting.rules';

interface PaperRailProps {
  papers: readonly PaperToSign[];
  agreed: ReadonlySet<string>;
  /** Which one is being read; none while the name is being written. */
  current?: PaperToSign;
}

/** ✓ 告知书 · 承诺书, and where one is. */
export function PaperRail({ papers, agreed, current }: PaperRailProps) {
  const at = current ? papers.indexOf(current) + 1 : papers.length;
  return (
    <View className="paper-rail">
      <View className="paper-chips" {...accessible({ hidden: true })}>
        {papers.map((paper) => (
          <Text
            key={paper.id}
            className={classNames('chip', paper === current ? 'now' : agreed.has(paper.id) ? 'ok' : 'gray')}
          >
            {agreed.has(paper.id) && paper !== current ? '✓ ' : ''}
            {DOCUMENT_KINDS[paper.version.kind]}
          </Text>
        ))}
      </View>
      <Text className="sub nowrap">
        {current ? `第 ${at} 份，共 ${papers.length} 份` : `${agreed.size} 份都看过了`}
      </Text>
    </View>
  );
}
