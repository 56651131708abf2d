import { Text, View } from '@tarojs/components';
import type { Rendered } from '@/shared/papers';

/** A paper as it is read before it is signed. */
export function DocumentText({ paper, id, larger }: { paper: Rendered; id?: string; larger?: boolean }) {
  return (
    <View {...(id !== undefined && { id })} className={larger ? 'document larger' : 'document'}>
      <View className="document-title">{paper.title}</View>
      {paper.salutation && <View className="document-line">{paper.salutation}</View>}
      {paper.sections.map((section, index) => (
        <View key={index}>
          {section.heading && <View className="document-heading">{section.heading}</View>}
          {section.paragraphs.map((paragraph, number) => (
            <View key={number} className="document-paragraph">
              {paragraph}
            </View>
          ))}
          {section.items.map((item, number) => (
            <View key={number} className="document-item">
              <Text className="document-number">{number + 1}.</Text>
              <View className="grow">{item}</View>
            </View>
          ))}
        </View>
      ))}
      <View className="document-statement">{paper.statement}</View>
      <View className="document-small">{paper.agreement}</View>
      <View className="document-small">{paper.dataNotice}</View>
    </View>
  );
}

/** The same text in the order in which it is read aloud. */
export function spokenTexts(paper: Rendered): string[] {
  const sections = paper.sections.flatMap(({ heading, paragraphs, items }) => [heading, ...paragraphs, ...items]);
  const texts = [paper.title, paper.salutation, ...sections, paper.statement, paper.agreement, paper.dataNotice];
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
