import { View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState, type PropsWithChildren, type ReactNode } from 'react';
import { queryClient } from '@/shared/api';
import { useOutbox } from '@/shared/outbox';
import { goBack, isH5, type Tab } from '@/shared/platform';
import { elderStyle, useElderMode } from '@/shared/theme';
import { accessible } from './accessible';
import { classNames } from './class-names';
import { TabBar } from './tab-bar';
import { Tap } from './tap';
import { TEST_IDS } from './test-ids';

interface PageProps {
  title: string;
  /** Which of the four tabs this is; other pages carry a way back instead. */
  tab?: Tab;
  /** The main actions, in reach of the thumb. */
  foot?: ReactNode;
  /** May use the whole width of a PC screen (tables). */
  wide?: boolean;
  /** Nobody is signed in: no menu, no way back. */
  bare?: boolean;
}

export function Page({ title, tab, foot, wide, bare, children }: PropsWithChildren<PageProps>) {
  const { elder } = useElderMode();
  const online = useOutbox((state) => state.online);
  const onTop = useOnTop();

  useEffect(() => {
    if (onTop) void Taro.setNavigationBarTitle({ title });
  }, [title, onTop]);

  const showsMenu = !bare && (Boolean(tab) || isH5);
  return (
    <View className={classNames('page', elder && 'elder', !bare && isH5 && 'with-menu')} style={elderStyle()}>
      {isH5 && <BrowserNavigation title={title} canGoBack={!tab && !bare} wide={wide} />}
      {!online && (
        <View className="offline-line" {...accessible({ role: 'alert' })}>
          没有网络。照常登记，联网后自动上报。
        </View>
      )}
      <View
        className={classNames('page-body', Boolean(foot) && 'with-foot', tab && !bare && 'with-tabs', wide && 'wide')}
      >
        {children}
      </View>
      {foot && <View className="foot">{foot}</View>}
      {showsMenu && <TabBar current={tab} named={onTop || !isH5} />}
    </View>
  );
}

function useOnTop(): boolean {
  const [onTop, setOnTop] = useState(true);
  useDidShow(() => {
    setOnTop(true);
    // Pages stay alive behind others; what they show may have grown old meanwhile.
    void queryClient.refetchQueries({ type: 'active', stale: true }, { cancelRefetch: false });
  });
  useDidHide(() => setOnTop(false));
  return onTop;
}

/** WeChat draws its own bar; a browser draws none. */
function BrowserNavigation({ title, canGoBack, wide }: { title: string; canGoBack: boolean; wide?: boolean }) {
  return (
    <View className={classNames('nav', wide && 'wide')}>
      <View className={classNames('nav-side', !canGoBack && 'empty')}>
        {canGoBack && (
          <Tap id={TEST_IDS.back} className="nav-back" label="返回" onTap={goBack}>
            <View className="chevron back" />
          </Tap>
        )}
      </View>
      <View className="nav-title" {...accessible({ role: 'heading' })}>
        {title}
      </View>
      <View className="nav-side empty" />
    </View>
  );
}
