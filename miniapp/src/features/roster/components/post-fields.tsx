import { useState } from 'react';
import { PlacePicker, pickedPlace, useChildren } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { choicesOf, ROLES, type Role } from '@/shared/text';
import { SelectField, TEST_IDS } from '@/shared/ui';
import { levelsOf, rolesWithin } from '../roster.rules';

export interface PostDraft {
  role: Role | null;
  regionId: number | null;
}

interface PostFieldsProps {
  role: Role | null;
  onChange(post: PostDraft): void;
  errors: { role?: string; regionId?: string };
}

/** A role first; it says how far down the place has to be chosen. */
export function PostFields({ role, onChange, errors }: PostFieldsProps) {
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const top = useChildren().data?.value.items[0];
  const roles = top ? rolesWithin(top.level) : [];
  return (
    <>
      <SelectField
        id={TEST_IDS.personRole}
        label="职务"
        choices={choicesOf(ROLES).filter(({ value }) => roles.includes(value))}
        value={role}
        error={errors.role}
        onChange={(next) => onChange({ role: next, regionId: pickedPlace(places, levelsOf(next))?.id ?? null })}
      />
      {role && (
        <PlacePicker
          key={role}
          label="管哪里"
          chosen={places}
          wanted={levelsOf(role)}
          error={errors.regionId}
          onChange={(next) => {
            setPlaces(next);
            onChange({ role, regionId: pickedPlace(next, levelsOf(role))?.id ?? null });
          }}
        />
      )}
    </>
  );
}
