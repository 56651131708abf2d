import type { ContentFinding } from './capabilities/content-check.js';
import { groupEnterFaults } from './capabilities/groups.js';
import {
  type MessageTemplate,
  type SubscribeOutcome,
  subscribeOutcomes,
  type SubscribeRequest,
} from './capabilities/subscribe-messages.js';
import { type Action, type ControlBody, oneOf, optionalText, text, texts } from './control-input.js';
import type { Controls } from './controls.js';

/** Groups, subscribe messages and the content check. */
export function messageActions(controls: Controls): Record<string, Action> {
  return {
    'POST /__control/groups': (body) =>
      controls.group(text(body, 'handle'), body.members === undefined ? undefined : texts(body, 'members')),
    'POST /__control/group-enter-info': (body) => {
      const fault = oneOf(groupEnterFaults, body, 'fault');
      const entrance = { group: optionalText(body, 'group'), user: text(body, 'user') };
      return controls.groupEnterInfo({ ...entrance, ...(fault && { fault }) });
    },
    'POST /__control/templates': (body) => {
      const kind = oneOf(['one_time', 'long_term'], body, 'kind') ?? 'one_time';
      const fields = body.fields === undefined ? [] : texts(body, 'fields');
      const id = text(body, 'id');
      const declared: MessageTemplate = { id, title: optionalText(body, 'title') ?? id, fields, kind };
      controls.template({ ...declared, ...(body.banned === true && { banned: true }) });
      return {};
    },
    'POST /__control/subscribe': (body) => {
      const user = text(body, 'user');
      const given = answersOf(body);
      return controls.subscribe({ user, templateIds: texts(body, 'templateIds'), ...(given && { answers: given }) });
    },
    'POST /__control/refuse': (body) => {
      controls.refuse({ user: text(body, 'user'), templateIds: texts(body, 'templateIds') });
      return {};
    },
    'GET /__control/messages': (body) => ({ messages: controls.messages(text(body, 'user')) }),
    'POST /__control/messages-per-day': ({ messages }) => {
      controls.allowMessagesPerDay(Number(messages));
      return {};
    },
    'POST /__control/content': (body) => {
      controls.markContent(text(body, 'word'), body.finding as ContentFinding | undefined);
      return {};
    },
  };
}

/** `answer` for all templates, or `answers` for each. */
function answersOf(body: ControlBody): SubscribeRequest['answers'] {
  return (body.answers as Record<string, SubscribeOutcome> | undefined) ?? oneOf(subscribeOutcomes, body, 'answer');
}
