import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { percent } from '@/features/coverage';
import type { Schemas } from '@/shared/api';
import { countText, dayText } from '@/shared/text';
import { BigNumber, Button, Card, DataTable, Empty, Loaded, Sub, TEST_IDS, Track, type Column } from '@/shared/ui';
import { joinShare } from '../group.rules';
import { useJoinRates } from '../chat-groups.queries';

type PlaceRate = Schemas['PlaceJoinRate'];

const rateText = (rate: Schemas['JoinRate']) => {
  const share = joinShare(rate);
  return share === null ? '—' : percent(share);
};

const COLUMNS: readonly Column<PlaceRate>[] = [
  { key: 'name', head: '地方', width: '1.3fr', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    key: 'registered',
    head: '18–60 岁',
    width: '90px',
    align: 'right',
    largestFirst: true,
    cell: ({ rate }) => countText(rate.registered),
    sortBy: ({ rate }) => rate.registered,
  },
  {
    key: 'joined',
    head: '在群里',
    width: '80px',
    align: 'right',
    cell: ({ rate }) => countText(rate.joined),
    sortBy: ({ rate }) => rate.joined,
  },
  {
    key: 'bar',
    head: '入群率',
    width: '1.6fr',
    cell: ({ name, rate }) => <Track parts={[joinShare(rate) ?? 0]} label={`${name}入群率 ${rateText(rate)}`} />,
  },
  {
    key: 'rate',
    head: '',
    width: '76px',
    align: 'right',
    cell: ({ rate }) => <Text className="number">{rateText(rate)}</Text>,
    sortBy: ({ rate }) => joinShare(rate),
  },
  {
    key: 'proved',
    head: '自己打开过',
    width: '100px',
    align: 'right',
    cell: ({ rate }) => countText(rate.proved),
    sortBy: ({ rate }) => rate.proved,
  },
  {
    key: 'groups',
    head: '群（已登记）',
    width: '110px',
    align: 'right',
    cell: ({ groups, bound }) => `${countText(groups)}（${countText(bound)}）`,
    sortBy: ({ groups }) => groups,
  },
];

interface JoinRatesProps {
  planId: string;
  regionId: number;
}

/** 入群率 of the places right below, the least joined first; a place leads to those below it. */
export function JoinRates({ planId, regionId }: JoinRatesProps) {
  const [way, setWay] = useState<readonly { id: number; name: string }[]>([]);
  const here = way[way.length - 1];
  const query = useJoinRates(planId, here?.id ?? regionId);
  return (
    <Loaded query={query}>
      {({ items, total }) => (
        <>
          <Card id={TEST_IDS.joinRate}>
            {here && (
              <Button tone="plain" compact narrow onTap={() => setWay(way.slice(0, -1))}>
                ← 上一级
              </Button>
            )}
            <Sub>{here ? `${here.name}入群率` : '入群率'}</Sub>
            <BigNumber>{rateText(total)}</BigNumber>
            <Track thick parts={[joinShare(total) ?? 0]} label={`入群率 ${rateText(total)}`} />
            <Sub>
              18–60 岁登记 {countText(total.registered)} 人，在群里 {countText(total.joined)} 人
              {total.proved > 0 && `，其中 ${countText(total.proved)} 人自己在群里打开过`}。以 {dayText(total.asOn)}{' '}
              为准。
            </Sub>
          </Card>
          <Card title="各地">
            <DataTable
              label="入群率"
              unit="个地方"
              rows={items}
              keyOf={({ regionId: id }) => String(id)}
              columns={COLUMNS}
              sorting={{ key: 'rate', descending: false }}
              onOpen={({ regionId: id, name }) => setWay([...way, { id, name }])}
              phone={({ name, rate, groups, bound }) => ({
                title: name,
                detail: (
                  <View>
                    <Track parts={[joinShare(rate) ?? 0]} label={`入群率 ${rateText(rate)}`} />
                    {countText(rate.joined)} / {countText(rate.registered)} 人 · {groups} 个群，登记 {bound} 个
                  </View>
                ),
                trailing: <Text className="number">{rateText(rate)}</Text>,
              })}
              empty={<Empty mark="…" title="下面没有别的地方了" />}
            />
          </Card>
        </>
      )}
    </Loaded>
  );
}
