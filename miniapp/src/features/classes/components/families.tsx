import { DoorRow, standingMark } from '@/features/doors';
import { businessDate } from '@/shared/clock';
import { dayText } from '@/shared/text';
import { Card, Empty, Loaded, MoreRows, Sub, useShownRows } from '@/shared/ui';
import type { Schemas } from '@/shared/api';
import { familiesText, type SchoolClass } from '../class.rules';
import { useFamilies } from '../classes.queries';

type Family = Schemas['ClassFamily'];

/** The households of a class's pupils, those not yet visited first. */
export function Families({ own }: { own: SchoolClass }) {
  const query = useFamilies(own.id);
  return (
    <Card title="学生家庭" aside={own.families > 0 && <Sub>{familiesText(own)}</Sub>}>
      <Loaded query={query} cards={1}>
        {({ items }) => <Rows families={items} />}
      </Loaded>
    </Card>
  );
}

function Rows({ families }: { families: readonly Family[] }) {
  const inOrder = [...families].sort((a, b) => Number(a.state === 'covered') - Number(b.state === 'covered'));
  const { shownRows, hiddenCount, showMore } = useShownRows(inOrder);
  if (families.length === 0)
    return (
      <Empty mark="户" title="还没加家庭">
        加上以后，看得到哪一户走到了。
      </Empty>
    );
  return (
    <>
      {shownRows.map(({ doorId, code, label, villageName, gridName, state, lastVisitAt }, index) => (
        <DoorRow
          key={doorId}
          id={doorId}
          kind="household"
          code={code}
          name={label}
          detail={[
            `${villageName} ${gridName}`,
            lastVisitAt === null ? '没去过' : `上次${dayText(businessDate(lastVisitAt))}`,
          ].join(' · ')}
          mark={standingMark(state)}
          first={index === 0}
        />
      ))}
      <MoreRows count={hiddenCount} unit="户" onTap={showMore} />
    </>
  );
}
