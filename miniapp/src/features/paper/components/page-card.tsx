import { Image, View } from '@tarojs/components';
import { errorSentence, type Schemas } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { takePhotos } from '@/shared/platform';
import { photoStore } from '@/shared/storage';
import { choicesOf, TOPICS } from '@/shared/text';
import { Card, DateField, ManyPicks, Notice, SelectField, Sub, Tap, TEST_IDS, useAction } from '@/shared/ui';
import { useState } from 'react';
import type { PaperPage } from '../paper.rules';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  name: hour < 12 ? `上午 ${hour} 点` : hour === 12 ? '中午 12 点' : `下午 ${hour - 12} 点`,
}));

interface PageCardProps {
  page: PaperPage;
  people: readonly Schemas['Person'][];
  onChange(patch: Partial<PaperPage>): void;
}

/** What the page says once: the day, who went, what was taught, and its photo. */
export function PageCard({ page, people, onChange }: PageCardProps) {
  return (
    <Card title="这一页纸上写的">
      <View className="filters">
        <DateField
          first
          id={TEST_IDS.paperDate}
          label="哪天去的"
          value={page.date}
          end={businessDate(clock.now())}
          onChange={(date) => onChange({ date: date || null })}
        />
        <SelectField
          id={TEST_IDS.paperHour}
          label="大概几点"
          choices={HOURS}
          value={String(page.hour)}
          onChange={(hour) => onChange({ hour: Number(hour) })}
        />
        <SelectField
          id={TEST_IDS.paperVisitor}
          label="谁去的"
          choices={people.map(({ id, name, posts }) => ({
            value: id,
            name: [name, posts[0] && `${posts[0].regionName}${posts[0].roleLabel}`].filter(Boolean).join(' · '),
          }))}
          value={page.visitorId}
          onChange={(visitorId) => onChange({ visitorId })}
        />
      </View>
      <PagePhoto photoId={page.photoId} onChange={(photoId) => onChange({ photoId })} />
      <View className="field-label gap-top">讲了什么（各户不一样的，在那一户里改）</View>
      <View className="paper-topics">
        <ManyPicks
          choices={choicesOf(TOPICS)}
          picked={page.topics}
          idOf={TEST_IDS.topic}
          onChange={(topics) => onChange({ topics })}
        />
      </View>
    </Card>
  );
}

function PagePhoto({ photoId, onChange }: { photoId: string | null; onChange(photoId: string): void }) {
  const [path, setPath] = useState<string>();
  const { busy, error, run } = useAction();
  const take = () =>
    run(async () => {
      const [taken] = await takePhotos(1);
      if (taken === undefined) return;
      const id = newId();
      await photoStore.keep(id, taken);
      setPath(taken);
      onChange(id);
    });
  return (
    <View className="gap-top">
      <View className="field-label">这一页的照片</View>
      <View className="row">
        <Tap
          id={TEST_IDS.paperPhoto}
          className="photo-add"
          label="给这一页拍照"
          disabled={busy}
          onTap={() => void take()}
        >
          {photoId && path ? <Image className="photo" mode="aspectFill" src={path} /> : busy ? '请稍候' : '拍照或选图'}
        </Tap>
        <Sub>{photoId ? '点照片可以换一张' : '一页拍一张就行，留作凭据'}</Sub>
      </View>
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </View>
  );
}
