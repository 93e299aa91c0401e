// The button that tests the stored endpoint and describes the result in a sentence.
import { useState } from "react";
import { saveModelList } from "../gateway/modelLists";
import { probeEndpoint } from "../gateway/probe";
import { backend } from "../host/backend";
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

export function ConnectionTest({ id }: { readonly id: string }) {
	const t = useTranslate();
	const locale = useLocale();
	const [state, setState] = useState<TestState>({ status: "idle" });

	const test = (): void => {
		setState({ status: "testing" });
		probeEndpoint(id, backend).then(
			(result) => {
				saveModelList(id, result.models);
				setState({ status: "done", result });
			},
			(error: unknown) => setState({ status: "failed", error: describeErrorRecord(toStudioError(error), locale) }),
		);
	};

	return (
		<div className="hfis-ui-remark hfis-settings-connection">
			<button type="button" className="hfis-ui-button" disabled={state.status === "testing"} onClick={test}>
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
