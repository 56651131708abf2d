import { useEffect } from 'react';
import { ApiError } from '@/shared/api';
import { usePageQuery } from '@/shared/platform';
import { Empty, ErrorState, Notice, Page, Skeleton } from '@/shared/ui';
import { AntiFraudLine, WarningAnswers } from '../components/warning-answers';
import { WarningText } from '../components/warning-text';
import { noteReading } from '../readings.store';
import { isNew } from '../warning.rules';
import { useWarning } from '../warnings.queries';

/** A warning in full. */
export function WarningScreen() {
  const { id = '', larger } = usePageQuery();
  const { query, warning } = useWarning(id);
  const fresh = warning !== undefined && isNew(warning);
  useEffect(() => {
    if (fresh) noteReading(id);
  }, [fresh, id]);

  if (!warning) return <NoWarning query={query} />;
  return (
    <Page title="预警">
      {query.isError && <Notice tone="wait">没有网络，这是手机里存着的。</Notice>}
      <WarningText
        warning={warning}
        large={larger !== undefined}
        onPlay={() => noteReading(warning.directiveId, { played: true })}
      />
      <WarningAnswers warning={warning} />
      <AntiFraudLine />
    </Page>
  );
}

function NoWarning({ query }: { query: ReturnType<typeof useWarning>['query'] }) {
  const isGone = query.error instanceof ApiError && query.error.is('not_found');
  return (
    <Page title="预警">
      {query.isPending && <Skeleton cards={1} />}
      {isGone && (
        <Empty mark="!" title="这一条看不到了">
          可能已经撤回，或者不是发给您的。
        </Empty>
      )}
      {query.isError && !isGone && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <AntiFraudLine />
    </Page>
  );
}
