// Versions, the gateway in use, the latest log lines, and a report of them to copy. The report contains no key, prompt or
// image.
import { version as reactVersion, useEffect, useState } from "react";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useGatewayStatus } from "../gateway/status";
import { useAppearance } from "../host/appearance";
import { backend } from "../host/backend";
import { useRecentLines } from "../host/log";
import { SDK_VERSION, STUDIO_VERSION } from "../host/versions";
import { useLocale, useTranslate } from "../i18n/locale";
import { usePrompt } from "../prompt/promptState";
import { diagnosticReport, formatLogLines } from "./diagnosticReport";

export function DiagnosticsSection() {
	const t = useTranslate();
	const locale = useLocale();
	const lines = useRecentLines();
	const prompt = usePrompt(({ mentionText }) => mentionText.text);
	const status = useGatewayStatus();
	const appearance = useAppearance();
	const [backendVersion, setBackendVersion] = useState<string | null>();
	const [message, setMessage] = useState("");
	useEffect(() => void backend.health().then((health) => setBackendVersion(health?.version ?? null)), []);
	const { choice, active, settings } = status;
	const gateway =
		choice === null
			? "…"
			: choice.kind === "none"
				? t("gateway.notConnected", { reason: t(`gateway.unavailable.${choice.reason}`) })
				: gatewayLabel(choice.kind)[locale];

	const report = () =>
		diagnosticReport(
			{
				studio: STUDIO_VERSION,
				backend: backendVersion ?? "none",
				sdk: SDK_VERSION,
				react: reactVersion,
				browser: navigator.userAgent,
				mode: settings.gateway_mode,
				gateway: choice?.kind === "none" ? choice.reason : choice?.kind,
				api: active?.profile.api_mode,
				key_set: active?.key_set,
				managed: status.hasManaged,
				...appearance,
				locale,
			},
			lines,
			prompt,
		);

	return (
		<>
			<table className="hfis-settings-usage">
				<tbody>
					{[
						[t("app.title"), STUDIO_VERSION],
						[t("settings.backend"), backendVersion === null ? t("settings.backend.none") : (backendVersion ?? "…")],
						["HaloForge SDK", SDK_VERSION],
						[t("settings.section.gateway"), gateway],
					].map(([name, value]) => (
						<tr key={name}>
							<th scope="row">{name}</th>
							<td>{value}</td>
						</tr>
					))}
				</tbody>
			</table>
			<div className="hfis-settings-row">
				<span>
					{t("settings.report")}
					<small>{t("settings.reportHint")}</small>
				</span>
				<button
					type="button"
					className="hfis-ui-button"
					onClick={() =>
						void copyText(report()).then((isCopied) =>
							setMessage(t(isCopied ? "settings.report.copied" : "settings.report.refused")),
						)
					}
				>
					{t("settings.reportCopy")}
				</button>
			</div>
			<p className="hfis-settings-status" role="status">
				{message}
			</p>
			<h4>{t("settings.log")}</h4>
			{lines.length === 0 ? (
				<p className="hfis-ui-remark">{t("settings.log.none")}</p>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it must be scrollable by keyboard.
				<pre className="hfis-settings-log" role="log" tabIndex={0} aria-label={t("settings.log")}>
					{[...lines].reverse().map((line, index) => (
						<span key={lines.length - index} data-level={line.level}>
							{formatLogLines([line], prompt)}
						</span>
					))}
				</pre>
			)}
		</>
	);
}

async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
