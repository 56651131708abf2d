import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessDate, dateInWords, startOfDate, timeOfDay } from './clock.js';

const instant = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') });

describe('an instant in China', () => {
  it('is a date and a time of day', () => {
    const evening = Date.parse('2026-11-21T16:30:05Z');
    expect(dateInWords(businessDate(evening))).toBe('2026年11月22日');
    expect(timeOfDay(evening)).toBe('00:30');
    expect(timeOfDay(evening, { seconds: true })).toBe('00:30:05');
    expect(dateInWords('2026-01-09')).toBe('2026年1月9日');
  });

  it('lies as long after the start of its date as its time of day says', () =>
    fc.assert(
      fc.property(instant, (at) => {
        const [hours, minutes, seconds] = timeOfDay(at, { seconds: true }).split(':').map(Number);
        const since = ((hours! * 60 + minutes!) * 60 + seconds!) * 1000;
        expect(startOfDate(businessDate(at)) + since).toBe(at - (((at % 1000) + 1000) % 1000));
      }),
    ));
});
