import { businessDate } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { dayText } from '@/shared/text';
import { Card, ListItem, TEST_IDS } from '@/shared/ui';
import type { DoorRecord } from '../doors.queries';

type Link = DoorRecord['links'][number];

const SENTENCES: Record<Link['kind'], (label: string) => string> = {
  merged: (label) => `${label} 并入本户`,
  split_from: (label) => `从 ${label} 分出`,
  split_into: (label) => `分出 ${label}`,
};

/** The doors that this one came from, took in, or let go; the newest first. */
export function DoorLinks({ links }: Pick<DoorRecord, 'links'>) {
  if (links.length === 0) return null;
  return (
    <Card title="分户和合并">
      {links.map((link, index) => (
        <LinkRow key={`${link.kind} ${link.doorId}`} link={link} first={index === 0} />
      ))}
    </Card>
  );
}

/** What was taken in is this door now, so there is nowhere to go. */
function LinkRow({ link: { kind, doorId, label, at }, first }: { link: Link; first: boolean }) {
  return (
    <ListItem
      id={TEST_IDS.doorLink(doorId)}
      first={first}
      title={SENTENCES[kind](label)}
      detail={dayText(businessDate(at))}
      onTap={kind === 'merged' ? undefined : () => openPage(PAGES.door, { id: doorId })}
    />
  );
}
