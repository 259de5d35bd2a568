/** Requests and answers of the module `plans`. Pure: the web imports it. */
export * from './model-bodies.ts';
export * from './model-compare.ts';
export * from './model-library.ts';
export * from './model-targets.ts';
export * from './model-tasks.ts';
export * from './model-words.ts';
