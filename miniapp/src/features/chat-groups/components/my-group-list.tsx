import { GROUP_PARTS, levelText } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { Card, Empty, ListItem, Loaded, TEST_IDS } from '@/shared/ui';
import { useMyGroups } from '../chat-groups.queries';
import { GroupMark } from './group-marks';

/** The groups that somebody pushes into or watches. */
export function MyGroupList() {
  const query = useMyGroups(true);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty mark="群" title="没有您要推、要看的群">
            群按方案和职务自动算出来。该有而没有的，请找镇里。
          </Empty>
        ) : (
          <Card title={`${items.length} 个群`}>
            {items.map((group, index) => (
              <ListItem
                key={group.id}
                id={TEST_IDS.groupRow(group.id)}
                first={index === 0}
                title={group.name}
                detail={`${levelText(group.level)} · 您是${group.parts.map((part) => GROUP_PARTS[part]).join('、')}`}
                trailing={<GroupMark group={group} />}
                onTap={() => openPage(PAGES.chatGroup, { id: group.id })}
              />
            ))}
          </Card>
        )
      }
    </Loaded>
  );
}
