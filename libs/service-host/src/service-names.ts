export const SERVICE_NAMES = ['intake', 'processing', 'tax', 'land-registry', 'postal', 'audit', 'gateway'] as const;

/** The services that hold a log or a door. Their names appear in addresses, topics, origins and database names. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

export function isServiceName(value: unknown): value is ServiceName {
  return SERVICE_NAMES.includes(value as ServiceName);
}

/** `lienthong.local/tax`: the origin of a service's log and the `source` of its facts. */
export function originOf(province: string, service: ServiceName): string {
  return `lienthong.${province}/${service}`;
}
