import { useQueryClient } from '@tanstack/react-query';
import { call } from '@/shared/api';
import { askToSubscribe, isH5, loginCode } from '@/shared/platform';
import { useSubscriptions } from './relays.queries';
import { answersOf, askable } from './subscribing.rules';

/** One more message may be allowed with a tap that is made anyway. */
export function useOneMoreMessage() {
  const queries = useQueryClient();
  const { data } = useSubscriptions(!isH5);
  const asked = askable(data?.templates ?? []);

  /** First thing in the handler of a tap. What comes of it holds nothing up: without it the person is told by phone. */
  const ask = () => {
    const replies = askToSubscribe(asked.map(({ templateId }) => templateId));
    void replies
      .then(async (given) => {
        const answers = answersOf(asked, given);
        if (answers.length === 0) return;
        const body = { loginCode: await loginCode(), answers };
        queries.setQueryData(['subscriptions'], await call('post', '/me/subscriptions', { body }));
      })
      .catch(() => undefined);
  };
  return { offered: asked.length > 0, ask };
}
