import { Text, View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';

/** A paper as it is read. */
export function PaperText({ paper }: { paper: Schemas['RenderedDocument'] }) {
  return (
    <View className="paper-text">
      <View className="paper-title">{paper.title}</View>
      {paper.salutation && <View className="strong">{paper.salutation}</View>}
      {paper.sections.map(({ heading, paragraphs, items }, index) => (
        <View key={index}>
          {heading && <View className="paper-heading">{heading}</View>}
          {paragraphs.map((paragraph, at) => (
            <View key={at} className="paper-paragraph">
              {paragraph}
            </View>
          ))}
          {items.map((item, at) => (
            <View key={at} className="paper-item">
              <Text className="paper-number">{at + 1}.</Text>
              <View className="grow">{item}</View>
            </View>
          ))}
        </View>
      ))}
      {paper.statement && <View className="paper-statement">{paper.statement}</View>}
      <View className="paper-small">{paper.agreement}</View>
      <View className="paper-small">{paper.dataNotice}</View>
    </View>
  );
}
