import type { Schemas } from '@/shared/api';
import type { SubscribeAnswer } from '@/shared/platform';

type Template = Schemas['SubscriptionTemplate'];
type Answer = Schemas['SubscriptionAnswer'];

/** More WeChat does not take at once. */
const MOST = 3;
const WANTED = ['relay_due', 'relay_late', 'relay_urged'];

/** What to ask for at a 签收, the most needed first; who allowed messages for good is not asked again. */
export function askable(templates: readonly Template[]): Template[] {
  return WANTED.flatMap((key) => templates.filter((template) => template.key === key))
    .filter(({ longTerm, remaining }) => !longTerm || remaining === 0)
    .slice(0, MOST);
}

/** What the person answered to WeChat; nothing of what nobody was asked. */
export function answersOf(asked: readonly Template[], replies: Record<string, SubscribeAnswer>): Answer[] {
  return asked.flatMap(({ key, templateId }): Answer[] => {
    const reply = replies[templateId];
    return reply === undefined || reply === 'unsupported' ? [] : [{ key, reply }];
  });
}
