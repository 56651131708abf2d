import { View } from '@tarojs/components';
import { Chip } from '@/shared/ui';
import { signerOf, type DoorPaper, type Signer } from '../own-papers.rules';

interface OwedPapersProps {
  papers: readonly DoorPaper[];
  signers: readonly Signer[];
}

/** The papers of a household by name: which are signed, and who has to sign where not anybody may. */
export function OwedPapers({ papers, signers }: OwedPapersProps) {
  return (
    <View>
      {papers.map((paper) => (
        <View key={`${paper.templateKey} ${paper.residentId}`} className="owed-paper">
          <View className="grow lead-text">
            {paper.title}
            {whose(paper, signers)}
          </View>
          {paper.signed && <Chip tone="ok">✓ 签了</Chip>}
        </View>
      ))}
    </View>
  );
}

function whose(paper: DoorPaper, signers: readonly Signer[]): string {
  const signer = signerOf(paper, signers);
  if (!signer) return '';
  return signer.self ? '（要您本人签）' : `（要${signer.name}签）`;
}
