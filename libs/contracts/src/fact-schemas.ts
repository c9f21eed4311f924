import type { DescFile, DescMessage } from '@bufbuild/protobuf';
import { file_lienthong_audit_v1_divergence } from './gen/lienthong/audit/v1/divergence_pb.js';
import { file_lienthong_intake_v1_destruction } from './gen/lienthong/intake/v1/destruction_pb.js';
import { file_lienthong_intake_v1_dossier } from './gen/lienthong/intake/v1/dossier_pb.js';
import { file_lienthong_land_registry_v1_transfer } from './gen/lienthong/land_registry/v1/transfer_pb.js';
import { file_lienthong_postal_v1_item } from './gen/lienthong/postal/v1/item_pb.js';
import { file_lienthong_processing_v1_calendar } from './gen/lienthong/processing/v1/calendar_pb.js';
import { file_lienthong_processing_v1_decision } from './gen/lienthong/processing/v1/decision_pb.js';
import { file_lienthong_processing_v1_instance } from './gen/lienthong/processing/v1/instance_pb.js';
import { file_lienthong_processing_v1_procedure } from './gen/lienthong/processing/v1/procedure_pb.js';
import { file_lienthong_tax_v1_obligation } from './gen/lienthong/tax/v1/obligation_pb.js';

const FILES: readonly DescFile[] = [
  file_lienthong_audit_v1_divergence, file_lienthong_intake_v1_destruction, file_lienthong_intake_v1_dossier, file_lienthong_land_registry_v1_transfer, file_lienthong_postal_v1_item,
  file_lienthong_processing_v1_calendar, file_lienthong_processing_v1_decision, file_lienthong_processing_v1_instance, file_lienthong_processing_v1_procedure, file_lienthong_tax_v1_obligation,
];

/** Every message of the contract by its full name, which is the CloudEvents `type` when it is announced. */
export const factSchemas: ReadonlyMap<string, DescMessage> = new Map(FILES.flatMap((file) => file.messages).map((message) => [message.typeName, message]));
