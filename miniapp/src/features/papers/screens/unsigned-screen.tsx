import { View } from '@tarojs/components';
import { useState } from 'react';
import { doorTitle, kindMark, useWholeDoorList, type WholeDoorList } from '@/features/doors';
import { useRegion } from '@/features/regions';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { countText } from '@/shared/text';
import {
  BigNumber,
  Card,
  Chip,
  DataTable,
  DoorNumber,
  Empty,
  Loaded,
  Notice,
  Page,
  SelectField,
  Sub,
  TEST_IDS,
  type Column,
} from '@/shared/ui';
import {
  filterUnsigned,
  isReason,
  missingText,
  reasonMark,
  UNSIGNED_REASONS,
  type Door,
  type UnsignedFilter,
  type UnsignedReason,
} from '../unsigned.rules';

const EVERY_GRID = '';

const COLUMNS: readonly Column<Door>[] = [
  { key: 'code', head: '门牌', width: '90px', cell: ({ code }) => code, sortBy: ({ code }) => code },
  { key: 'name', head: '户', width: '1.2fr', cell: nameOf, sortBy: ({ label }) => label },
  { key: 'grid', head: '网格', width: '1fr', cell: ({ gridName }) => gridName, sortBy: ({ gridName }) => gridName },
  { key: 'missing', head: '差什么', width: '1.2fr', cell: missingText, sortBy: missingText },
  {
    key: 'why',
    head: '为什么',
    width: '130px',
    cell: (door) => <Why door={door} />,
    sortBy: (door) => reasonMark(door).name,
  },
  { key: 'whose', head: '谁负责', width: '1fr', cell: ({ assignedTo }) => assignedTo.join('、') || '没人认领' },
];

function nameOf({ kind, label }: Door): string {
  return doorTitle(kind, label);
}

function Why({ door }: { door: Door }) {
  const { name, tone } = reasonMark(door);
  return <Chip tone={tone}>{name}</Chip>;
}

function RowDetail({ door }: { door: Door }) {
  const { gridName, assignedTo } = door;
  return (
    <>
      <View>{missingText(door)}</View>
      <View>
        {gridName} · {assignedTo.join('、') || '没人认领'}
      </View>
    </>
  );
}

/** Which households have not signed everything, and why. */
export function UnsignedScreen() {
  const { regionId: asked, planId, round, reason } = usePageQuery();
  const home = useSession((session) => session.me?.homeRegionId ?? undefined);
  const regionId = asked === undefined ? home : Number(asked);
  const query = useWholeDoorList({
    regionId,
    planId,
    round: round === undefined ? undefined : Number(round),
    papers: 'unsigned',
  });
  const place = useRegion(regionId ?? Number.NaN).data?.value.name;
  return (
    <Page title={place ? `${place} · 没签齐的户` : '没签齐的户'} wide>
      <Loaded query={query} cards={3}>
        {(list) =>
          list.total === 0 ? (
            <AllSigned />
          ) : (
            <Unsigned list={list} place={place} asked={isReason(reason) ? reason : null} />
          )
        }
      </Loaded>
    </Page>
  );
}

function AllSigned() {
  return <Empty title="都签齐了">这里的户，该签的文书都签了。</Empty>;
}

interface UnsignedProps {
  list: WholeDoorList;
  place: string | undefined;
  /** The number that was tapped on the board. */
  asked: UnsignedReason | null;
}

function Unsigned({ list, place, asked }: UnsignedProps) {
  const [filter, setFilter] = useState<UnsignedFilter>({ reason: asked, gridName: null });
  const { doors, reasons, grids } = filterUnsigned(list.items, filter);
  const pick = (reason: UnsignedReason) => setFilter({ ...filter, reason: filter.reason === reason ? null : reason });
  return (
    <>
      <Card>
        <Sub>{place}</Sub>
        <View id={TEST_IDS.unsignedCount}>
          <BigNumber>{countText(list.total)}</BigNumber> 户没签齐
        </View>
        {list.items.length < list.total && (
          <View className="gap-top">
            <Notice tone="wait">户太多，只列出前 {countText(list.items.length)} 户。从进展里点到村，再看全。</Notice>
          </View>
        )}
        <View className="row wrap reasons">
          {reasons.map(({ reason, count }) => (
            <Chip
              key={reason}
              id={TEST_IDS.unsignedReason(reason)}
              tone={UNSIGNED_REASONS[reason].tone}
              selected={filter.reason === reason}
              onTap={() => pick(reason)}
            >
              {UNSIGNED_REASONS[reason].name} {countText(count)}
            </Chip>
          ))}
        </View>
        {grids.length > 1 && (
          <SelectField
            id={TEST_IDS.unsignedGrid}
            label="网格"
            choices={[
              { value: EVERY_GRID, name: '全部网格' },
              ...grids.map(({ name, count }) => ({ value: name, name: `${name}（${countText(count)} 户）` })),
            ]}
            value={filter.gridName ?? EVERY_GRID}
            onChange={(name) => setFilter({ ...filter, gridName: name === EVERY_GRID ? null : name })}
          />
        )}
      </Card>
      <Card title={`${countText(doors.length)} 户`}>
        <DataTable
          key={`${filter.reason} ${filter.gridName}`}
          label="没签齐的户"
          unit="户"
          rows={doors}
          keyOf={({ id }) => id}
          columns={COLUMNS}
          onOpen={({ id }) => openPage(PAGES.door, { id })}
          phone={(door) => ({
            leading: <DoorNumber code={door.code} kindMark={kindMark(door.kind)} />,
            title: nameOf(door),
            detail: <RowDetail door={door} />,
            trailing: <Why door={door} />,
          })}
          empty={<Empty mark="…" title="没有这样的户" />}
        />
      </Card>
    </>
  );
}
