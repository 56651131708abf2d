import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace, useAskedPlace, useHasPlaces } from '@/features/regions';
import { levelText } from '@/shared/cascade';
import { goBack, openPage, PAGES, replacePage, usePageQuery, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { countText, type RegionLevel } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  Empty,
  Loaded,
  Notice,
  Page,
  Panes,
  SelectField,
  TEST_IDS,
  TextField,
  useOpened,
} from '@/shared/ui';
import { useGroups, type Groups } from '../chat-groups.queries';
import { GroupFigures } from '../components/group-figures';
import { GroupTable } from '../components/group-table';
import { GroupTree } from '../components/group-tree';
import { GroupView } from '../components/group-view';
import { JoinRates } from '../components/join-rates';
import { MyGroupList } from '../components/my-group-list';
import { NewGroup } from '../components/new-group';
import { filtered, isFiltering, type Group, type GroupFilter } from '../group.rules';
import { GAPS } from '../group-words';
import { useCascadePlans, type CascadePlan } from '../plans.queries';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'unit'];
const ANY = 'all';
const GAP_CHOICES = [
  { value: ANY, name: '缺不缺都看' },
  { value: 'any', name: '有缺项的' },
  { value: 'late', name: '逾期没建的' },
  ...Object.entries(GAPS).map(([value, { name }]) => ({ value, name })),
];

/** What is open instead of a group: the form for a new one. */
const NEW = 'new';

/** 微信群: which there should be, who pushes in them, which are built and registered. */
export function GroupsScreen() {
  const me = useSession((session) => session.me);
  if (!can(me, 'cascade.read')) {
    return (
      <Page
        title="我的群"
        office="chatGroups"
        foot={
          <Button id={TEST_IDS.openAbsences} tone="ghost" onTap={() => openPage(PAGES.absences)}>
            请假代办
          </Button>
        }
      >
        <MyGroupList />
      </Page>
    );
  }
  return <OfficeGroups />;
}

function OfficeGroups() {
  const me = useSession((session) => session.me);
  const { planId: askedPlan } = usePageQuery();
  const { places, choose, ready } = useAskedPlace(PLACES);
  const regionId = pickedPlace(places, PLACES)?.id ?? me?.homeRegionId ?? undefined;
  const plans = useCascadePlans(regionId);
  const [chosenPlan, setChosenPlan] = useState(askedPlan);
  const plan = plans.data?.find(({ id }) => id === chosenPlan) ?? plans.data?.[0];
  const [view, setView] = useState<'groups' | 'rates'>('groups');
  const { opened, open, paneAlone } = useOpened(PAGES.chatGroups, { planId: plan?.id, regionId });
  const wide = useWide();
  const hasPlaces = useHasPlaces(PLACES);
  const mayAdd = can(me, 'group.manage');
  const adding = opened === NEW && mayAdd;
  const choosable = (found: readonly CascadePlan[]) => (hasPlaces && ready) || found.length > 1;
  const pickers = (found: readonly CascadePlan[], current: CascadePlan) => (
    <>
      {hasPlaces && ready && <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={choose} />}
      {found.length > 1 && <PlanField plans={found} plan={current} onChange={setChosenPlan} />}
    </>
  );
  return (
    <Page
      title={paneAlone && !wide ? '加一个群' : '微信群'}
      office="chatGroups"
      wide
      actions={
        <>
          <Button id={TEST_IDS.openAbsences} compact tone="ghost" onTap={() => openPage(PAGES.absences)}>
            请假代办
          </Button>
          {plan && mayAdd && !adding && (
            <Button id={TEST_IDS.addGroup} compact tone="ghost" onTap={() => open(NEW)}>
              加一个楼栋群
            </Button>
          )}
        </>
      }
    >
      {regionId === undefined ? (
        <Empty mark="…" title="还没有分到地方">
          请镇里给您加上职务和地方，再进来看。
        </Empty>
      ) : (
        <Loaded query={plans}>
          {(found) =>
            !plan ? (
              <Empty mark="群" title="这里的方案没有微信群">
                方案里写明一级一级的群，群就会自己列出来。
              </Empty>
            ) : adding && ready && !wide ? (
              <NewGroup
                plan={plan}
                places={places}
                onAdded={(id) => replacePage(PAGES.chatGroup, { id })}
                onLeave={goBack}
              />
            ) : (
              <>
                <View className="row wrap reasons board-views">
                  <Chip id={TEST_IDS.groupsView('groups')} selected={view === 'groups'} onTap={() => setView('groups')}>
                    该有的群
                  </Chip>
                  <Chip id={TEST_IDS.groupsView('rates')} selected={view === 'rates'} onTap={() => setView('rates')}>
                    入群率
                  </Chip>
                  {wide && <View className="row pickers">{pickers(found, plan)}</View>}
                </View>
                {!wide && choosable(found) && (
                  <Card>
                    <View className="filters">{pickers(found, plan)}</View>
                  </Card>
                )}
                {view === 'rates' ? (
                  <JoinRates key={regionId} planId={plan.id} regionId={regionId} />
                ) : (
                  <GroupBoard
                    key={`${plan.id} ${regionId}`}
                    plan={plan}
                    regionId={regionId}
                    openId={opened}
                    form={
                      adding &&
                      ready && <NewGroup plan={plan} places={places} onAdded={open} onLeave={() => open('')} />
                    }
                    onOpen={({ id }) => (wide ? open(id) : openPage(PAGES.chatGroup, { id }))}
                  />
                )}
              </>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

interface PlanFieldProps {
  plans: readonly CascadePlan[];
  plan: CascadePlan;
  onChange(planId: string): void;
}

function PlanField({ plans, plan, onChange }: PlanFieldProps) {
  return (
    <SelectField
      id={TEST_IDS.groupPlan}
      label="哪个方案"
      choices={plans.map(({ id, name }) => ({ value: id, name }))}
      value={plan.id}
      onChange={onChange}
    />
  );
}

interface GroupBoardProps {
  plan: CascadePlan;
  regionId: number;
  openId: string | undefined;
  form: React.ReactNode;
  onOpen(group: Group): void;
}

function GroupBoard({ plan, regionId, openId, form, onOpen }: GroupBoardProps) {
  const query = useGroups(plan.id, regionId);
  const [filter, setFilter] = useState<GroupFilter>({});
  return (
    <Loaded query={query} cards={3}>
      {(groups) => (
        <>
          <GroupFigures counts={groups.counts} gap={filter.gap} onGap={(gap) => setFilter({ ...filter, gap })} />
          <Listed {...{ groups, filter, setFilter, openId, form, onOpen }} />
        </>
      )}
    </Loaded>
  );
}

interface ListedProps extends Pick<GroupBoardProps, 'openId' | 'form' | 'onOpen'> {
  groups: Groups;
  filter: GroupFilter;
  setFilter(filter: GroupFilter): void;
}

function Listed({ groups: { items, cut }, filter, setFilter, openId, form, onOpen }: ListedProps) {
  const wide = useWide();
  const shown = filtered(items, filter);
  const open = items.find(({ id }) => id === openId);
  if (items.length === 0) {
    return (
      <Empty mark="群" title="这里还没有该建的群">
        群按方案、地名和职务自动算出来。
      </Empty>
    );
  }
  const list = (
    <Card title={`${countText(shown.length)} 个群`}>
      {cut && <Notice tone="wait">群太多，只列了前 {countText(items.length)} 个，请选小一点的地方。</Notice>}
      <Filters filter={filter} levels={[...new Set(items.map(({ level }) => level))].sort()} onChange={setFilter} />
      {wide ? (
        <GroupTable groups={shown} openId={openId} onOpen={onOpen} />
      ) : (
        <GroupTree key={JSON.stringify(filter)} groups={shown} flat={isFiltering(filter)} onOpen={onOpen} />
      )}
    </Card>
  );
  if (!wide) return list;
  return (
    <Panes
      label="这个群"
      paneAlone={false}
      list={list}
      pane={
        form || (open ? <GroupView key={open.id} id={open.id} /> : <Card>点一个群，看谁来推、缺什么、怎么登记。</Card>)
      }
    />
  );
}

interface FiltersProps {
  filter: GroupFilter;
  levels: readonly number[];
  onChange(filter: GroupFilter): void;
}

function Filters({ filter, levels, onChange }: FiltersProps) {
  const { level, gap, text = '' } = filter;
  const change = (patch: Partial<GroupFilter>) => onChange({ ...filter, ...patch });
  return (
    <View className="filters group-filters">
      <TextField
        first
        id={TEST_IDS.search}
        label="找群"
        placeholder="群名、地方、推送员"
        value={text}
        maxLength={30}
        onChange={(next) => change({ text: next })}
      />
      <SelectField
        id={TEST_IDS.groupLevel}
        label="哪一级"
        choices={[
          { value: ANY, name: '各级' },
          ...levels.map((each) => ({ value: String(each), name: levelText(each) })),
        ]}
        value={level === undefined ? ANY : String(level)}
        onChange={(next) => change({ level: next === ANY ? undefined : Number(next) })}
      />
      <SelectField
        id={TEST_IDS.groupGap}
        label="缺什么"
        choices={GAP_CHOICES}
        value={gap ?? ANY}
        onChange={(next) => change({ gap: next === ANY ? undefined : (next as GroupFilter['gap']) })}
      />
    </View>
  );
}
