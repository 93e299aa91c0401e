// The two gateways, connected to the real host.
import { backend } from "../host/backend";
import { managedBridge } from "../host/gateway";
import { createCustomGateway } from "./custom";
import { createManagedGateway } from "./managed";

export const customGateway = createCustomGateway(backend);
export const managedGateway = createManagedGateway({ bridge: managedBridge, backend });
