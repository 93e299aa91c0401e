// The displayed name of a gateway. In development the managed bridge is a mock; its name is not part of the bundle.
import type { Phrase } from "../i18n/phrase";
import { STRINGS } from "../i18n/strings";

const MANAGED: Phrase = import.meta.env.DEV ? { en: "Mock gateway", zh: "模拟网关" } : STRINGS["gateway.managed"];

export const gatewayLabel = (kind: "custom" | "managed"): Phrase =>
	kind === "custom" ? STRINGS["gateway.custom"] : MANAGED;
