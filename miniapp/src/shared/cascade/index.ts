export { RelayStateChip, SeverityChip, Stopwatch, TimeLeftText } from './chips';
export { durationText, minutesText, stopwatchText, timeLeft, type TimeLeft } from './time-left.rules';
export { useNow } from './use-now';
export * from './words';
