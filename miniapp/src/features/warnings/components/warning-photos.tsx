import { Image, View } from '@tarojs/components';
import { showPictures } from '@/shared/platform';
import { Sub, Tap } from '@/shared/ui';
import type { Warning } from '../warning.rules';
import { useWarningPhoto } from '../warnings.queries';

export function WarningPhotos({ warning }: { warning: Warning }) {
  return (
    <>
      {warning.photoIds.map((id) => (
        <WarningPhoto key={id} warning={warning} photoId={id} />
      ))}
    </>
  );
}

/** As wide as the text; a tap makes it as large as one likes. */
function WarningPhoto({ warning, photoId }: { warning: Warning; photoId: string }) {
  const { data: path, isError } = useWarningPhoto(warning, photoId);
  if (isError) return <Sub>这里有一张图，有网了再看。</Sub>;
  if (!path) return <View className="warning-photo waiting" />;
  return (
    <Tap label="放大看这张图" onTap={() => showPictures([path])}>
      <Image className="warning-photo" mode="widthFix" src={path} />
    </Tap>
  );
}
