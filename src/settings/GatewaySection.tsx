// The gateway settings. The mode is applied at once; a custom endpoint is saved by a form, because an incomplete address is
// of no use. The key is read from its uncontrolled field, sent to the backend, and cleared once it is saved: it is never in
// React state, storage or a message.
import { Trash2, TriangleAlert } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { RadioGroup, Select } from "../../ui";
import { changeProfile, refreshGatewayStatus, removeProfile, useGatewayStatus } from "../gateway/status";
import type { UnsavedProfile } from "../host/backend";
import type { EndpointProfile } from "../host/contract";
import { toStudioError } from "../host/errors";
import type { GatewayMode } from "../host/pluginSettings";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { ConnectionTest } from "./ConnectionTest";
import { changeSettingsOrNotify } from "./changeSettings";
import { PRESETS } from "./endpointPresets";
import { ProfileFields } from "./ProfileFields";
import { NEW_PROFILE, profileName, readProfile, unusedProfileId } from "./profileForm";
import { RemoveButton } from "./RemoveButton";
import type { SectionProps } from "./sectionProps";
import { type AddressFields, useEndpointAddress } from "./useEndpointAddress";

const MODES: readonly GatewayMode[] = ["auto", "custom", "cloud"];
const NEW_PREFIX = "new:";

export function GatewaySection({ reason }: Pick<SectionProps, "reason">) {
	const t = useTranslate();
	const locale = useLocale();
	const { settings, hasBackend, profiles, active } = useGatewayStatus();
	const form = useRef<HTMLFormElement>(null);
	const key = useRef<HTMLInputElement>(null);
	const [failure, setFailure] = useState<string | null>(null);
	const [progress, setProgress] = useState<"idle" | "saving" | "saved">("idle");
	/** The selected profile if it is not the active one: an id, or NEW_PREFIX and the id of a preset. */
	const [selected, setSelected] = useState<string | null>(null);
	const id = useId();

	const presetId = selected?.startsWith(NEW_PREFIX) ? selected.slice(NEW_PREFIX.length) : null;
	const stored =
		presetId === null ? profiles.find(({ profile }) => profile.id === (selected ?? active?.profile.id)) : undefined;
	const preset = PRESETS.find(({ id }) => id === presetId);
	const profile: EndpointProfile = stored?.profile ?? {
		...NEW_PROFILE,
		...(preset ? { name: preset.name, ...preset.profile } : {}),
		id: unusedProfileId(profiles),
	};
	/** Resets the form's fields when another profile is selected or the stored profile changes. */
	const formKey = `${profile.id}/${presetId ?? ""}/${stored === undefined ? "" : JSON.stringify(stored.profile)}`;
	const [typed, setTyped] = useState<{ key: string; fields: AddressFields } | null>(null);
	const fields: AddressFields = typed?.key === formKey ? typed.fields : profile;
	const address = useEndpointAddress(fields, hasBackend);

	useEffect(() => void refreshGatewayStatus(), []);

	const run = async (work: () => Promise<unknown>): Promise<void> => {
		setProgress("saving");
		setFailure(null);
		try {
			await work();
			setProgress("saved");
		} catch (error) {
			setProgress("idle");
			setFailure(describeErrorRecord(toStudioError(error), locale));
		}
	};

	const read = () => readProfile(profile.id, new FormData(form.current ?? undefined));

	const readUnsaved = (): UnsavedProfile => {
		const { id: _, ...change } = read();
		const newKey = key.current?.value.trim() ?? "";
		return { change, ...(newKey === "" ? {} : { key: newKey }) };
	};

	const save = (event: FormEvent): void => {
		event.preventDefault();
		const next = read();
		if (!hasBackend) return;
		if (next.base_url === "" && stored === undefined) {
			setFailure(t("settings.notUsable"));
			return;
		}
		const newKey = key.current?.value.trim();
		void run(async () => {
			await changeProfile(next, newKey === "" ? undefined : newKey);
			if (key.current) key.current.value = "";
			setSelected(null);
		});
	};

	const onChange = (): void => {
		setProgress("idle");
		setTyped({ key: formKey, fields: read() });
	};

	const options = [
		...profiles.map((one) => ({ value: one.profile.id, label: profileName(one) || t("settings.unnamed") })),
		...PRESETS.map((one) => ({ value: `${NEW_PREFIX}${one.id}`, label: t("settings.newFrom", { name: one.name }) })),
		{ value: `${NEW_PREFIX}empty`, label: t("settings.newEmpty") },
	];

	return (
		<form
			ref={form}
			id={`${id}-form`}
			className="hfis-settings-form"
			onSubmit={save}
			onChange={onChange}
			autoComplete="off"
		>
			{reason ? (
				<p className="hfis-ui-remark hfis-ui-remark-warning" role="alert">
					<TriangleAlert size={14} aria-hidden="true" />
					{reason}
				</p>
			) : null}
			<RadioGroup
				label={t("settings.gateway")}
				value={settings.gateway_mode}
				options={MODES.map((mode) => ({ value: mode, label: t(`settings.mode.${mode}`) }))}
				onChange={(mode) => changeSettingsOrNotify({ gateway_mode: mode })}
				hint={t(`settings.modeHint.${settings.gateway_mode}`)}
			/>
			<div className="hfis-settings-heading">
				<h3>{t("gateway.custom")}</h3>
				{hasBackend && profiles.length > 0 ? (
					<>
						<Select
							label={t("gateway.custom")}
							value={selected ?? active?.profile.id ?? `${NEW_PREFIX}empty`}
							options={options}
							onChange={setSelected}
							side="below"
						/>
						{stored ? (
							<RemoveButton
								key={profile.id}
								label={t("settings.remove", { name: profileName(stored) })}
								onRemove={() =>
									void run(async () => {
										await removeProfile(profile.id);
										setSelected(null);
									})
								}
							>
								<Trash2 size={16} aria-hidden="true" />
							</RemoveButton>
						) : null}
					</>
				) : null}
				{hasBackend && profiles.length === 0 ? (
					<Select
						label={t("settings.preset")}
						value={selected ?? `${NEW_PREFIX}empty`}
						options={options}
						onChange={setSelected}
						side="below"
					/>
				) : null}
			</div>
			{hasBackend ? null : (
				<p className="hfis-ui-remark" role="note">
					{t("settings.needsBackend")}
				</p>
			)}
			<ProfileFields
				key={formKey}
				{...{ profile, stored, address, id }}
				apiMode={fields.api_mode}
				isDisabled={!hasBackend}
				keyField={key}
				onReset={onChange}
				onRemoveKey={() => void run(() => changeProfile({ id: profile.id }, ""))}
			/>
			{hasBackend ? (
				<ConnectionTest
					key={`test ${formKey}`}
					id={profile.id}
					baseUrl={address?.normalized ?? null}
					read={readUnsaved}
					isStored={stored !== undefined && address?.normalized === stored.normalized}
				/>
			) : null}
			{failure ? (
				<p className="hfis-settings-failure" role="alert">
					{failure}
				</p>
			) : null}
			{hasBackend ? (
				<footer className="hfis-settings-save">
					<span className="hfis-ui-dialog-status" role="status">
						{progress === "saved" ? t("settings.saved") : ""}
					</span>
					<button type="submit" className="hfis-ui-button hfis-ui-button-primary" disabled={progress === "saving"}>
						{t("settings.save")}
					</button>
				</footer>
			) : null}
		</form>
	);
}
