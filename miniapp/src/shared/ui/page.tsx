import { View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState, type PropsWithChildren, type ReactNode } from 'react';
import { queryClient } from '@/shared/api';
import type { OfficeKey } from '@/shared/office';
import { useOutbox } from '@/shared/outbox';
import { goBack, isH5, useWide, type Tab } from '@/shared/platform';
import { useSession } from '@/shared/session';
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
  /** Which screen of the office this is; a PC's menu leads there, so that it needs no way back. */
  office?: OfficeKey;
  /** A few words beside the title, on a PC. */
  remark?: string;
  /** What one can begin here: right of the title on a PC, above the content on a phone. */
  actions?: ReactNode;
  /** The main actions, in reach of the thumb. */
  foot?: ReactNode;
  /** May use the whole width of a PC screen (tables). */
  wide?: boolean;
  /** Nobody is signed in: no menu, no way back. */
  bare?: boolean;
  /** Whoever is not signed in here is likely a villager, and reads large letters. */
  forVillagers?: boolean;
}

export function Page({
  title,
  tab,
  office,
  remark,
  actions,
  foot,
  wide,
  bare,
  forVillagers,
  children,
}: PropsWithChildren<PageProps>) {
  const { elder } = useElderMode({ forVillagers });
  const online = useOutbox((state) => state.online);
  const isResident = useSession((session) => session.me?.kind === 'resident');
  const onTop = useOnTop();
  const onPc = useWide();

  useEffect(() => {
    if (onTop) void Taro.setNavigationBarTitle({ title });
  }, [title, onTop]);

  const showsMenu = !bare && (Boolean(tab) || isH5);
  return (
    <View className={classNames('page', elder && 'elder', !bare && isH5 && 'with-menu')} style={elderStyle()}>
      {isH5 && (
        <BrowserNavigation title={title} canGoBack={!tab && !bare && !(office && onPc)} wide={wide}>
          {onPc && (remark || actions) && (
            <View className="nav-end">
              <View className="sub nowrap grow">{remark}</View>
              {actions}
            </View>
          )}
        </BrowserNavigation>
      )}
      {!online && (
        <View className="offline-line" {...accessible({ role: 'alert' })}>
          {isResident ? '没有网络。签好的存在手机里，联网后自动报。' : '没有网络。照常登记，联网后自动上报。'}
        </View>
      )}
      <View
        className={classNames('page-body', Boolean(foot) && 'with-foot', tab && !bare && 'with-tabs', wide && 'wide')}
      >
        {!onPc && actions && <View className="actions">{actions}</View>}
        {children}
      </View>
      {foot && <View className="foot">{foot}</View>}
      {showsMenu && <TabBar current={tab} office={office} named={onTop || !isH5} />}
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

interface BrowserNavigationProps {
  title: string;
  canGoBack: boolean;
  wide?: boolean;
}

/** WeChat draws its own bar; a browser draws none. */
function BrowserNavigation({ title, canGoBack, wide, children }: PropsWithChildren<BrowserNavigationProps>) {
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
      {children}
      <View className="nav-side empty" />
    </View>
  );
}
