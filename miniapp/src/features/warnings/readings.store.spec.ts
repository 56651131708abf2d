import { queryClient } from '@/shared/api';
import { useSession } from '@/shared/session';
import { personRecords } from '@/shared/storage';
import { fakeTaro } from '../../../test/taro';
import { aWarning } from '../../../test/warnings';
import { noteReading, sendReadings, useReadings } from './readings.store';

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const kept = () => personRecords('villager').read<Record<string, unknown>>('warning-readings');

/** The server hears what was read, and answers the warning as it then stands. */
function listen(status = 200) {
  const heard: [string, unknown][] = [];
  fakeTaro.serve(({ url, data }) => {
    heard.push([url.replace('http://api.test/api', ''), JSON.parse(data ?? '{}')]);
    if (status >= 400) return { statusCode: status, data: { code: 'not_found', title: '', status } };
    return { statusCode: 200, data: aWarning({ openedAt: 77, helpfulAt: 78 }) };
  });
  return heard;
}

describe('what was read', () => {
  beforeEach(() => {
    fakeTaro.reset();
    queryClient.clear();
    useReadings.setState({ personId: '', pending: {} });
    useSession.setState({ me: { personId: 'villager' } as never });
  });

  it('is told to the server, and stands in the feed', async () => {
    const heard = listen();
    queryClient.setQueryData(['warnings', 'villager'], {
      value: { items: [aWarning()], next: null, unopened: 1 },
      asOf: 1,
      fromPhone: false,
    });
    noteReading('directive', { helpful: true });
    await settled();
    expect(heard).toEqual([['/me/warnings/directive/reading', { helpful: true }]]);
    expect(await kept()).toEqual({});
    expect(queryClient.getQueryData(['warnings', 'villager'])).toMatchObject({
      value: { unopened: 0, items: [{ openedAt: 77, helpfulAt: 78 }] },
    });
  });

  it('waits on the phone for a network, also when the app dies meanwhile', async () => {
    fakeTaro.setConnected(false);
    noteReading('one');
    noteReading('two', { played: true });
    noteReading('two', { helpful: true });
    await settled();
    expect(useReadings.getState().pending).toMatchObject({ one: {}, two: { played: true, helpful: true } });

    useReadings.setState({ personId: '', pending: {} });
    fakeTaro.setConnected(true);
    const heard = listen();
    await sendReadings();
    expect(heard).toEqual([
      ['/me/warnings/one/reading', {}],
      ['/me/warnings/two/reading', { played: true, helpful: true }],
    ]);
    expect(await kept()).toEqual({});
  });

  it('is forgotten when the warning is none of theirs', async () => {
    listen(404);
    noteReading('directive');
    await settled();
    expect(useReadings.getState().pending).toEqual({});
  });

  it('is kept for each person apart', async () => {
    fakeTaro.setConnected(false);
    noteReading('directive');
    await settled();
    useSession.setState({ me: { personId: 'neighbour' } as never });
    fakeTaro.setConnected(true);
    const heard = listen();
    await sendReadings();
    expect(heard).toEqual([]);
    expect(await kept()).toHaveProperty('directive');
  });

  it('of nobody is told to nobody', async () => {
    useSession.setState({ me: null });
    const heard = listen();
    noteReading('directive');
    await settled();
    expect(heard).toEqual([]);
  });
});
