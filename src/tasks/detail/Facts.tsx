// The table of requested and actual settings, and the list of facts: state, gateway, times, tokens, prices, request ids.
import { gatewayLabel } from "../../gateway/gatewayLabel";
import { useGatewayStatus } from "../../gateway/status";
import { useLocale, useTranslate } from "../../i18n/locale";
import type { TaskOutput, TaskRecord } from "../../library/records";
import { compareSettings, taskFacts } from "../taskFacts";
import { CopyText } from "./CopyText";

interface FactsProps {
	readonly task: TaskRecord;
	readonly output: TaskOutput | undefined;
	readonly state: string;
}

export function Facts({ task, output, state }: FactsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const profile = useGatewayStatus(
		({ profiles }) => profiles.find(({ profile: { id } }) => id === task.profileId)?.profile.name,
	);
	const { gateway, baseUrl, requestId, providerRequestId } = task;
	const route = [gatewayLabel(gateway)[locale], profile, hostOf(baseUrl)].filter(Boolean).join(" · ");
	const facts = [
		{ name: t("tasks.fact.state"), value: state },
		{ name: t("requestPreview.gateway"), value: route },
		...taskFacts(task, t, locale),
	];
	const ids = [
		{ name: t("detail.requestId"), value: requestId },
		...(providerRequestId ? [{ name: t("detail.providerId"), value: providerRequestId }] : []),
	];
	return (
		<>
			<table className="hfis-detail-settings">
				<thead>
					<tr>
						<th scope="col">{t("detail.settings")}</th>
						<th scope="col">{t("detail.requested")}</th>
						<th scope="col">{t("detail.received")}</th>
					</tr>
				</thead>
				<tbody>
					{compareSettings(task, output, t).map(({ name, requested, actual, differs }) => (
						<tr key={name}>
							<th scope="row">{name}</th>
							<td>{requested ?? "—"}</td>
							<td className={differs ? "hfis-ui-caution" : undefined} title={differs ? t("detail.differs") : undefined}>
								{differs
									? t("detail.actualAndRequested", { actual: actual ?? "—", requested: requested ?? "—" })
									: (actual ?? "—")}
							</td>
						</tr>
					))}
				</tbody>
			</table>
			<dl className="hfis-detail-facts">
				{facts.map(({ name, value }) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
				{ids.map(({ name, value }) => (
					<div key={name} className="hfis-detail-id">
						<dt>{name}</dt>
						<dd>
							<code>{value}</code>
							<CopyText name={name} text={value} />
						</dd>
					</div>
				))}
			</dl>
		</>
	);
}

function hostOf(address: string | undefined): string | undefined {
	return address && URL.canParse(address) ? new URL(address).host : undefined;
}
