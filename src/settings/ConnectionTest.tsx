// A button that asks the stored endpoint what it is; its answer in a sentence.
import { useState } from "react";
import { saveModelList } from "../gateway/modelLists";
import { probeEndpoint } from "../gateway/probe";
import { backend } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { toStudioError } from "../host/errors";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";

type Stage =
	| { readonly is: "idle" | "asking" }
	| { readonly is: "answered"; readonly result: ProbeResult }
	| { readonly is: "failed"; readonly why: string };

const SERVERS: Readonly<Record<ProbeResult["server"], string>> = {
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
	const [stage, setStage] = useState<Stage>({ is: "idle" });

	const ask = (): void => {
		setStage({ is: "asking" });
		probeEndpoint(id, backend).then(
			(result) => {
				saveModelList(id, result.models);
				setStage({ is: "answered", result });
			},
			(error: unknown) => setStage({ is: "failed", why: describeErrorRecord(toStudioError(error), locale) }),
		);
	};

	return (
		<div className="hfis-ui-remark hfis-settings-connection">
			<button type="button" className="hfis-ui-button" disabled={stage.is === "asking"} onClick={ask}>
				{t(stage.is === "asking" ? "settings.testing" : "settings.test")}
			</button>
			<span role="status" className={stage.is === "failed" ? "hfis-settings-failure" : undefined}>
				{stage.is === "answered" ? sentence(stage.result) : stage.is === "failed" ? stage.why : ""}
			</span>
		</div>
	);

	function sentence({ server, models, has_models, auth, elapsed_ms }: ProbeResult): string {
		const name = SERVERS[server];
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
