import { TEST_IDS, TextField } from '@/shared/ui';
import type { ClassDraft } from '../class.rules';

interface ClassFieldsProps {
  draft: ClassDraft;
  problems: Partial<Record<keyof ClassDraft, string>>;
  onChange(patch: Partial<ClassDraft>): void;
}

export function ClassFields({ draft, problems, onChange }: ClassFieldsProps) {
  return (
    <>
      <TextField
        first
        id={TEST_IDS.className}
        label="班级名称"
        placeholder="例如 一年级一班"
        value={draft.name}
        error={problems.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        id={TEST_IDS.classPupils}
        label="学生人数（只记人数，不记名字）"
        type="number"
        maxLength={3}
        value={draft.pupils}
        error={problems.pupils}
        onChange={(pupils) => onChange({ pupils })}
      />
    </>
  );
}
