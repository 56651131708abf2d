import { View } from '@tarojs/components';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { accessible, Button, Card, Tap, TEST_IDS } from '@/shared/ui';
import { noteReading } from '../readings.store';
import { useListening } from '../use-listening';
import { newestToShow, paragraphs, type FeedWarning } from '../warning.rules';
import { useWarningFeed } from '../warnings.queries';
import { ListenButton } from './listen-button';

/** The warning that 我家 begins with, if there is one. */
export function useNewestWarning(): FeedWarning | undefined {
  const { feed } = useWarningFeed();
  return feed && newestToShow(feed.items, clock.now());
}

/** The newest warning in few words: to be heard here, to be read in full behind a tap. */
export function NewestWarning({ warning }: { warning: FeedWarning }) {
  const { directiveId, title, body } = warning;
  const listening = useListening(warning, () => noteReading(directiveId, { played: true }));
  return (
    <Card id={TEST_IDS.newestWarning} tone="late">
      <Tap
        id={TEST_IDS.warning(directiveId)}
        label={`${title}，看全文`}
        onTap={() => openPage(PAGES.warning, { id: directiveId })}
      >
        <View className="warning-title" {...accessible({ role: 'heading' })}>
          {title}
        </View>
        <View className="warning-excerpt">{paragraphs(body).join('')}</View>
        <View className="link">看全文</View>
      </Tap>
      {listening.can ? (
        <ListenButton listening={listening} />
      ) : (
        <Button id={TEST_IDS.largerText} onTap={() => openPage(PAGES.warning, { id: directiveId, larger: 1 })}>
          放大看
        </Button>
      )}
    </Card>
  );
}
