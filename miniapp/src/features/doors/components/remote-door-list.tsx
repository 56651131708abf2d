import { countText } from '@/shared/text';
import { Card, Loaded } from '@/shared/ui';
import { useDoorPages, type DoorQuery } from '../doors.queries';
import { DoorRows } from './door-rows';

/** The doors of a region as the server knows them. */
export function RemoteDoorList({ question }: { question: DoorQuery }) {
  const query = useDoorPages(question);
  return (
    <Loaded query={query}>
      {({ pages }) => (
        <Card title={`${countText(pages[0]?.total ?? 0)} 户`}>
          <DoorRows query={query} searched={question.q !== undefined} />
        </Card>
      )}
    </Loaded>
  );
}
