import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { accessible, DocumentText, Notice, Skeleton, TEST_IDS } from '@/shared/ui';
import type { Content } from '../document.rules';
import { usePreview } from '../documents.queries';

interface PaperPreviewProps {
  content: Content | undefined;
  /** Whose names and numbers fill the text. */
  regionId: number;
}

/** A text as a phone shows it at the place; what is only known when somebody signs is left blank. */
export function PaperPreview({ content, regionId }: PaperPreviewProps) {
  const query = usePreview(content, regionId);
  return (
    <View id={TEST_IDS.paperPreview} className="phone-frame" {...accessible({ label: '手机上的样子' })}>
      <View className="phone-bar">手机上的样子</View>
      {query.data ? (
        <>
          {query.isError && <Notice tone="late">{errorSentence(query.error)}</Notice>}
          <DocumentText paper={query.data} size="compact" />
        </>
      ) : query.isError ? (
        <Notice tone="late">{errorSentence(query.error)}</Notice>
      ) : (
        <Skeleton cards={1} />
      )}
    </View>
  );
}
