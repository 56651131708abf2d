import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { MessageOutbox, MessageRepository } from '../../src/modules/notifications/index.js';
import { meetAfter } from '../harness/meeting.js';
import { MessageStage } from '../harness/messages.js';

let stage: MessageStage;

beforeAll(async () => {
  stage = await MessageStage.begin('off');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => stage.end());

it('two senders that each take the other for dead see a message at the same moment: one of them claims it', async () => {
  const person = await stage.newcomer();
  await stage.grant(person);
  await stage.tell(person);
  const { app, database } = stage.test;
  const messages = app.get(MessageRepository, { strict: false });
  const nextDue = meetAfter(messages.nextDue.bind(messages));
  jest.spyOn(messages, 'nextDue').mockImplementation(nextDue);
  const outbox = app.get(MessageOutbox, { strict: false });
  const claims = await Promise.all(
    [1, 2].map(() => database.transaction((transaction) => outbox.claim(transaction, 1))),
  );
  expect(claims.flat()).toHaveLength(1);
  expect(await stage.states(person)).toEqual([{ state: 'sending', attempts: 1, error: null }]);
});
