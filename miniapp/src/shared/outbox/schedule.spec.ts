import { backOff, createSchedule } from './schedule';

const settle = () => jest.advanceTimersByTimeAsync(0);

describe('back-off', () => {
  it('doubles, with jitter, up to five minutes', () => {
    expect([1, 2, 3].map((failures) => backOff(failures, 1))).toEqual([2000, 4000, 8000]);
    expect(backOff(1, 0)).toBe(1000);
    expect(backOff(50, 1)).toBe(300_000);
  });
});

describe('the schedule', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs one round at a time; asked meanwhile, it runs once more', async () => {
    let atOnce = 0;
    let most = 0;
    const work = jest.fn(async () => {
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 100));
      atOnce -= 1;
      return false;
    });
    const schedule = createSchedule({ work, random: () => 1 });
    void schedule.run();
    void schedule.run();
    const last = schedule.run();
    await jest.advanceTimersByTimeAsync(200);
    await last;
    expect(work).toHaveBeenCalledTimes(2);
    expect(most).toBe(1);
    schedule.stop();
  });

  it('loses no call, whenever it comes: a run begins at or after each of them', async () => {
    for (let delay = 0; delay < 12; delay += 1) {
      let begun = 0;
      const schedule = createSchedule({ work: async () => (begun += 1) < 0, random: () => 1 });
      void schedule.run();
      for (let turn = 0; turn < delay; turn += 1) await Promise.resolve();
      const before = begun;
      await schedule.run();
      expect(begun).toBeGreaterThan(before);
      schedule.stop();
    }
  });

  it('tries again later after failures, at once when asked, and calms down after a success', async () => {
    const work = jest.fn<Promise<boolean>, []>().mockRejectedValue(new Error('offline'));
    const schedule = createSchedule({ work, random: () => 1 });
    void schedule.run();
    await settle();
    await jest.advanceTimersByTimeAsync(2000);
    expect(work).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(3999);
    expect(work).toHaveBeenCalledTimes(2);
    work.mockResolvedValue(false);
    await schedule.run();
    expect(work).toHaveBeenCalledTimes(3);
    await jest.advanceTimersByTimeAsync(299_000);
    expect(work).toHaveBeenCalledTimes(3);
    await jest.advanceTimersByTimeAsync(1000);
    expect(work).toHaveBeenCalledTimes(4);
    schedule.stop();
  });

  it('comes back soon when something is left to do', async () => {
    const work = jest.fn<Promise<boolean>, []>().mockResolvedValueOnce(true).mockResolvedValue(false);
    const schedule = createSchedule({ work, random: () => 1 });
    await schedule.run();
    await jest.advanceTimersByTimeAsync(2000);
    expect(work).toHaveBeenCalledTimes(2);
    schedule.stop();
  });

  it('does nothing more once stopped', async () => {
    const work = jest.fn<Promise<boolean>, []>().mockRejectedValue(new Error('offline'));
    const schedule = createSchedule({ work, random: () => 1 });
    await schedule.run();
    schedule.stop();
    await jest.advanceTimersByTimeAsync(600_000);
    await schedule.run();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
