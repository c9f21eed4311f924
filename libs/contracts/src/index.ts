export * from './gen/lienthong/audit/v1/divergence_pb.js';
export * from './gen/lienthong/intake/v1/destruction_pb.js';
export * from './gen/lienthong/intake/v1/dossier_pb.js';
export * from './gen/lienthong/land_registry/v1/transfer_pb.js';
export * from './gen/lienthong/postal/v1/item_pb.js';
export * from './gen/lienthong/processing/v1/instance_pb.js';
export * from './gen/lienthong/processing/v1/procedure_pb.js';
export * from './gen/lienthong/tax/v1/obligation_pb.js';
export { factSchemas } from './fact-schemas.js';
