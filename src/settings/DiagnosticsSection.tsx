// Versions, what requests go through, the latest log lines, and all of it as a report to pass on: without a key, a
// prompt or a picture.
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
	const [said, setSaid] = useState("");
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
						void copied(report()).then((isCopied) =>
							setSaid(t(isCopied ? "settings.report.copied" : "settings.report.refused")),
						)
					}
				>
					{t("settings.reportCopy")}
				</button>
			</div>
			<p className="hfis-settings-status" role="status">
				{said}
			</p>
			<h4>{t("settings.log")}</h4>
			{lines.length === 0 ? (
				<p className="hfis-ui-remark">{t("settings.log.none")}</p>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys.
				<pre className="hfis-settings-log" role="log" tabIndex={0} aria-label={t("settings.log")}>
					{[...lines].reverse().map((line, at) => (
						<span key={lines.length - at} data-level={line.level}>
							{formatLogLines([line], prompt)}
						</span>
					))}
				</pre>
			)}
		</>
	);
}

async function copied(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
