// The reason why Generate is disabled. Pure.
import { type CapabilityContext, unsupportedReason } from "../gateway/capabilities";
import type { GatewayChoice } from "../gateway/chooseGateway";
import type { Locale, Translate } from "../i18n/locale";
import { type MentionText, resolveMentions } from "./text/mentions";

export interface DisabledReason {
	readonly text: string;
	/** The user can remove the reason in the gateway settings. */
	readonly needsGatewaySetup: boolean;
}

/**
 * `choice` is null while it is unknown. A configured gateway that is unavailable is reported as such, so that the user
 * does not configure it again.
 */
export function gatewayDisabledReason(choice: GatewayChoice | null, t: Translate): DisabledReason | undefined {
	if (choice === null) return { text: t("gateway.checking"), needsGatewaySetup: false };
	if (choice.kind !== "none") return undefined;
	const { reason } = choice;
	const isUnavailable = reason === "backend" || reason === "cloud";
	const text = isUnavailable
		? t("gateway.notConnected", { reason: t(`gateway.unavailable.${reason}`) })
		: t("prompt.disabled.gateway");
	return { text, needsGatewaySetup: true };
}

interface PendingRequest {
	readonly gateway: GatewayChoice | null;
	readonly isBusy: boolean;
	readonly mentionText: MentionText;
	/** The keys of the images that can be mentioned. */
	readonly imageKeys: readonly string[];
	/** The number of images that are sent. */
	readonly imageCount: number;
	readonly hasInstructions: boolean;
	readonly operation: CapabilityContext["operation"];
	readonly hasMask: boolean;
	readonly model: string;
}

export function disabledReason(request: PendingRequest, t: Translate, locale: Locale): DisabledReason | undefined {
	const { gateway, isBusy, mentionText, imageKeys, imageCount, hasInstructions, operation, hasMask, model } = request;
	const gatewayReason = gatewayDisabledReason(gateway, t);
	if (gatewayReason) return gatewayReason;
	const because = (text: string): DisabledReason => ({ text, needsGatewaySetup: false });
	if (isBusy) return because(t("prompt.disabled.busy"));
	if (mentionText.text.trim() === "" && !hasInstructions) return because(t("prompt.disabled.empty"));
	const unsupported =
		(operation === "edit" ? unsupportedReason("edit", model) : undefined) ??
		(hasMask ? unsupportedReason("mask", model) : undefined) ??
		unsupportedReason("images", model, imageCount) ??
		unsupportedReason("prompt", model, mentionText.text.length);
	if (unsupported) return because(unsupported[locale]);
	return resolveMentions(mentionText, imageKeys).missing > 0 ? because(t("prompt.disabled.mention")) : undefined;
}
