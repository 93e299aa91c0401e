// The fields of a custom endpoint: its address with the resulting URLs, its key, and, in a disclosure, options for servers
// that deviate from OpenAI's. The key's field is uncontrolled and read once, when the form is saved.
import { TriangleAlert } from "lucide-react";
import { type RefObject, useLayoutEffect, useState } from "react";
import type { EndpointProfile, ProfileState } from "../host/contract";
import { useTranslate } from "../i18n/locale";
import { NumberField, Segments, SwitchField, TextField } from "./formFields";
import { NEW_PROFILE, NUMBER_RANGES } from "./profileForm";
import { RemoveButton } from "./RemoveButton";
import type { EndpointAddress } from "./useEndpointAddress";

interface ProfileFieldsProps {
	readonly profile: EndpointProfile;
	/** undefined: the profile is new. */
	readonly stored: ProfileState | undefined;
	/** The backend's answer about the typed address. */
	readonly address: EndpointAddress | null;
	readonly apiMode: EndpointProfile["api_mode"];
	readonly isDisabled: boolean;
	readonly keyField: RefObject<HTMLInputElement | null>;
	readonly onRemoveKey: () => void;
	/** The fields were reset. Resetting fires no change event. */
	readonly onReset: () => void;
	readonly id: string;
}

export function ProfileFields(props: ProfileFieldsProps) {
	const { profile, stored, address, apiMode, isDisabled, keyField, onRemoveKey, onReset, id } = props;
	const t = useTranslate();
	const [resets, setResets] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: reported once for each reset.
	useLayoutEffect(() => {
		if (resets > 0) onReset();
	}, [resets]);
	const isUnusable = address !== null && address.normalized === null && address.problem !== "empty";
	// The answer about a typed address may be older than the key. For the stored address, the stored state is newer.
	const isStored = stored !== undefined && (address === null || address.normalized === stored.normalized);
	const isKeySet = isStored ? stored.key_set : (address?.key_set ?? false);
	const isKeyDropped = !isStored && !isKeySet && stored?.key_set === true && address?.normalized != null;
	const keyState = isKeyDropped
		? t("settings.keyDropped", { host: new URL(stored.normalized ?? "").host })
		: t(isKeySet ? "settings.keySet" : "settings.keyNone");
	return (
		<fieldset className="hfis-settings-profile" disabled={isDisabled}>
			<TextField
				name="name"
				label={t("settings.profileName")}
				initial={profile.name}
				placeholder={t("settings.nameHint")}
			/>
			<TextField
				name="base_url"
				label={t("settings.baseUrl")}
				initial={profile.base_url}
				placeholder="https://api.openai.com/v1"
				inputMode="url"
				describedBy={`${id}-url`}
			/>
			<p id={`${id}-url`} className={`hfis-ui-remark ${isUnusable ? "hfis-settings-failure" : ""}`} role="status">
				{address?.requests ? t("settings.requests", { url: address.requests.edit }) : ""}
				{isUnusable ? t(address.problem === "credentials" ? "settings.credentials" : "settings.notUsable") : ""}
			</p>
			{address?.is_plain_http ? (
				<p className="hfis-ui-remark hfis-ui-remark-warning" role="note">
					<TriangleAlert size={14} aria-hidden="true" />
					{t("settings.unencrypted")}
				</p>
			) : null}
			<label className="hfis-ui-field">
				<span>{t("settings.key")}</span>
				<input
					ref={keyField}
					type="password"
					autoComplete="new-password"
					placeholder={isKeySet ? t("settings.keyReplace") : ""}
					aria-describedby={`${id}-key`}
				/>
			</label>
			<div className="hfis-ui-remark" id={`${id}-key`}>
				<span role="status" className={isKeyDropped ? "hfis-ui-caution" : undefined}>
					{isDisabled ? "" : keyState}
				</span>
				{isKeySet ? (
					<RemoveButton label={t("settings.keyRemove")} onRemove={onRemoveKey}>
						{t("settings.keyRemove")}
					</RemoveButton>
				) : null}
			</div>
			<Segments
				name="api_mode"
				label={t("settings.api")}
				initial={profile.api_mode}
				options={[
					{ value: "images", label: t("settings.api.images") },
					{ value: "responses", label: t("settings.api.responses") },
				]}
			/>
			<TextField
				name="default_model"
				label={t("prompt.model")}
				initial={profile.default_model}
				placeholder={t("settings.profileModelHint")}
			/>
			<details className="hfis-settings-server">
				<summary>{t("settings.advancedServer")}</summary>
				<ServerOptions key={resets} apiMode={apiMode} profile={resets > 0 ? { ...profile, ...NEW_PROFILE } : profile} />
				<button type="button" className="hfis-ui-button" onClick={() => setResets(resets + 1)}>
					{t("settings.resetServer")}
				</button>
			</details>
		</fieldset>
	);
}

function ServerOptions({ profile, apiMode }: Pick<ProfileFieldsProps, "profile" | "apiMode">) {
	const t = useTranslate();
	return (
		<>
			<div hidden={apiMode !== "responses"}>
				<TextField name="responses_model" label={t("settings.responsesModel")} initial={profile.responses_model} />
			</div>
			<Segments
				name="auth"
				label={t("settings.auth")}
				initial={profile.auth}
				options={[
					{ value: "bearer", label: "Authorization: Bearer" },
					{ value: "api-key", label: "api-key" },
				]}
			/>
			<TextField name="query" label={t("settings.query")} initial={profile.query} placeholder="api-version=preview" />
			<div className="hfis-settings-field-row">
				<NumberField
					name="timeout_s"
					label={t("settings.timeout")}
					initial={profile.timeout_s}
					range={NUMBER_RANGES.timeout_s}
				/>
				<NumberField
					name="first_byte_s"
					label={t("settings.firstByte")}
					initial={profile.first_byte_s}
					range={NUMBER_RANGES.first_byte_s}
				/>
				<NumberField
					name="concurrency"
					label={t("settings.concurrency")}
					initial={profile.concurrency}
					range={NUMBER_RANGES.concurrency}
				/>
				<NumberField
					name="partial_images"
					label={t("settings.partials")}
					initial={profile.partial_images}
					range={NUMBER_RANGES.partial_images}
				/>
			</div>
			<SwitchField
				name="stream"
				label={t("settings.stream")}
				initial={profile.stream}
				hint={t("settings.streamHint")}
			/>
			<SwitchField
				name="codex_compat"
				label={t("settings.codex")}
				initial={profile.codex_compat}
				hint={t("settings.codexHint")}
			/>
			<SwitchField
				name="prompt_guard"
				label={t("settings.guard")}
				initial={profile.prompt_guard}
				hint={t("settings.guardHint")}
			/>
			<SwitchField
				name="response_format_b64"
				label={t("settings.base64")}
				initial={profile.response_format_b64}
				hint={t("settings.base64Hint")}
			/>
			<Segments
				name="mask_polarity"
				label={t("settings.polarity")}
				initial={profile.mask_polarity}
				options={[
					{ value: "alpha", label: t("settings.polarity.alpha") },
					{ value: "white", label: t("settings.polarity.white") },
				]}
			/>
			<Segments
				name="image_field"
				label={t("settings.imageField")}
				initial={profile.image_field}
				options={[
					{ value: "image[]", label: "image[]" },
					{ value: "image", label: "image" },
				]}
			/>
			<Segments
				name="mask_field"
				label={t("settings.maskField")}
				initial={profile.mask_field}
				options={[
					{ value: "mask", label: "mask" },
					{ value: "mask_image", label: "mask_image" },
				]}
			/>
			<TextField
				name="edits_path"
				label={t("settings.editsPath")}
				initial={profile.edits_path}
				placeholder="images/edits"
			/>
		</>
	);
}
