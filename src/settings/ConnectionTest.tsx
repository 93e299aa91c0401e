// The button that tests the endpoint as it is typed, saved or not, and describes the result in a sentence.
import { useState } from "react";
import { recordAnswer, recordProbe } from "../gateway/connection";
import { saveModelList } from "../gateway/modelLists";
import { probeEndpoint } from "../gateway/probe";
import { backend, type UnsavedProfile } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { toStudioError } from "../host/errors";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";

type TestState =
	| { readonly status: "idle" | "testing" }
	| { readonly status: "done"; readonly result: ProbeResult }
	| { readonly status: "failed"; readonly error: string };

const SERVER_NAMES: Readonly<Record<ProbeResult["server"], string>> = {
	openai: "OpenAI",
	azure: "Azure OpenAI",
	litellm: "LiteLLM",
	localai: "LocalAI",
	vllm: "vLLM",
	newapi: "New API",
	unknown: "",
};

interface ConnectionTestProps {
	readonly id: string;
	/** The normalized address, under which the result is kept; null: not usable. */
	readonly baseUrl: string | null;
	/** Called when the test starts. The key stays out of React's state. */
	readonly read: () => UnsavedProfile;
	/** The models of an endpoint that is not saved are of no use later. */
	readonly isStored: boolean;
}

export function ConnectionTest({ id, baseUrl, read, isStored }: ConnectionTestProps) {
	const t = useTranslate();
	const locale = useLocale();
	const [state, setState] = useState<TestState>({ status: "idle" });

	const test = (): void => {
		if (baseUrl === null) return;
		setState({ status: "testing" });
		const address = { kind: "custom", baseUrl } as const;
		probeEndpoint(id, backend, { unsaved: read() }).then(
			(result) => {
				recordProbe(address, result, Date.now());
				if (isStored) saveModelList(id, result.models);
				setState({ status: "done", result });
			},
			(error: unknown) => {
				const failure = toStudioError(error);
				recordAnswer(address, failure.toRecord(), Date.now());
				setState({ status: "failed", error: describeErrorRecord(failure, locale) });
			},
		);
	};

	return (
		<div className="hfis-ui-remark hfis-settings-connection">
			<button
				type="button"
				className="hfis-ui-button"
				disabled={baseUrl === null || state.status === "testing"}
				onClick={test}
			>
				{t(state.status === "testing" ? "settings.testing" : "settings.test")}
			</button>
			<span role="status" className={state.status === "failed" ? "hfis-settings-failure" : undefined}>
				{state.status === "done" ? describeResult(state.result) : state.status === "failed" ? state.error : ""}
			</span>
		</div>
	);

	function describeResult({ server, models, has_models, auth, elapsed_ms }: ProbeResult): string {
		const name = SERVER_NAMES[server];
		const parts = [
			name === ""
				? t("settings.test.answers", { ms: elapsed_ms })
				: t("settings.test.identified", { name, ms: elapsed_ms }),
			auth === "refused" ? t("settings.test.refused") : auth === "ok" ? t("settings.test.accepted") : "",
			has_models ? t("settings.test.models", { count: models.length }) : t("settings.test.noModels"),
		];
		return parts.filter((part) => part !== "").join(" ");
	}
}
