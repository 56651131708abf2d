import { Card, Stepper, SwitchRow, TEST_IDS, Title } from '@/shared/ui';
import type { StepProps } from './step-props';

const MOST_PHONES = 20;

export function AppStep({ draft, change }: StepProps) {
  const app = draft.app ?? { installed: 0, realName: 0, warningOn: 0 };
  const count = (patch: Partial<typeof app>) => {
    const next = { ...app, ...patch };
    // No more phones can be registered, or warned, than have it installed.
    change({
      app: {
        installed: next.installed,
        realName: Math.min(next.realName, next.installed),
        warningOn: Math.min(next.warningOn, next.installed),
      },
    });
  };
  return (
    <>
      <Title>国家反诈中心 APP</Title>
      <Card>
        <Stepper
          id={TEST_IDS.appInstalled}
          title="装了几部手机"
          value={app.installed}
          most={MOST_PHONES}
          onChange={(installed) => count({ installed })}
        />
        <Stepper
          id={TEST_IDS.appRealName}
          title="实名注册"
          value={app.realName}
          most={app.installed}
          onChange={(realName) => count({ realName })}
        />
        <Stepper
          id={TEST_IDS.appWarningOn}
          title="开了来电预警"
          value={app.warningOn}
          most={app.installed}
          onChange={(warningOn) => count({ warningOn })}
        />
      </Card>
      <Card>
        <SwitchRow
          id={TEST_IDS.groupJoined}
          title="进了村里的防诈群"
          on={draft.groupJoined ?? false}
          onChange={(groupJoined) => change({ groupJoined })}
        />
      </Card>
    </>
  );
}
