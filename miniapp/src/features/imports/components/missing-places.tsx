import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { can, useSession } from '@/shared/session';
import { countText, REGION_LEVELS, type RegionLevel } from '@/shared/text';
import { Button, Card, DataTable, Empty, Notice, Sub, TEST_IDS, type Column } from '@/shared/ui';
import { IMPORT_KINDS } from '../import-words';
import { useDrawPlaces } from '../imports.queries';
import type { Import } from '../import.rules';

type Place = NonNullable<Import['outcome']>['missingPlaces'][number];

const levelName = ({ level }: Place) => REGION_LEVELS[level as RegionLevel] ?? '';

function columns(unit: string): readonly Column<Place>[] {
  return [
    { key: 'village', head: '村', cell: ({ villageName }) => villageName, sortBy: ({ villageName }) => villageName },
    { key: 'name', head: '还没有的', cell: ({ name }) => name, sortBy: ({ name }) => name },
    { key: 'level', head: '是什么', width: '80px', cell: levelName },
    {
      key: 'records',
      head: `有几${unit}`,
      width: '90px',
      align: 'right',
      largestFirst: true,
      cell: ({ records }) => countText(records),
      sortBy: ({ records }) => records,
    },
  ];
}

/** Grids and groups that the file names and nobody has drawn yet. */
export function MissingPlaces({ record, places }: { record: Import; places: readonly Place[] }) {
  const draw = useDrawPlaces(record.id);
  const mayDraw = useSession((session) => can(session.me, 'region.manage'));
  const { unit } = IMPORT_KINDS[record.kind];
  const grids = places.filter(({ level }) => level === 'grid').length;
  const groups = places.length - grids;
  const what = [grids > 0 && `${grids} 个网格`, groups > 0 && `${groups} 个小组`].filter(Boolean).join('和');
  return (
    <Card title={`文件里有 ${what}，这里还没有`} aside={<Sub>名字写错的，先在 Excel 里改</Sub>}>
      <DataTable
        label="还没有的网格和小组"
        unit="个"
        rows={places}
        keyOf={({ villageId, level, name }) => `${villageId}-${level}-${name}`}
        columns={columns(unit)}
        phone={(place) => ({
          title: `${place.villageName} ${place.name}`,
          detail: `${levelName(place)} · ${countText(place.records)} ${unit}`,
        })}
        empty={<Empty title="没有" />}
      />
      {draw.isError && <Notice tone="late">{errorSentence(draw.error)}</Notice>}
      <View className="gap-top">
        {mayDraw ? (
          <Button id={TEST_IDS.drawPlaces} busy={draw.isPending} onTap={() => draw.mutate(undefined)}>
            建好这些网格和小组，再核对
          </Button>
        ) : (
          <Sub>请镇里或县里先在“网格与地名”里建好，再核对。</Sub>
        )}
      </View>
    </Card>
  );
}
