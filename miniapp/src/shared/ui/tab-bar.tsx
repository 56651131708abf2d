import { Image, Text, View } from '@tarojs/components';
import { openTab, type Tab } from '@/shared/platform';
import alerts from '@/static/tab-alerts.png';
import alertsOn from '@/static/tab-alerts-on.png';
import home from '@/static/tab-home.png';
import homeOn from '@/static/tab-home-on.png';
import mine from '@/static/tab-mine.png';
import mineOn from '@/static/tab-mine-on.png';
import progress from '@/static/tab-progress.png';
import progressOn from '@/static/tab-progress-on.png';
import { accessible } from './accessible';
import { classNames } from './class-names';
import { Tap } from './tap';
import { TEST_IDS } from './test-ids';

const ENTRIES: readonly { tab: Tab; name: string; icon: string; iconOn: string }[] = [
  { tab: 'home', name: '首页', icon: home, iconOn: homeOn },
  { tab: 'alerts', name: '预警', icon: alerts, iconOn: alertsOn },
  { tab: 'progress', name: '进展', icon: progress, iconOn: progressOn },
  { tab: 'mine', name: '我的', icon: mine, iconOn: mineOn },
];

interface TabBarProps {
  current?: Tab;
  /** Hidden pages stay in a browser's document; only the one on top may own the ids. */
  named: boolean;
}

/** Drawn by the pages themselves, because WeChat's own bar cannot grow in elder mode. On a PC it becomes the menu. */
export function TabBar({ current, named }: TabBarProps) {
  return (
    <View className={classNames('tab-bar', !current && 'only-wide')}>
      <View className="brand">无诈网格</View>
      {ENTRIES.map(({ tab, name, icon, iconOn }) => {
        const on = tab === current;
        return (
          <Tap
            key={tab}
            id={named ? TEST_IDS.tab(tab) : undefined}
            className={classNames('tab', on && 'on')}
            role="tab"
            label={name}
            checked={on}
            onTap={() => {
              if (!on) openTab(tab);
            }}
          >
            <Image className="tab-icon" src={on ? iconOn : icon} {...accessible({ hidden: true })} />
            <Text>{name}</Text>
          </Tap>
        );
      })}
    </View>
  );
}
