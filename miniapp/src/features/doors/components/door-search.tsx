import { Loaded, TEST_IDS, TextField } from '@/shared/ui';
import { useDoorPages, type DoorQuery } from '../doors.queries';
import { DoorRows } from './door-rows';
import { SEARCH_HINT } from './door-words';

interface SearchFieldProps {
  value: string;
  onChange(text: string): void;
  first?: boolean;
  /** The person came here to type. */
  focused?: boolean;
}

/** The server takes no longer text. */
const LONGEST_TEXT = 30;

export function DoorSearchField(props: SearchFieldProps) {
  return (
    <TextField {...props} id={TEST_IDS.search} label="找一户" placeholder={SEARCH_HINT} maxLength={LONGEST_TEXT} />
  );
}

/** The doors of a place, in a list that stands inside another card. */
export function DoorsFor(question: DoorQuery) {
  const query = useDoorPages(question);
  return (
    <Loaded query={query} cards={1}>
      {() => <DoorRows query={query} searched={question.q !== undefined} />}
    </Loaded>
  );
}
