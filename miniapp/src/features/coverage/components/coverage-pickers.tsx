import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { Card, SelectField, TEST_IDS } from '@/shared/ui';

export interface CoverageChoice {
  planId?: string;
  round?: number;
  audience?: string;
}

interface CoveragePickersProps {
  coverage: Schemas['Coverage'];
  /** Beside a title, where what is chosen says what it is. */
  inline?: boolean;
  onChange(choice: CoverageChoice): void;
}

/** Plan, round and audience; a picker that has nothing to choose from is left out. */
export function CoveragePickers({ coverage, inline, onChange }: CoveragePickersProps) {
  const { plan, plans, round, rounds, audience } = coverage;
  if (!plan) return null;
  const current: CoverageChoice = { planId: plan.id, round: round?.number, audience: audience.key };
  const fields = [
    plans.length > 1 && (
      <SelectField
        key="plan"
        id={TEST_IDS.planPicker}
        label="方案"
        choices={plans.map(({ id, name }) => ({ value: id, name }))}
        value={plan.id}
        onChange={(planId) => onChange({ planId })}
      />
    ),
    rounds.length > 1 && (
      <SelectField
        key="round"
        id={TEST_IDS.roundPicker}
        label="轮次"
        choices={rounds.map(({ number, name }) => ({ value: String(number), name }))}
        value={round && String(round.number)}
        onChange={(number) => onChange({ ...current, round: Number(number) })}
      />
    ),
    plan.audiences.length > 1 && (
      <SelectField
        key="audience"
        id={TEST_IDS.audiencePicker}
        label="人群"
        choices={plan.audiences.map(({ key, name }) => ({ value: key, name }))}
        value={audience.key}
        onChange={(key) => onChange({ ...current, audience: key })}
      />
    ),
  ].filter(Boolean);
  if (fields.length === 0) return null;
  return inline ? <View className="row pickers">{fields}</View> : <Card>{fields}</Card>;
}
