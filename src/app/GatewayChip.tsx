// Shows the gateway of the next request, or why there is none. Opens the gateway settings.
import type { GatewayChoice } from "../gateway/chooseGateway";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useGatewayStatus } from "../gateway/status";
import type { GatewayMode } from "../host/pluginSettings";
import { type Locale, type Translate, useLocale, useTranslate } from "../i18n/locale";

export function GatewayChip({ onOpen }: { onOpen: () => void }) {
	const t = useTranslate();
	const locale = useLocale();
	const choice = useGatewayStatus((state) => state.choice);
	const mode = useGatewayStatus(({ settings }) => settings.gateway_mode);
	const status = describeChoice(choice, t, locale);
	const tone = choice === null ? "wait" : choice.kind === "none" ? "off" : "on";
	return (
		<button
			type="button"
			className={`hfis-gateway-chip hfis-gateway-chip-${tone}`}
			aria-label={t("gateway.openSettings", { status })}
			title={describeReason(choice, mode, t) ?? status}
			aria-haspopup="dialog"
			onClick={onOpen}
		>
			<span className="hfis-gateway-chip-dot" aria-hidden="true" />
			<span className="hfis-gateway-chip-text">{status}</span>
		</button>
	);
}

function describeChoice(choice: GatewayChoice | null, t: Translate, locale: Locale): string {
	if (choice === null) return t("gateway.checking");
	if (choice.kind !== "none") return gatewayLabel(choice.kind)[locale];
	return t("gateway.notConnected", { reason: t(`gateway.unavailable.${choice.reason}`) });
}

/** The reason this gateway was chosen; undefined without a gateway, where the status states the reason. */
function describeReason(choice: GatewayChoice | null, mode: GatewayMode, t: Translate): string | undefined {
	if (choice === null || choice.kind === "none") return undefined;
	const why = t(mode === "auto" ? `gateway.reason.${choice.kind}` : "gateway.reason.chosen");
	return choice.kind === "custom" ? `${choice.baseUrl}\n${why}` : why;
}
