import { openPage, PAGES } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Card, ListItem, TEST_IDS } from '@/shared/ui';
import { familiesText } from '../class.rules';
import { useOwnClasses } from '../classes.queries';

/** A 班主任's own classes, and how far their families are; nothing for anybody else. */
export function MyClasses() {
  const teaches = useSession((session) => session.me?.posts.some(({ role }) => role === 'teacher') ?? false);
  const classes = useOwnClasses({ enabled: teaches }).data?.value.items ?? [];
  if (!teaches || classes.length === 0) return null;
  return (
    <Card title="我的班">
      {classes.map((own, index) => (
        <ListItem
          key={own.id}
          id={TEST_IDS.schoolClass(own.id)}
          first={index === 0}
          title={own.name}
          detail={`${own.pupils} 个学生 · ${familiesText(own)}`}
          onTap={() => openPage(PAGES.classes, { open: own.id })}
        />
      ))}
    </Card>
  );
}
