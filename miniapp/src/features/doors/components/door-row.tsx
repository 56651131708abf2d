import { Chip, DoorNumber, ListItem, TEST_IDS, type Tone } from '@/shared/ui';
import { openPage, PAGES } from '@/shared/platform';
import type { DoorKind } from '@/shared/text';
import { doorTitle, kindMark } from './door-words';

interface DoorRowProps {
  id: string;
  kind: DoorKind;
  code: string | null;
  name: string;
  detail: string;
  mark: { text: string; tone: Tone };
  first?: boolean;
}

export function DoorRow({ id, kind, code, name, detail, mark, first }: DoorRowProps) {
  const title = doorTitle(kind, name);
  return (
    <ListItem
      id={TEST_IDS.door(id)}
      first={first}
      leading={<DoorNumber code={code} kindMark={kindMark(kind)} />}
      title={title}
      detail={detail}
      trailing={<Chip tone={mark.tone}>{mark.text}</Chip>}
      label={`${title}，${mark.text}`}
      onTap={() => openPage(PAGES.door, { id })}
    />
  );
}
