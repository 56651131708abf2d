import type { components, paths } from './schema.gen';

export type Schemas = components['schemas'];
export type ErrorCode = Schemas['ErrorCode'];
export type Problem = Schemas['Problem'];

/** The paths below the API's base address, which already ends in `/api`. */
export type Paths = { [P in keyof paths as P extends `/api${infer Rest}` ? Rest : P]: paths[P] };
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

type Operation<P extends keyof Paths, M extends Method> = Paths[P] extends { [K in M]: infer O } ? O : never;
export type PathsWith<M extends Method> = {
  [P in keyof Paths]: Paths[P] extends { [K in M]: { responses: unknown } } ? P : never;
}[keyof Paths];

type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type ParametersOf<O> = O extends { parameters: { path: infer P } } ? P : never;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;
type JsonOf<R> = R extends { content: { 'application/json': infer D } } ? D : void;
type AnswerOf<O> = O extends { responses: infer R }
  ? { [S in keyof R]: S extends 200 | 201 | 202 | 204 ? JsonOf<R[S]> : never }[keyof R]
  : never;

type Argument<K extends string, T> = [NonNullable<T>] extends [never]
  ? { [k in K]?: undefined }
  : Record<string, never> extends T
    ? { [k in K]?: T }
    : { [k in K]: T };

export type Arguments<P extends keyof Paths, M extends Method> = Argument<'query', QueryOf<Operation<P, M>>> &
  Argument<'path', ParametersOf<Operation<P, M>>> &
  Argument<'body', BodyOf<Operation<P, M>>>;
export type Answer<P extends keyof Paths, M extends Method> = AnswerOf<Operation<P, M>>;
