import { Text, View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { classNames } from './class-names';

interface DocumentTextProps {
  paper: Schemas['RenderedDocument'];
  id?: string;
  /** As large as the paper itself is read, larger still, or beside other things. */
  size?: 'larger' | 'compact';
}

/** A paper as it is read. */
export function DocumentText({ paper, id, size }: DocumentTextProps) {
  return (
    <View {...(id !== undefined && { id })} className={classNames('document', size)}>
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
