export * from './words';
export * from './dates';
