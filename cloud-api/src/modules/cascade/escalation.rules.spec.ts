import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startOfDate, timeOfDay } from '../../common/clock/index.js';
import { afterQuiet, nextStep, type ServiceLevel, stepAt, toldAt } from './escalation.rules.js';

const minute = 60_000;
const day = startOfDate('2026-11-21');
const at = (time: string) => {
  const [hours, minutes] = time.split(':').map(Number);
  return day + (hours! * 60 + minutes!) * minute;
};
const quietHours = { from: '22:00', until: '07:00' };
const escalation: ServiceLevel['escalation'] = {
  steps: [
    { afterPercent: 50, tell: ['pusher'] },
    { afterPercent: 100, tell: ['pusher', 'supervisor'] },
    { afterPercent: 150, tell: ['supervisor', 'office'] },
  ],
  repeatPercent: 100,
  repeats: 2,
};
const critical: ServiceLevel = { hopMs: 30 * minute, escalation, quietHours: null };
const normal: ServiceLevel = { hopMs: 24 * 60 * minute, escalation, quietHours };

describe('the steps of a hop', () => {
  it('follow the plan, repeat the last one, and end', () => {
    const times = [0, 1, 2, 3, 4, 5].map((index) => stepAt(critical, at('10:00'), index));
    expect(times.map((time) => time && timeOfDay(time))).toEqual(['10:15', '10:30', '10:45', '11:15', '11:45', null]);
    expect([0, 2, 3, 9].map((index) => toldAt(escalation, index))).toEqual([
      ['pusher'],
      ['supervisor', 'office'],
      ['supervisor', 'office'],
      ['supervisor', 'office'],
    ]);
  });

  it('wait for the morning, but for 特急', () => {
    expect(timeOfDay(stepAt(normal, at('10:30'), 0)!)).toBe('07:00');
    expect(timeOfDay(stepAt({ ...critical }, at('23:50'), 0)!)).toBe('00:05');
  });

  it('that a long sleep let pass are one', () => {
    expect(nextStep(critical, at('10:00'), 1, at('11:20'))).toEqual({ index: 4, at: at('11:45') });
    expect(nextStep(critical, at('10:00'), 1, at('18:00'))).toEqual({ index: 5, at: null });
  });
});

describe('quiet hours', () => {
  it.each([
    ['21:59', '21:59'],
    ['22:00', '07:00'],
    ['23:59', '07:00'],
    ['00:00', '07:00'],
    ['06:59', '07:00'],
    ['07:00', '07:00'],
    ['12:00', '12:00'],
  ])('%s becomes %s', (time, expected) => expect(timeOfDay(afterQuiet(at(time), quietHours))).toBe(expected));

  it('may lie within one day', () => {
    const noon = { from: '12:00', until: '14:00' };
    expect(['11:59', '12:00', '13:59', '14:00'].map((time) => timeOfDay(afterQuiet(at(time), noon)))).toEqual([
      '11:59',
      '14:00',
      '14:00',
      '14:00',
    ]);
  });

  const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => {
    const two = (number: number) => String(number).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  });

  it('never bring anything forward, never wait a day, and hold once they are over', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 * 1440 }), time, time, (minutes, from, until) => {
        fc.pre(from !== until);
        const moment = day + minutes * minute;
        const later = afterQuiet(moment, { from, until });
        expect(later).toBeGreaterThanOrEqual(moment);
        expect(later - moment).toBeLessThanOrEqual(24 * 60 * minute);
        expect(afterQuiet(later, { from, until })).toBe(later);
      }),
    ));
});

describe('laws of steps', () => {
  it('time passes from step to step, and whoever takes them moves on or ends', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 * 1440 }), fc.nat(5), fc.nat(10_000), (minutes, taken, passed) => {
        const openedAt = day + minutes * minute;
        const now = openedAt + passed * minute;
        const { index, at: next } = nextStep(normal, openedAt, taken, now);
        expect(index).toBeGreaterThanOrEqual(taken);
        if (next !== null) expect(next).toBeGreaterThan(now);
        const times = [0, 1, 2, 3, 4].map((step) => stepAt(normal, openedAt, step)!);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
      }),
    ));
});
