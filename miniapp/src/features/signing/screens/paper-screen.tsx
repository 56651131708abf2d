import { View } from '@tarojs/components';
import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';
import { clock } from '@/shared/clock';
import { dateInWords, placeOf, renderDocument, usePapers } from '@/shared/papers';
import { usePageQuery } from '@/shared/platform';
import { Card, DocumentText, ErrorState, Page, Skeleton, Sub } from '@/shared/ui';
import { ReadAloud } from '../components/read-aloud';

/** A paper to read, without anything to sign. */
export function PaperScreen() {
  const { versionId = '', regionId } = usePageQuery();
  const kept = usePapers((papers) => papers.kept);
  const here = kept?.versions.find(({ id }) => id === versionId);
  const asked = useAnswer(
    ['document-version', versionId],
    (signal) => call('get', '/documents/versions/{id}', { path: { id: versionId } }, { signal }),
    { enabled: versionId !== '' && !here },
  );
  const version = here ?? asked.data?.value;
  if (!version) {
    return (
      <Page title="文书">
        {asked.isError ? <ErrorState error={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton />}
      </Page>
    );
  }
  const { place, issuer, station, stationPhone } = placeOf(kept, regionId ? Number(regionId) : null) ?? {};
  const date = dateInWords(clock.now());
  const paper = renderDocument(version.content, { place, issuer, station, stationPhone, date });
  return (
    <Page title={version.title}>
      <View className="reading-tools">
        <ReadAloud version={version} paper={paper} />
      </View>
      <Card>
        <DocumentText paper={paper} />
        <View className="gap-top">
          <Sub>第 {version.number} 版</Sub>
        </View>
      </Card>
    </Page>
  );
}
