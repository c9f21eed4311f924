import type { Variables } from '@lienthong/bpmn';
import { accepted, rejected, type Command, type Decider, type Fact, type Rejection } from '@lienthong/kernel';

// Events

/** A message from outside, such as a household's head confirming in VNeID. */
export type MessageReceived = Fact<'MessageReceived', { messageId: string; name: string; correlationKey: string; timeToLive: string; variables: Variables; at: string }>;

// State

export type Message = Readonly<{ isReceived: boolean }>;

// Commands

export type ReceiveMessage = Command<'ReceiveMessage', Omit<MessageReceived['data'], 'at'>>;

// Rejections

export type MessageRejection = Rejection<'MESSAGE_KNOWN'>;

// Decide

/** One stream for each message: its sender's id makes a repetition known. */
export const messageDecider: Decider<ReceiveMessage, Message, MessageReceived, MessageRejection> = {
  initial: { isReceived: false },
  decide({ data, at }, { isReceived }) {
    if (isReceived) return rejected('MESSAGE_KNOWN', `Expected to take message ${data.messageId}, but one of that id has been taken`);
    return accepted({ type: 'MessageReceived', data: { ...data, at } });
  },
  evolve: () => ({ isReceived: true }),
};
