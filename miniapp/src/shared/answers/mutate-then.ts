import { rememberTopPage } from '@/shared/platform';

interface Change<Input, Answer> {
  mutateAsync(input: Input): Promise<Answer>;
}

/**
 * Does `then` once the change is made and what it concerns is read anew; what went wrong is in the mutation's `error`.
 * TanStack forgets what is handed to `mutate` when the component that called is gone by then, and reading anew may well
 * take away the very card that called. Whoever closed the page meanwhile is not followed.
 */
export function mutateThen<Input, Answer>(
  mutation: Change<Input, Answer>,
  input: NoInfer<Input>,
  then: (answer: Answer) => void,
): void {
  const isStillOpen = rememberTopPage();
  void mutation.mutateAsync(input).then(
    (answer) => isStillOpen() && then(answer),
    () => undefined,
  );
}
