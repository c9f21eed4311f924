/** The statement that aborts a transaction once another replica has taken the monitor over; the event store's leases give it. */
export type SqlFence = Readonly<{ text: string; values: readonly unknown[]; mustChange?: number }>;

export type Owner = Readonly<{ fence(): SqlFence; lost: AbortSignal }>;
