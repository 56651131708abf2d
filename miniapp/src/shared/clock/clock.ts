/** The phone's clock and what the server has told about it: deadlines and "today" follow the server, facts keep the phone's time. */
class Clock {
  private offset = 0;

  deviceNow(): number {
    return Date.now();
  }

  now(): number {
    return Date.now() + this.offset;
  }

  /** The server read its clock somewhere between the two device times; half of the round trip is the fairest guess. */
  learn(serverTime: number, sentAt: number, receivedAt: number): void {
    this.offset = Math.round(serverTime - (sentAt + receivedAt) / 2);
  }
}

export const clock = new Clock();
