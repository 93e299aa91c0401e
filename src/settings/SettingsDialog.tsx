// Gateway, endpoint and key. The key is read from its field, handed to the backend and, once saved, cleared: it is never
// in React state, storage or a message.
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "../controls/Dialog";
import { changeEndpoint, changeSettings, refreshGatewayStatus, useGatewayStatus } from "../gateway/status";
import { toStudioError } from "../host/errors";
import type { GatewayMode } from "../host/pluginSettings";
import { describeError } from "../i18n/errorWords";
import { useLocale, useTranslate } from "../i18n/locale";
import { isUnencrypted, remarkOn } from "./address";
import { saveAll } from "./saveAll";

const MODES: readonly GatewayMode[] = ["auto", "custom", "cloud"];

interface SettingsDialogProps {
	/** Why it opened, when the person did not ask for it. */
	readonly reason: string | undefined;
	readonly onClose: () => void;
}

export function SettingsDialog({ reason, onClose }: SettingsDialogProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { settings, hasBackend, endpoint } = useGatewayStatus();
	const form = useRef<HTMLFormElement>(null);
	const key = useRef<HTMLInputElement>(null);
	const [failure, setFailure] = useState<string | null>(null);
	const [progress, setProgress] = useState<"idle" | "saving" | "saved">("idle");
	const id = useId();

	const isUnusable = remarkOn(endpoint) === "unusable";

	useEffect(() => void refreshGatewayStatus(), []);

	const attempt = async (work: () => Promise<unknown>): Promise<void> => {
		setProgress("saving");
		setFailure(null);
		try {
			await work();
			setProgress("saved");
		} catch (error) {
			setProgress("idle");
			setFailure(describeError(toStudioError(error), locale));
		}
	};

	const save = (event: FormEvent): void => {
		event.preventDefault();
		const fields = new FormData(form.current ?? undefined);
		const text = (name: string): string => String(fields.get(name) ?? "").trim();
		const typedKey = key.current?.value.trim() ?? "";
		const typed = {
			settings: { gateway_mode: text("mode") as GatewayMode, default_model: text("model") || settings.default_model },
			...(hasBackend ? { endpoint: { baseUrl: text("baseUrl"), key: typedKey } } : {}),
		};
		void attempt(async () => {
			await saveAll(typed, { changeEndpoint, changeSettings });
			if (key.current) key.current.value = "";
		});
	};

	return (
		<Dialog
			title={t("settings.title")}
			closeLabel={t("app.close")}
			onClose={onClose}
			actions={
				<>
					<span className="hfis-dialog-status" role="status">
						{progress === "saved" && !isUnusable ? t("settings.saved") : ""}
					</span>
					<button
						type="submit"
						form={`${id}-form`}
						className="hfis-btn hfis-btn-primary"
						disabled={progress === "saving"}
					>
						{t("settings.save")}
					</button>
				</>
			}
		>
			<form
				ref={form}
				id={`${id}-form`}
				className="hfis-form"
				onSubmit={save}
				onChange={() => setProgress("idle")}
				autoComplete="off"
			>
				{reason ? (
					<p className="hfis-remark hfis-remark-warning" role="note">
						<TriangleAlert size={14} aria-hidden="true" />
						{reason}
					</p>
				) : null}
				<fieldset className="hfis-segments">
					<legend>{t("settings.gateway")}</legend>
					{MODES.map((mode) => (
						<label key={mode}>
							<input type="radio" name="mode" value={mode} defaultChecked={settings.gateway_mode === mode} />
							<span>{t(`settings.mode.${mode}`)}</span>
						</label>
					))}
				</fieldset>
				<label className="hfis-field">
					<span>{t("settings.model")}</span>
					<input name="model" defaultValue={settings.default_model} spellCheck={false} autoComplete="off" />
				</label>
				<h3>{t("settings.endpoint")}</h3>
				{hasBackend ? null : (
					<p className="hfis-remark" role="note">
						{t("settings.needsBackend")}
					</p>
				)}
				<label className="hfis-field">
					<span>{t("settings.baseUrl")}</span>
					<input
						// A reading that comes after the dialog opened fills the field.
						key={endpoint?.base_url ?? ""}
						name="baseUrl"
						type="text"
						inputMode="url"
						defaultValue={endpoint?.base_url ?? ""}
						placeholder="https://api.openai.com/v1"
						disabled={!hasBackend}
						spellCheck={false}
						autoComplete="off"
						aria-describedby={`${id}-url`}
					/>
				</label>
				<p id={`${id}-url`} className={`hfis-remark ${isUnusable ? "hfis-form-failure" : ""}`}>
					{endpoint?.normalized
						? t("settings.normalized", { url: endpoint.normalized })
						: isUnusable
							? t("settings.notUsable")
							: ""}
				</p>
				{isUnencrypted(endpoint?.normalized) ? (
					<p className="hfis-remark hfis-remark-warning" role="note">
						<TriangleAlert size={14} aria-hidden="true" />
						{t("settings.unencrypted")}
					</p>
				) : null}
				<label className="hfis-field">
					<span>{t("settings.key")}</span>
					<input
						ref={key}
						type="password"
						autoComplete="new-password"
						placeholder={endpoint?.key_set ? t("settings.keyReplace") : ""}
						disabled={!hasBackend}
						aria-describedby={`${id}-key`}
					/>
				</label>
				<div className="hfis-remark" id={`${id}-key`}>
					<span>{hasBackend ? t(endpoint?.key_set ? "settings.keySet" : "settings.keyNone") : ""}</span>
					{endpoint?.key_set ? (
						<button
							type="button"
							className="hfis-btn hfis-btn-quiet"
							onClick={() => void attempt(() => changeEndpoint(endpoint.base_url, ""))}
						>
							{t("settings.keyRemove")}
						</button>
					) : null}
				</div>
				{failure ? (
					<p className="hfis-form-failure" role="alert">
						{failure}
					</p>
				) : null}
			</form>
		</Dialog>
	);
}
