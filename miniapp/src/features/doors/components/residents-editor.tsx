import { View } from '@tarojs/components';
import { newId } from '@/shared/ids';
import { choicesOf, RELATIONS, RESIDENT_TAGS, type DoorKind } from '@/shared/text';
import { Button, Card, DateField, ManyPicks, SelectField, TEST_IDS, TextField } from '@/shared/ui';
import { emptyResident, type FormErrors, type ResidentForm } from './door-form';

const MOST_RESIDENTS = 30;

interface ResidentsEditorProps {
  kind: DoorKind;
  /** Of a household: the first person entered is its head. */
  doorName: string;
  residents: readonly ResidentForm[];
  errors: FormErrors;
  onChange(residents: ResidentForm[]): void;
}

export function ResidentsEditor({ kind, doorName, residents, errors, onChange }: ResidentsEditorProps) {
  const add = () =>
    onChange([...residents, residents.length === 0 ? firstResident(kind, doorName) : emptyResident(newId(), 'other')]);
  const change = (id: string, patch: Partial<ResidentForm>) =>
    onChange(residents.map((resident) => (resident.id === id ? { ...resident, ...patch } : resident)));
  return (
    <>
      {residents.map((resident, index) => (
        <ResidentCard
          key={resident.id}
          index={index}
          resident={resident}
          errors={errors}
          onChange={(patch) => change(resident.id, patch)}
          onRemove={() => onChange(residents.filter(({ id }) => id !== resident.id))}
        />
      ))}
      {residents.length < MOST_RESIDENTS && (
        <Button id={TEST_IDS.addResident} tone="ghost" onTap={add}>
          加一个人
        </Button>
      )}
    </>
  );
}

function firstResident(kind: DoorKind, doorName: string): ResidentForm {
  if (kind !== 'household') return emptyResident(newId(), 'owner');
  return { ...emptyResident(newId(), 'head'), name: doorName.trim() };
}

interface ResidentCardProps {
  index: number;
  resident: ResidentForm;
  errors: FormErrors;
  onChange(patch: Partial<ResidentForm>): void;
  onRemove(): void;
}

function ResidentCard({ index, resident, errors, onChange, onRemove }: ResidentCardProps) {
  const { id } = resident;
  return (
    <Card title={resident.name || `第 ${index + 1} 个人`}>
      <TextField
        first
        id={TEST_IDS.residentName(index)}
        label="姓名"
        maxLength={30}
        value={resident.name}
        error={errors[`${id}.name`]}
        onChange={(name) => onChange({ name })}
      />
      <SelectField
        label="与户主的关系"
        choices={choicesOf(RELATIONS)}
        value={resident.relation}
        onChange={(relation) => onChange({ relation })}
      />
      <DateField
        label="出生年月（可不填）"
        precision="month"
        placeholder="选择年月"
        value={resident.birthMonth}
        error={errors[`${id}.birthMonth`]}
        onChange={(birthMonth) => onChange({ birthMonth })}
      />
      <TextField
        label="手机号（可不填）"
        type="phone"
        maxLength={11}
        value={resident.phone}
        error={errors[`${id}.phone`]}
        onChange={(phone) => onChange({ phone })}
      />
      <View className="field">
        <View className="field-label">属于哪些人（可多选）</View>
        <View className="gap-top">
          <ManyPicks
            choices={choicesOf(RESIDENT_TAGS)}
            picked={resident.tags}
            onChange={(tags) => onChange({ tags })}
          />
        </View>
      </View>
      <Button tone="plain" onTap={onRemove}>
        去掉这个人
      </Button>
    </Card>
  );
}
