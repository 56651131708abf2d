import { View } from '@tarojs/components';
import { Photos } from '@/features/visits';
import { choicesOf, TOPICS } from '@/shared/text';
import { Card, LongTextField, SelectField, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST_BODY, LONGEST_TITLE, MOST_PHOTOS, problemsOf, type Content } from '../directive.rules';

const NO_TOPIC = 'none' as const;
const TOPIC_CHOICES = [{ value: NO_TOPIC, name: '不写' } as const, ...choicesOf(TOPICS)];

interface ContentFieldsProps {
  content: Content;
  /** Somebody tried to send it: what is missing is said. */
  asked: boolean;
  onChange(content: Content): void;
}

/** What people will read: title, text, which fraud it is about, pictures. */
export function ContentFields({ content, asked, onChange }: ContentFieldsProps) {
  const problems = problemsOf(content);
  const { title, body, fraudType, photoIds = [] } = content;
  return (
    <>
      <Card title="写什么">
        <TextField
          first
          id={TEST_IDS.directiveTitle}
          label="标题"
          placeholder="例如 有人冒充社保局发短信，说要补缴"
          value={title}
          maxLength={LONGEST_TITLE}
          error={asked ? problems.title : undefined}
          onChange={(next) => onChange({ ...content, title: next })}
        />
        <Counter length={title.trim().length} most={LONGEST_TITLE} />
        <View className="directive-body">
          <LongTextField
            id={TEST_IDS.directiveBody}
            label="正文"
            placeholder="骗子怎么做，大家怎么做。一句一行，手机上好读。"
            value={body}
            maxLength={LONGEST_BODY}
            error={asked ? problems.body : undefined}
            onChange={(next) => onChange({ ...content, body: next })}
          />
        </View>
        <Counter length={body.trim().length} most={LONGEST_BODY} />
        <SelectField
          id={TEST_IDS.directiveTopic}
          label="哪种骗术"
          choices={TOPIC_CHOICES}
          value={fraudType ?? NO_TOPIC}
          onChange={(next) => onChange({ ...content, fraudType: next === NO_TOPIC ? undefined : next })}
        />
      </Card>
      <Photos
        title={`图片（可不加，最多 ${MOST_PHOTOS} 张）`}
        most={MOST_PHOTOS}
        photoIds={photoIds}
        onChange={(next) => onChange({ ...content, photoIds: next })}
      />
    </>
  );
}

function Counter({ length, most }: { length: number; most: number }) {
  return (
    <View className="counter">
      <Sub>{`${length} / ${most} 字`}</Sub>
    </View>
  );
}
