import { View } from '@tarojs/components';
import { Button, Card, LongTextField, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST, type Faults, type SectionForm } from '../document.rules';

interface SectionFieldsProps {
  section: SectionForm;
  index: number;
  count: number;
  faults: Faults;
  onChange(section: SectionForm): void;
  onMove(step: -1 | 1): void;
  onRemove(): void;
}

// Lines of a field together; each is counted by itself.
const MOST = 12_000;

export function SectionFields({ section, index, count, faults, onChange, onMove, onRemove }: SectionFieldsProps) {
  const at = `sections.${index}`;
  return (
    <Card
      title={`第 ${index + 1} 部分`}
      aside={
        <View className="section-moves">
          {index > 0 && (
            <Button compact tone="plain" label={`第 ${index + 1} 部分往上移`} onTap={() => onMove(-1)}>
              上移
            </Button>
          )}
          {index < count - 1 && (
            <Button compact tone="plain" label={`第 ${index + 1} 部分往下移`} onTap={() => onMove(1)}>
              下移
            </Button>
          )}
          <Button compact tone="plain" label={`删掉第 ${index + 1} 部分`} onTap={onRemove}>
            删掉
          </Button>
        </View>
      }
    >
      <TextField
        first
        id={TEST_IDS.documentField(`${at}.heading`)}
        label="小标题（可不写）"
        value={section.heading}
        maxLength={LONGEST.heading}
        error={faults[`${at}.heading`]}
        onChange={(heading) => onChange({ ...section, heading })}
      />
      <LongTextField
        id={TEST_IDS.documentField(`${at}.paragraphs`)}
        label="段落，一行一段"
        value={section.paragraphs}
        maxLength={MOST}
        error={faults[`${at}.paragraphs`]}
        onChange={(paragraphs) => onChange({ ...section, paragraphs })}
      />
      <LongTextField
        id={TEST_IDS.documentField(`${at}.items`)}
        label="条目，一行一条，自动编号（可不写）"
        value={section.items}
        maxLength={MOST}
        error={faults[`${at}.items`]}
        onChange={(items) => onChange({ ...section, items })}
      />
    </Card>
  );
}
