import { View } from '@tarojs/components';
import { useState } from 'react';
import { GridField, PlacePicker, pickedPlace } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence, type Schemas } from '@/shared/api';
import type { RegionLevel } from '@/shared/text';
import { Button, Card, Notice, TEST_IDS } from '@/shared/ui';
import { draftProblems, type ClassDraft } from '../class.rules';
import { useAddClass } from '../classes.queries';
import { ClassFields } from './class-fields';

const SCHOOLS: readonly RegionLevel[] = ['unit'];
const GRIDS: readonly RegionLevel[] = ['grid'];

/** A class of a school; who teaches it and which families belong to it follow once it is there. */
export function NewClassCard({ onAdded }: { onAdded(classId: string): void }) {
  const [draft, setDraft] = useState<ClassDraft>({ name: '', pupils: '', unitId: null });
  const [places, setPlaces] = useState<readonly Schemas['Region'][]>([]);
  const [gridId, setGridId] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const adding = useAddClass();
  const school = pickedPlace(places, SCHOOLS);
  const whole = { ...draft, unitId: school?.id ?? null };
  const problems = draftProblems(whole);
  const shown = asked ? problems : {};
  const save = () => {
    setAsked(true);
    if (!school || Object.keys(problems).length > 0) return;
    const body = {
      unitId: school.id,
      name: draft.name.trim(),
      pupils: Number(draft.pupils),
      ...(gridId !== null && { gridId }),
    };
    mutateThen(adding, body, ({ id }) => onAdded(id));
  };
  return (
    <Card title="新建班级">
      <ClassFields draft={draft} problems={shown} onChange={(patch) => setDraft({ ...draft, ...patch })} />
      <PlacePicker
        label="学校在哪里"
        chosen={places}
        wanted={SCHOOLS}
        error={shown.unitId}
        onChange={(chosen) => {
          setPlaces(chosen);
          setGridId(null);
        }}
      />
      {school && <GridOfSchool key={school.id} places={places} gridId={gridId} onChange={setGridId} />}
      {adding.isError && (
        <View className="gap-top">
          <Notice tone="late">{refusalText(adding.error)}</Notice>
        </View>
      )}
      <View className="gap-top">
        <Button id={TEST_IDS.saveClass} busy={adding.isPending} onTap={save}>
          建这个班
        </Button>
      </View>
    </Card>
  );
}

function refusalText(error: unknown): string {
  if (error instanceof ApiError && error.problem.errors?.some(({ field }) => field === 'gridId'))
    return '请选学校在哪个网格。';
  return errorSentence(error);
}

interface GridOfSchoolProps {
  places: readonly Schemas['Region'][];
  gridId: number | null;
  onChange(gridId: number | null): void;
}

/** A school of a village stands in one of its grids; one of a town or county in any below. */
function GridOfSchool({ places, gridId, onChange }: GridOfSchoolProps) {
  const parent = places[places.length - 2];
  const [below, setBelow] = useState<readonly Schemas['Region'][]>([]);
  if (parent === undefined || parent.level === 'village')
    return (
      <GridField
        label="在哪个网格"
        villageId={places[places.length - 1]?.parentId}
        gridId={gridId}
        onChange={onChange}
      />
    );
  return (
    <PlacePicker
      label="在哪个网格"
      chosen={below}
      wanted={GRIDS}
      onChange={(chosen) => {
        setBelow(chosen);
        onChange(pickedPlace(chosen, GRIDS)?.id ?? null);
      }}
    />
  );
}
