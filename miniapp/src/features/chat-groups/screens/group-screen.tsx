import { usePageQuery } from '@/shared/platform';
import { Page } from '@/shared/ui';
import { GroupView } from '../components/group-view';
import { useRegistrationCard } from '../use-registration-card';

/** One WeChat group. */
export function GroupScreen() {
  const { id = '' } = usePageQuery();
  useRegistrationCard(id);
  return (
    <Page title="微信群">
      <GroupView id={id} />
    </Page>
  );
}
