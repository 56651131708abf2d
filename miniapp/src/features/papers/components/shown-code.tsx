import { Image, View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { useBrightScreen } from '@/shared/platform';
import { Button, Card, ConfirmButton, Loaded, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { validityText, type SignCode } from '../code.rules';
import { useCodePicture, useCopyLink, useRevokeCode } from '../codes.queries';

/** A code as large as the screen allows, and what the person who holds it up has to say. */
export function ShownCode({ code, title, doorId }: { code: SignCode; title: string; doorId: string }) {
  const picture = useCodePicture(code.id);
  useBrightScreen();
  return (
    <>
      <Card>
        <View className="code-head">
          <Title>{title}</Title>
          <Sub>请住户打开微信“扫一扫”</Sub>
        </View>
        <Loaded query={picture} cards={1}>
          {(path) => (
            <Image
              id={TEST_IDS.codePicture}
              className="door-code"
              showMenuByLongpress
              mode="aspectFit"
              src={path}
              ariaLabel={`${title}的签名码`}
            />
          )}
        </Loaded>
        <View className="code-head">
          <View className="strong">{validityText(code, clock.now())}</View>
          <Sub>太阳底下扫不上？把屏幕调亮。</Sub>
        </View>
      </Card>
      <SendLink code={code} />
      <Revoke code={code} doorId={doorId} />
    </>
  );
}

function SendLink({ code }: { code: SignCode }) {
  const link = useCopyLink();
  return (
    <Card title="人不在跟前？">
      <Sub>把链接发给住户本人，点开就能签。</Sub>
      {link.data && (
        <View className="gap-top">
          <Notice tone="ok">链接复制好了，到微信里粘贴给住户。{validityText(link.data, clock.now())}。</Notice>
        </View>
      )}
      {link.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(link.error)}</Notice>
        </View>
      )}
      <View className="gap-top">
        <Button id={TEST_IDS.copyLink} tone="ghost" busy={link.isPending} onTap={() => link.mutate(code.id)}>
          {link.data ? '再复制一次' : '复制链接'}
        </Button>
      </View>
    </Card>
  );
}

interface RevokeProps {
  code: SignCode;
  doorId: string;
  compact?: boolean;
}

export function Revoke({ code, doorId, compact }: RevokeProps) {
  const revoke = useRevokeCode(doorId);
  return (
    <View>
      {revoke.isError && <Notice tone="late">{errorSentence(revoke.error)}</Notice>}
      <ConfirmButton
        id={TEST_IDS.revokeCode(code.id)}
        compact={compact}
        name="作废这个码"
        question="作废后，这个码和它的链接都不能用了。已经签的不受影响。"
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate(code.id)}
      />
    </View>
  );
}
