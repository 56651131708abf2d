import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { MessageOutbox, MessageRepository } from '../../src/modules/notifications/index.js';
import { meeting } from '../harness/meeting.js';
import { MessageStage } from '../harness/messages.js';

let stage: MessageStage;

beforeAll(async () => {
  stage = await MessageStage.begin('off');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => stage.end());

it('two senders that each take the other for dead see a message at the same moment: one of them claims it', async () => {
  const person = await stage.newcomer();
  await stage.grant(person, 1);
  await stage.tell(person);
  const { app, database } = stage.test;
  const messages = app.get(MessageRepository, { strict: false });
  const nextDue = messages.nextDue.bind(messages);
  const meet = meeting();
  jest.spyOn(messages, 'nextDue').mockImplementation(async (...asked) => {
    const due = await nextDue(...asked);
    await meet();
    return due;
  });
  const outbox = app.get(MessageOutbox, { strict: false });
  const claims = await Promise.all(
    [1, 2].map(() => database.transaction((transaction) => outbox.claim(transaction, 1))),
  );
  expect(claims.flat()).toHaveLength(1);
  expect(await stage.states(person)).toEqual([{ state: 'sending', attempts: 1, error: null }]);
});
