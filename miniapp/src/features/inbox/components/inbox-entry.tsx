import { openPage, PAGES } from '@/shared/platform';
import { Chip, ListItem, TEST_IDS } from '@/shared/ui';
import { useUnread } from '../inbox.queries';
import { unreadText } from '../inbox.rules';

/** The way to what one was told, with how much of it is new. */
export function InboxEntry({ first }: { first?: boolean }) {
  const mark = unreadText(useUnread());
  return (
    <ListItem
      first={first}
      id={TEST_IDS.openInbox}
      title="消息"
      detail="签收、催办、审核的提醒"
      trailing={mark && <Chip tone="late">{mark}</Chip>}
      label={mark ? `消息，${mark}` : '消息'}
      onTap={() => openPage(PAGES.inbox)}
    />
  );
}
