import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { usePhoto } from '@/features/visits';
import { errorSentence, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { dial, openPage, PAGES, showPictures } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { instantText, TOPICS } from '@/shared/text';
import { Button, Card, Chip, LongTextField, Notice, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { useHandleReport, useReporterPhone } from '../reports.queries';

type Report = Schemas['ScamReport'];

/** What somebody met, and what the office did about it. */
export function ReportCard({ report }: { report: Report }) {
  const { id, fraudType, story, photoIds, placeName, reporterName, createdAt, directiveId, directiveTitle } = report;
  const manages = can(
    useSession((session) => session.me),
    'directive.manage',
  );
  const isOpen = report.state === 'new';
  return (
    <Card
      id={TEST_IDS.report(id)}
      title={TOPICS[fraudType]}
      aside={isOpen ? <Chip tone="wait">没处理</Chip> : <Chip tone="ok">处理了</Chip>}
    >
      <View className="story">{story}</View>
      {photoIds.length > 0 && (
        <View className="photos gap-top">
          {photoIds.map((photoId) => (
            <ReportPhoto key={photoId} id={photoId} />
          ))}
        </View>
      )}
      <View className="gap-top">
        <Sub>
          {reporterName} · {placeName} · {instantText(createdAt, clock.now())}
        </Sub>
      </View>
      {directiveId && directiveTitle && (
        <Tap className="link" onTap={() => openPage(PAGES.warning, { id: directiveId })}>
          看过《{directiveTitle}》后报的
        </Tap>
      )}
      {report.phoneMasked && <ReporterPhone id={id} masked={report.phoneMasked} mayShow={manages} />}
      {isOpen ? manages && <Handling id={id} /> : <Handled report={report} />}
    </Card>
  );
}

/** A scam's message is to be read: a tap makes it large. */
function ReportPhoto({ id }: { id: string }) {
  const path = usePhoto(id);
  if (!path) return <View className="photo" />;
  return (
    <Tap className="photo" label="放大看这张图" onTap={() => showPictures([path])}>
      <Image className="photo" mode="aspectFill" src={path} />
    </Tap>
  );
}

function ReporterPhone({ id, masked, mayShow }: { id: string; masked: string; mayShow: boolean }) {
  const { data, isPending, isError, error, mutate } = useReporterPhone();
  return (
    <View className="gap-top">
      <View className="row between">
        <View className="number">{data?.phone ?? masked}</View>
        {data ? (
          <Button compact onTap={() => dial(data.phone)}>
            打电话
          </Button>
        ) : (
          mayShow && (
            <Button id={TEST_IDS.showPhone} tone="ghost" compact busy={isPending} onTap={() => mutate(id)}>
              看号码
            </Button>
          )
        )}
      </View>
      {mayShow && !data && <Sub>看号码会记下是谁看的</Sub>}
      {isError && <Notice tone="late">{errorSentence(error)}</Notice>}
    </View>
  );
}

function Handling({ id }: { id: string }) {
  const [note, setNote] = useState('');
  const handling = useHandleReport();
  return (
    <View className="gap-top">
      <LongTextField
        first
        id={TEST_IDS.reportNote}
        label="怎么处理的（报的人看得到）"
        value={note}
        maxLength={300}
        onChange={setNote}
      />
      {handling.isError && <Notice tone="late">{errorSentence(handling.error)}</Notice>}
      <View className="gap-top">
        <Button
          id={TEST_IDS.handleReport}
          disabled={note.trim() === ''}
          busy={handling.isPending}
          onTap={() => handling.mutate({ id, note: note.trim() })}
        >
          处理好了
        </Button>
      </View>
    </View>
  );
}

function Handled({ report: { handledByName, handledAt, note } }: { report: Report }) {
  return (
    <View className="gap-top">
      <View>{note}</View>
      <Sub>
        {handledByName} {handledAt !== null && instantText(handledAt, clock.now())}
      </Sub>
    </View>
  );
}
