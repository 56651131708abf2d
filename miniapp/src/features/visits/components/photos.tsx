import { Image, View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { newId } from '@/shared/ids';
import { takePhotos } from '@/shared/platform';
import { photoStore } from '@/shared/storage';
import { Card, Notice, Sub, Tap, TEST_IDS, useAction } from '@/shared/ui';
import { usePhoto } from '../photo.queries';

const MOST_PHOTOS = 9;

interface PhotosProps {
  title?: string;
  most?: number;
  photoIds: readonly string[];
  onChange(photoIds: string[]): void;
}

export function Photos({ title = '照片（可不拍）', most = MOST_PHOTOS, photoIds, onChange }: PhotosProps) {
  const { busy, error, run } = useAction();
  const add = () =>
    run(async () => {
      const paths = await takePhotos(most - photoIds.length);
      const added = paths.map((path) => ({ id: newId(), path }));
      for (const { id, path } of added) await photoStore.keep(id, path);
      onChange([...photoIds, ...added.map(({ id }) => id)]);
    });
  const remove = (id: string) => {
    onChange(photoIds.filter((other) => other !== id));
    void photoStore.discard(id);
  };
  return (
    <Card title={title} aside={photoIds.length > 0 && <Sub>点照片可以去掉</Sub>}>
      <View className="photos">
        {photoIds.map((id) => (
          <Tap key={id} className="photo" label="去掉这张照片" onTap={() => remove(id)}>
            <Photo id={id} />
          </Tap>
        ))}
        {photoIds.length < most && (
          <Tap id={TEST_IDS.addPhoto} className="photo-add" disabled={busy} onTap={() => void add()}>
            {busy ? '请稍候' : '拍照'}
          </Tap>
        )}
      </View>
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </Card>
  );
}

export function Photo({ id }: { id: string }) {
  const path = usePhoto(id);
  if (!path) return null;
  return <Image className="photo" mode="aspectFill" src={path} />;
}
