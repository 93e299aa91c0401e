// Shows the gateway of the next request and what is known of its connection, or why there is none. Opens the gateway settings.
import type { GatewayChoice } from "../gateway/chooseGateway";
import { type Connection, connectionKey, useConnections } from "../gateway/connection";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useGatewayStatus } from "../gateway/status";
import type { GatewayMode } from "../host/pluginSettings";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { type Locale, type Translate, useLocale, useTranslate } from "../i18n/locale";

export function GatewayChip({ onOpen }: { onOpen: () => void }) {
	const t = useTranslate();
	const locale = useLocale();
	const choice = useGatewayStatus((state) => state.choice);
	const mode = useGatewayStatus(({ settings }) => settings.gateway_mode);
	const connection = useConnections(({ byAddress }) =>
		choice === null || choice.kind === "none" ? undefined : byAddress[connectionKey(choice)],
	);
	const text = describeChoice(choice, connection, t, locale);
	const lines = describeDetails(choice, connection, mode, t, locale);
	return (
		<button
			type="button"
			className={`hfis-gateway-chip hfis-gateway-chip-${toneOf(choice, connection)}`}
			aria-label={t("gateway.openSettings", { status: [text, ...lines.slice(-1)].join(", ") })}
			title={[text, ...lines].join("\n")}
			aria-haspopup="dialog"
			onClick={onOpen}
		>
			<span className="hfis-gateway-chip-dot" aria-hidden="true" />
			<span className="hfis-gateway-chip-text">{text}</span>
		</button>
	);
}

/** "untested" looks neutral, "on" good, "off" like a problem. The text of "off" is shown in narrow panels too. */
function toneOf(choice: GatewayChoice | null, connection: Connection | undefined): "untested" | "on" | "off" {
	if (choice === null) return "untested";
	if (choice.kind === "none") return "off";
	if (connection === undefined) return "untested";
	return connection.state === "reachable" ? "on" : "off";
}

function describeChoice(
	choice: GatewayChoice | null,
	connection: Connection | undefined,
	t: Translate,
	locale: Locale,
): string {
	if (choice === null) return t("gateway.checking");
	if (choice.kind === "none") return t("gateway.notConnected", { reason: t(`gateway.unavailable.${choice.reason}`) });
	const name = gatewayLabel(choice.kind)[locale];
	if (connection === undefined || connection.state === "reachable") return name;
	return t("gateway.nameAndState", { name, state: t(`gateway.connection.${connection.state}`) });
}

/** The address, the reason for choosing this gateway, and, last, what is known of the connection, since when. */
function describeDetails(
	choice: GatewayChoice | null,
	connection: Connection | undefined,
	mode: GatewayMode,
	t: Translate,
	locale: Locale,
): readonly string[] {
	if (choice === null || choice.kind === "none") return [];
	return [
		...(choice.kind === "custom" ? [choice.baseUrl] : []),
		t(mode === "auto" ? `gateway.reason.${choice.kind}` : "gateway.reason.chosen"),
		describeConnection(connection, t, locale),
	];
}

function describeConnection(connection: Connection | undefined, t: Translate, locale: Locale): string {
	if (connection === undefined) return t("gateway.connection.untested");
	const time = new Date(connection.at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
	const state = t("gateway.connectionAt", { state: t(`gateway.connection.${connection.state}`), time });
	return connection.error === undefined ? state : `${state}: ${describeErrorRecord(connection.error, locale)}`;
}
