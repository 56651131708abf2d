import { View } from '@tarojs/components';
import { percent } from '@/features/coverage';
import { levelText } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { countText, dayText } from '@/shared/text';
import { Card, Chip, ListItem, Loaded, Sub, TEST_IDS, Title } from '@/shared/ui';
import { joinShare, type GroupDetail } from '../group.rules';
import { GAPS, REACHES } from '../group-words';
import { useGroup } from '../chat-groups.queries';
import { GroupFacts } from './group-facts';
import { GroupPeople } from './group-people';
import { Registration } from './registration';

/** One group: what it lacks, who has which part in it, which real group it is, and who of the place is in it. */
export function GroupView({ id }: { id: string }) {
  const query = useGroup(id);
  return (
    <Loaded query={query} cards={3}>
      {(group) => (
        <>
          <Head group={group} />
          <Registration group={group} />
          <GroupPeople group={group} />
          <GroupFacts key={group.version} group={group} />
          <Joins group={group} />
        </>
      )}
    </Loaded>
  );
}

function Head({ group }: { group: GroupDetail }) {
  const { name, level, placeName, reaches, kindName, late, dueOn, gaps, mayManage, mayRegister } = group;
  const place = withoutSpaces(name).includes(withoutSpaces(placeName)) ? null : placeName;
  return (
    <Card>
      <View className="row between">
        <View className="grow">
          <Title>{name}</Title>
        </View>
        {gaps.length === 0 && <Chip tone="ok">齐了</Chip>}
      </View>
      <Sub>{[levelText(level), kindName, place, reaches && `推给${REACHES[reaches]}`].filter(Boolean).join(' · ')}</Sub>
      {late && dueOn && <View className="number late">{dayText(dueOn)}前就该建好</View>}
      {gaps.map((gap) => (
        <View key={gap} className="gap" id={TEST_IDS.gap(gap)}>
          <Chip tone={gap === 'pusher' ? 'late' : 'wait'}>{GAPS[gap].name}</Chip>
          <View className="grow sub">
            {mayManage || (gap === 'bound' && mayRegister) ? GAPS[gap].advice : '请镇里、村里补上。'}
          </View>
        </View>
      ))}
    </Card>
  );
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}

function Joins({ group: { id, joinRate, reaches, mayTick } }: { group: GroupDetail }) {
  if (!joinRate || reaches === null) return null;
  const share = joinShare(joinRate);
  return (
    <Card>
      <ListItem
        first
        id={TEST_IDS.openJoins}
        title={`入群率 ${share === null ? '—' : percent(share)}`}
        detail={
          `${reaches === 'families' ? '家长' : '18–60 岁'} ${countText(joinRate.registered)} 人，` +
          `在群里 ${countText(joinRate.joined)} 人，以 ${dayText(joinRate.asOn)} 为准`
        }
        trailing={mayTick ? '去打勾' : '看名单'}
        onTap={() => openPage(PAGES.groupJoins, { id })}
      />
    </Card>
  );
}
