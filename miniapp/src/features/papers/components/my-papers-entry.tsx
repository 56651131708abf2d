import { openPage, PAGES } from '@/shared/platform';
import { Chip, ListItem, TEST_IDS } from '@/shared/ui';
import { useToSign } from '../own-papers.queries';
import { toSignMark } from '../paper-words';

/** The way to one's own papers, with how many wait. */
export function MyPapersEntry({ first, detail }: { first?: boolean; detail?: string }) {
  const { left } = useToSign();
  const mark = toSignMark(left);
  return (
    <ListItem
      first={first}
      id={TEST_IDS.myPapers}
      title="我的文书"
      detail={detail}
      trailing={mark && <Chip tone={mark.tone}>{mark.text}</Chip>}
      label={mark ? `我的文书，${mark.text}` : '我的文书'}
      onTap={() => openPage(PAGES.myPapers)}
    />
  );
}
