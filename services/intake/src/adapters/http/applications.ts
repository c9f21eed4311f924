import { Requester } from '@lienthong/service-host';
import type { Money } from '@lienthong/kernel';
import { channelsOf, type Application, type By, type Person } from '../../domain/application.js';
import type { Component } from '../../domain/components.js';
import type { RoutingSettings } from '../../intake.settings.js';
import type { ComponentRequest, PersonRequest, SubmitDossierRequest } from './dossier.requests.js';

/** Turns a submitted form into an application. */
export class Applications {
  constructor(private readonly routing: RoutingSettings) {}

  read(body: SubmitDossierRequest, requester: Requester): Application {
    const { procedureCode, contractPrice, returnManner = 'counter' } = body;
    const transferor = personOf(body.transferor);
    const transferee = personOf(body.transferee);
    return {
      procedureCode, transferor, transferee, returnManner,
      contractPrice: contractPrice as Money,
      channel: body.channel ?? channelsOf(requester.agency)[0] ?? 'counter',
      // What lies on a counter was received at that counter; the portal and the post name a unit.
      receivingUnit: requester.agency === 'one-stop' ? requester.unit : body.receivingUnit ?? this.routing.receivingUnit,
      submitter: body.submitter === undefined ? submitterAmong([transferor, transferee], requester) : personOf(body.submitter),
      parcel: { mapSheet: body.parcel.mapSheet, parcelNumber: body.parcel.parcelNumber, commune: body.parcel.commune, certificateNumber: body.parcel.certificateNumber ?? '' },
      recipient: body.recipient === undefined ? transferee : personOf(body.recipient),
      components: componentsOf(body.components ?? []),
      competentUnits: this.routing.competentUnits,
    };
  }
}

export function componentsOf(components: readonly ComponentRequest[]): readonly Component[] {
  return components.map(({ code, originals = 0, copies = 0, files = [] }) => ({ code, originals, copies, files }));
}

export function byOf({ agency, unit, subject, name }: Requester): By {
  return { agency, unit, subject, name };
}

function personOf({ name, identifier, address = '', phone = '', email = '' }: PersonRequest): Person {
  return { name, identifier, address, phone, email };
}

/** A party who submits online is the submitter; at a counter it is the transferor, unless the form says otherwise. */
function submitterAmong(parties: readonly [Person, Person], { subject }: Requester): Person {
  return parties.find(({ identifier }) => identifier === subject) ?? parties[0];
}
