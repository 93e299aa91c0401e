// Why nothing can be sent at all now: as it is, so that nobody sets up what is set up already. Pure.
import type { GatewayChoice } from "../gateway/chooseGateway";
import type { Translate } from "../i18n/locale";

/** Why nothing can be sent; `isGateway`: the settings can change that. */
export interface PromptRefusal {
	readonly text: string;
	readonly isGateway: boolean;
}

/** `choice` null: not known yet. */
export function gatewayRefusal(choice: GatewayChoice | null, t: Translate): PromptRefusal | undefined {
	if (choice === null) return { text: t("gateway.checking"), isGateway: false };
	if (choice.kind !== "none") return undefined;
	const { reason } = choice;
	const isAway = reason === "backend" || reason === "cloud";
	const text = isAway
		? t("gateway.notConnected", { reason: t(`gateway.none.${reason}`) })
		: t("prompt.disabled.gateway");
	return { text, isGateway: true };
}
