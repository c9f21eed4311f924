import { eventDefinitionsOf } from './model-file.js';
import type { Reader } from './reader.js';
import { linkNameOf } from './triggers.js';

/**
 * For each incoming flow of a joining gateway, the nodes from which a token can come to it without passing the gateway. What a
 * boundary event starts can come while its host is active; a link goes on at its target.
 */
export function upstreamOf(gateway: number, { drawing }: Reader, linked: Links): readonly (readonly number[])[] {
  const before = (place: number): readonly number[] => [
    ...(drawing.incoming[place] ?? []).flatMap((flow) => drawing.flows[flow]?.source ?? []),
    ...((drawing.hosts[place] ?? -1) >= 0 ? [drawing.hosts[place] ?? -1] : []),
    ...(linked.get(place) ?? []),
  ];
  return (drawing.incoming[gateway] ?? []).map((flow) => {
    const source = drawing.flows[flow]?.source ?? -1;
    // A Set grows while it is walked: every node is looked at once.
    const reached = new Set(source === gateway || source === -1 ? [] : [source]);
    for (const place of reached) for (const previous of before(place)) if (previous !== gateway) reached.add(previous);
    return [...reached].sort((left, right) => left - right);
  });
}

/** The throwing links that lead to each catching one. */
export type Links = ReadonlyMap<number, readonly number[]>;

export function readLinks({ drawing, file }: Reader): Links {
  const named = drawing.elements.map((element) =>
    eventDefinitionsOf(element, file.byId).filter(({ type }) => type === 'bpmn:LinkEventDefinition').map((link) => linkNameOf(link, element)),
  );
  const links = named.flatMap((names, place) => (names.length > 0 ? [place] : []));
  const isCatch = (place: number): boolean => drawing.elements[place]?.type === 'bpmn:IntermediateCatchEvent';
  return new Map(
    links.filter(isCatch).map((target) => [
      target,
      links.filter((place) => !isCatch(place) && drawing.parents[place] === drawing.parents[target] && named[place]?.some((name) => named[target]?.includes(name))),
    ]),
  );
}
