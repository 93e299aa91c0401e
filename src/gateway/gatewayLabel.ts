// What a gateway is called. In development the managed bridge is the mock; its name is compiled out of the bundle.
import { type Phrase, STRINGS } from "../i18n/strings";

const MANAGED: Phrase = import.meta.env.DEV ? { en: "Mock gateway", zh: "模拟网关" } : STRINGS["gateway.managed"];

export const gatewayLabel = (kind: "custom" | "managed"): Phrase =>
	kind === "custom" ? STRINGS["gateway.custom"] : MANAGED;
