import type { MyRelay } from './relay.rules';
import { kindText } from './relay-words';

// Two lines of a card in a chat.
const LONGEST_CARD_TITLE = 30;

/** What a group reads on the card: the kind and the title, nothing about anybody. */
export function cardTitle(mine: Pick<MyRelay, 'kind' | 'severity' | 'title'>): string {
  const whole = `【${kindText(mine)}】${mine.title}`;
  const characters = [...whole];
  return characters.length <= LONGEST_CARD_TITLE ? whole : `${characters.slice(0, LONGEST_CARD_TITLE - 1).join('')}…`;
}

/** For pasting into a group where no card can be passed on. */
export function pastedText(mine: Pick<MyRelay, 'kind' | 'severity' | 'title' | 'body' | 'issuer'>): string {
  return `【${kindText(mine)}】${mine.title}\n${mine.body}\n—— ${mine.issuer}`;
}
