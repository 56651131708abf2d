import { choicesOf, COMPANION_ROLES } from '@/shared/text';
import { Button, Card, SelectField, Sub, TextField } from '@/shared/ui';
import type { VisitDraft } from '../visits.rules';

type Companion = VisitDraft['companions'][number];

interface CompanionsProps {
  companions: readonly Companion[];
  onChange(companions: Companion[]): void;
}

const MOST_COMPANIONS = 5;

/** Who came along: often a policeman. */
export function Companions({ companions, onChange }: CompanionsProps) {
  const change = (index: number, patch: Partial<Companion>) =>
    onChange(companions.map((companion, other) => (other === index ? { ...companion, ...patch } : companion)));
  return (
    <Card title="谁一起去的（可不填）">
      {companions.length === 0 && <Sub>自己一个人去的，就不用填。</Sub>}
      {companions.map((companion, index) => (
        <Card key={index}>
          <SelectField
            first
            label="身份"
            choices={choicesOf(COMPANION_ROLES)}
            value={companion.role}
            onChange={(role) => change(index, { role })}
          />
          <TextField label="姓名" maxLength={30} value={companion.name} onChange={(name) => change(index, { name })} />
          <Button tone="plain" compact onTap={() => onChange(companions.filter((_, other) => other !== index))}>
            去掉
          </Button>
        </Card>
      ))}
      {companions.length < MOST_COMPANIONS && (
        <Button tone="ghost" compact onTap={() => onChange([...companions, { name: '', role: 'police' }])}>
          加一个人
        </Button>
      )}
    </Card>
  );
}
