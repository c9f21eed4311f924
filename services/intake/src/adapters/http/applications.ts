import { Requester } from '@lienthong/service-host';
import type { Money } from '@lienthong/kernel';
import { channelsOf, CITIZEN, partiesOf, type Application, type By, type Content, type ContentValue, type Identification, type Person } from '../../domain/application.js';
import { sealedNumbers } from '../../domain/sealed-numbers.js';
import type { Component } from '../../domain/components.js';
import type { CarriedClaim } from '../../use-cases/check-claims.js';
import type { RoutingSettings } from '../../intake.settings.js';
import type { Corrected } from '../../domain/revision.js';
import type { ComponentRequest, PersonRequest, SubmitDossierRequest, SupplementDossierRequest } from './dossier.requests.js';

/** Turns a submitted form into an application. */
export class Applications {
  constructor(private readonly routing: RoutingSettings) {}

  read(body: SubmitDossierRequest, requester: Requester): Application {
    const { procedureCode, returnManner = 'counter' } = body;
    const asked = askedIn(body);
    const [first = NOBODY, second] = partiesOf(asked);
    return {
      procedureCode, ...asked, returnManner,
      channel: body.channel ?? channelsOf(requester.agency)[0] ?? 'counter',
      // What lies on a counter was received at that counter; the portal and the post name a unit.
      receivingUnit: requester.agency === 'one-stop' ? requester.unit : body.receivingUnit ?? this.routing.receivingUnit,
      submitter: body.submitter === undefined ? submitterAmong(partiesOf(asked), requester) ?? first : personOf(body.submitter),
      recipient: body.recipient === undefined ? second ?? first : personOf(body.recipient),
      components: (body.components ?? []).flatMap((each) => componentsOf([each]).map((component): Component => (each.reusedFrom === undefined ? component : { ...component, source: { kind: 'earlier-dossier', dossierCode: each.reusedFrom } }))),
      competentUnits: this.routing.competentUnits,
    };
  }
}

/** Of a person or parcel only what is said: the rest stays as it was. */
export function correctedOf({ transferor, transferee, parcel, applicant, contractPrice, content }: SupplementDossierRequest): Corrected | undefined {
  const said: Corrected = {
    ...(transferor && { transferor: saidOf(transferor) }), ...(transferee && { transferee: saidOf(transferee) }), ...(parcel && { parcel: saidOf(parcel) }), ...(applicant && { applicant: saidOf(applicant) }),
    ...(contractPrice !== undefined && { contractPrice: contractPrice as Money }), ...(content !== undefined && { content: sealedNumbers(content as Content) as Content }),
  };
  return Object.keys(said).length === 0 ? undefined : said;
}

/** Its own members that were sent; the class has the others as undefined. */
function saidOf<Part extends object>(part: Part): Partial<Part> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Part>;
}

export function componentsOf(components: readonly ComponentRequest[]): readonly Component[] {
  return components.map(({ code, originals = 0, copies = 0, files = [], resultCode }) => ({ code, originals, copies, files, ...(resultCode !== undefined && { source: { kind: 'national-store', resultCode } as const }) }));
}

export function claimsOf({ prefilled = [] }: SubmitDossierRequest): readonly CarriedClaim[] {
  return prefilled.map(({ field, source, reference, asOf, filled, statement }) => ({ field, source, reference, asOf, filled: sealedNumbers(filled as ContentValue), statement }));
}

export function byOf({ agency, unit, subject, name }: Requester): By {
  return { agency, unit, subject, name };
}

/** What the National Portal counts as an account that VNeID vouches for (indicator 4.5 of QĐ 766); of what a clerk does not say, nothing is known. */
export function identificationOf({ identification }: SubmitDossierRequest, { agency, identityProvider }: Requester): Identification | undefined {
  if (agency !== CITIZEN) return identification;
  return identityProvider === VNEID ? 'vneid' : 'account';
}

/** As the issuer names it in the claim `identity_provider`. */
const VNEID = 'vneid';

function personOf({ name, identifier, address = '', phone = '', email = '' }: PersonRequest): Person {
  return { name, identifier, address, phone, email };
}

/** Stands until the rules have refused an application in which nobody asks. */
const NOBODY: Person = { name: '', identifier: '', address: '', phone: '', email: '' };

/** Only what the form says: which of it there has to be is the procedure's to say. */
function askedIn({ transferor, transferee, parcel, contractPrice, applicant, content }: SubmitDossierRequest): Pick<Application, 'transferor' | 'transferee' | 'parcel' | 'contractPrice' | 'applicant' | 'content'> {
  return {
    ...(transferor !== undefined && { transferor: personOf(transferor) }),
    ...(transferee !== undefined && { transferee: personOf(transferee) }),
    ...(parcel !== undefined && { parcel: { mapSheet: parcel.mapSheet, parcelNumber: parcel.parcelNumber, commune: parcel.commune, certificateNumber: parcel.certificateNumber ?? '' } }),
    ...(contractPrice !== undefined && { contractPrice: contractPrice as Money }),
    ...(applicant !== undefined && { applicant: personOf(applicant) }),
    ...(content !== undefined && { content: sealedNumbers(content as Content) as Content }),
  };
}

/** A party who submits online is the submitter; at a counter it is the transferor or applicant, unless the form says otherwise. */
function submitterAmong(parties: readonly Person[], { subject }: Requester): Person | undefined {
  return parties.find(({ identifier }) => identifier === subject);
}
