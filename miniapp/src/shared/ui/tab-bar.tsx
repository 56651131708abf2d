import { Image, Text, View } from '@tarojs/components';
import { officeEntries, type OfficeKey } from '@/shared/office';
import { isH5, openFromMenu, openTab, type Tab } from '@/shared/platform';
import { useSession } from '@/shared/session';
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

interface Entry {
  tab: Tab;
  name: string;
  /** In the menu of an office, where there is room to say it. */
  officeName?: string;
  icon: string;
  iconOn: string;
}

const ENTRIES: readonly Entry[] = [
  { tab: 'home', name: '首页', icon: home, iconOn: homeOn },
  { tab: 'alerts', name: '预警', icon: alerts, iconOn: alertsOn },
  { tab: 'progress', name: '进展', officeName: '入户与覆盖', icon: progress, iconOn: progressOn },
];
const MINE: Entry = { tab: 'mine', name: '我的', icon: mine, iconOn: mineOn };

interface TabBarProps {
  current?: Tab;
  office?: OfficeKey;
  /** Hidden pages stay in a browser's document; only the one on top may own the ids. */
  named: boolean;
}

/** Drawn by the pages themselves, because WeChat's own bar cannot grow in elder mode. On a PC it becomes the menu. */
export function TabBar({ current, office, named }: TabBarProps) {
  const me = useSession((session) => session.me);
  const entries = isH5 ? officeEntries(me) : [];
  const tab = (entry: Entry) => (
    <TabEntry
      key={entry.tab}
      entry={entry}
      on={entry.tab === current}
      named={named}
      inOffice={entries.length > 0 && entry.officeName !== undefined}
    />
  );
  return (
    <View className={classNames('tab-bar', !current && 'only-wide')}>
      <View className="brand">无诈网格</View>
      {ENTRIES.map(tab)}
      {entries.map(({ key, name, page }) => (
        <Tap
          key={key}
          id={named ? TEST_IDS.office(key) : undefined}
          className={classNames('tab office-entry', key === office && 'on')}
          role="tab"
          label={name}
          checked={key === office}
          onTap={() => {
            if (key !== office) openFromMenu(page);
          }}
        >
          <Text>{name}</Text>
        </Tap>
      ))}
      {tab(MINE)}
    </View>
  );
}

interface TabEntryProps {
  entry: Entry;
  on: boolean;
  named: boolean;
  inOffice: boolean;
}

function TabEntry({ entry: { tab, name, officeName, icon, iconOn }, on, named, inOffice }: TabEntryProps) {
  return (
    <Tap
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
      <Text className={inOffice ? 'only-narrow' : ''}>{name}</Text>
      {inOffice && <Text className="only-wide">{officeName}</Text>}
    </Tap>
  );
}
