import { useSession } from '@/shared/session';
import { homeOf } from '../home.rules';
import { GroupsHomeScreen } from './groups-home-screen';
import { HouseholdScreen } from './household-screen';
import { OversightScreen } from './oversight-screen';
import { TodayScreen } from './today-screen';

export function HomeScreen() {
  const me = useSession((session) => session.me);
  if (!me) return null;
  switch (homeOf(me)) {
    case 'household':
      return <HouseholdScreen me={me} />;
    case 'today':
      return <TodayScreen me={me} />;
    case 'groups':
      return <GroupsHomeScreen me={me} />;
    case 'oversight':
      return <OversightScreen me={me} />;
  }
}
